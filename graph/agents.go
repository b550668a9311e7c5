package graph

import (
	"context"
	"fmt"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/google/uuid"

	"cistern/auth"
	"cistern/credit"
	"cistern/ent"
	"cistern/ent/agent"
	"cistern/graph/globalid"
	"cistern/graph/model"
	"cistern/graph/view"
	"cistern/guard"
	"cistern/report"
)

// agentChange is what the mutations of an agent answer with.
type agentChange struct {
	Agent      *view.Agent
	Usage      *view.AgentUsage
	UserErrors []model.UserError
}

// agentEdit is an operation of guard on an agent.
type agentEdit func(context.Context, *ent.Tx, guard.Switch, time.Time) (*ent.Agent, error)

// manageAgent edits an agent for a caller who may manage it.
func (r *Resolver) manageAgent(ctx context.Context, id globalid.ID, reason string, edit agentEdit) (*agentChange, error) {
	a, err := r.agent(ctx, id)
	if err != nil {
		return nil, err
	}
	if err := auth.From(ctx).Require(auth.ManageAgents, scopeOfAgent(a)); err != nil {
		return nil, err
	}
	return r.editAgent(ctx, a, reason, edit)
}

// deleteAgent deletes an agent for its creator, who may while they may create agents, and for whoever may manage it.
func (r *Resolver) deleteAgent(ctx context.Context, in model.DeleteAgentInput) (*model.DeleteAgentPayload, error) {
	a, err := r.agent(ctx, in.AgentID)
	if err != nil {
		return nil, err
	}
	caller, action := auth.From(ctx), auth.ManageAgents
	if a.CreatedBy != nil && *a.CreatedBy == caller.UserID {
		action = auth.CreateAgents
	}
	if err := caller.Require(action, scopeOfAgent(a)); err != nil {
		return nil, err
	}
	done, err := r.editAgent(ctx, a, in.Reason, guard.DeleteAgent)
	if err != nil {
		return nil, err
	}
	return &model.DeleteAgentPayload{Agent: done.Agent, UserErrors: done.UserErrors}, nil
}

// editAgent answers with the agent as it is then.
func (r *Resolver) editAgent(ctx context.Context, a *ent.Agent, reason string, edit agentEdit) (*agentChange, error) {
	out := &agentChange{}
	refused, err := r.change(ctx, a.ContractID, func(tx *ent.Tx, now time.Time) error {
		edited, err := edit(ctx, tx, guard.Switch{Contract: a.ContractID, Agent: a.ID, Cause: cause(ctx, reason)}, now)
		if err != nil {
			return err
		}
		return out.show(ctx, tx, edited, r.Now())
	})
	out.UserErrors = userErrors(refused)
	return out, err
}

// show reads the agent's use in the running period, where its dashboard lists it.
func (c *agentChange) show(ctx context.Context, tx *ent.Tx, a *ent.Agent, world time.Time) error {
	known, err := peopleOf(ctx, tx, a)
	if err != nil {
		return err
	}
	c.Agent = view.NewAgent(a, known)
	v, err := report.Open(ctx, tx, report.Scope{Contract: a.ContractID, Workspace: a.WorkspaceID, Now: world})
	if err != nil {
		return err
	}
	used, err := report.Agent(ctx, tx, v, a.ID)
	if used != nil {
		usage := view.NewAgentUsage(v, used, known)
		c.Usage = &usage
	}
	return err
}

// setLimit takes a limit only where it was said: to leave it out by mistake must not lift it.
func setLimit(limit graphql.Omittable[*credit.Amount]) agentEdit {
	return func(ctx context.Context, tx *ent.Tx, s guard.Switch, now time.Time) (*ent.Agent, error) {
		if !limit.IsSet() {
			return nil, errNoLimit
		}
		return guard.SetAgentLimit(ctx, tx, guard.AgentLimit{Switch: s, Limit: limit.Value()}, now)
	}
}

var errNoLimit = &credit.Error{
	Code: credit.CodeBadInput, Field: "limit", Message: "say the limit: credits, or null for none",
}

func (r *Resolver) createAgent(ctx context.Context, in model.CreateAgentInput) (*model.CreateAgentPayload, error) {
	on, err := workspaceFor(ctx, auth.CreateAgents, in.WorkspaceID)
	if err != nil {
		return nil, err
	}
	out := &model.CreateAgentPayload{}
	refused, err := r.change(ctx, on.Contract, func(tx *ent.Tx, now time.Time) error {
		created, err := guard.CreateAgent(ctx, tx, guard.NewAgent{
			Contract: on.Contract, Workspace: on.Workspace, Name: in.Name, Cause: cause(ctx, ""),
		}, now)
		if err != nil {
			return err
		}
		known, err := peopleOf(ctx, tx, created)
		out.Agent = view.NewAgent(created, known)
		return err
	})
	out.UserErrors = userErrors(refused)
	return out, err
}

// agent finds an agent; whether the caller may see it is still to be asked.
func (r *Resolver) agent(ctx context.Context, id globalid.ID) (*ent.Agent, error) {
	return read(ctx, r, func(tx *ent.Tx, _ time.Time) (*ent.Agent, error) { return findAgent(ctx, tx, id) })
}

func findAgent(ctx context.Context, tx *ent.Tx, id globalid.ID) (*ent.Agent, error) {
	if id.Type != globalid.Agent {
		return nil, auth.ErrNotFound
	}
	a, err := tx.Agent.Query().Where(agent.ContractID(id.Contract), agent.ID(id.Of)).Only(ctx)
	if ent.IsNotFound(err) {
		return nil, auth.ErrNotFound
	}
	if err != nil {
		return nil, fmt.Errorf("find agent: %w", err)
	}
	return a, nil
}

func scopeOfAgent(a *ent.Agent) auth.Scope { return view.Agent{Agent: a}.Scope() }

// peopleOf finds who created and disabled the agents, as far as somebody did.
func peopleOf(ctx context.Context, tx *ent.Tx, agents ...*ent.Agent) (map[uuid.UUID]*ent.User, error) {
	var people []uuid.UUID
	for _, a := range agents {
		for _, person := range []*uuid.UUID{a.CreatedBy, a.DisabledBy} {
			if person != nil {
				people = append(people, *person)
			}
		}
	}
	return report.Users(ctx, tx, people)
}
