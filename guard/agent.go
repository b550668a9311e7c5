package guard

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"cistern/audit"
	"cistern/credit"
	"cistern/ent"
	"cistern/ent/agent"
)

// agentState is what the audit log keeps of an agent.
type agentState struct {
	Name           string         `json:"name"`
	CreditLimit    *credit.Amount `json:"creditLimit"`
	DisabledAt     *time.Time     `json:"disabledAt"`
	DisabledBy     *uuid.UUID     `json:"disabledBy"`
	DisabledReason *string        `json:"disabledReason"`
	SafetyHoldAt   *time.Time     `json:"safetyHoldAt"`
	DeletedAt      *time.Time     `json:"deletedAt"`
}

func stateOf(a *ent.Agent) agentState {
	return agentState{
		Name: a.Name, CreditLimit: a.CreditLimit,
		DisabledAt: a.DisabledAt, DisabledBy: a.DisabledBy, DisabledReason: a.DisabledReason,
		SafetyHoldAt: a.SafetyHoldAt, DeletedAt: a.DeletedAt,
	}
}

func findAgent(ctx context.Context, tx *ent.Tx, contract, id uuid.UUID) (*ent.Agent, error) {
	a, err := tx.Agent.Query().Where(agent.ContractID(contract), agent.ID(id)).Only(ctx)
	if ent.IsNotFound(err) {
		return nil, notFound("agent")
	}
	if err != nil {
		return nil, fmt.Errorf("find agent: %w", err)
	}
	return a, nil
}

// edit is a change of one agent.
type edit struct {
	action string                // for the audit log
	done   func(*ent.Agent) bool // whether the agent is so already
	do     func(*ent.AgentUpdate)
}

// apply makes an edit and returns the agent as it is then. What is done already is not done, nor recorded, again.
func (s Switch) apply(ctx context.Context, tx *ent.Tx, e edit, now time.Time) (*ent.Agent, error) {
	if err := s.Check(); err != nil {
		return nil, err
	}
	before, err := findAgent(ctx, tx, s.Contract, s.Agent)
	if err != nil || e.done(before) {
		return before, err
	}
	update := tx.Agent.Update().Where(agent.ContractID(s.Contract), agent.ID(s.Agent))
	e.do(update)
	if err := update.Exec(ctx); err != nil {
		return nil, fmt.Errorf("%s: %w", e.action, err)
	}
	after, err := findAgent(ctx, tx, s.Contract, s.Agent)
	if err != nil {
		return nil, err
	}
	return after, audit.Record(ctx, tx, s.Contract, audit.Entry{
		Actor: s.Actor, Action: e.action, SubjectType: "agent", SubjectID: s.Agent, Workspace: before.WorkspaceID,
		Before: stateOf(before), After: stateOf(after), Reason: s.Reason, RequestID: s.RequestID,
	}, now)
}
