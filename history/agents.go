package history

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"

	"cistern/ent"
	"cistern/ent/agent"
	"cistern/graph/globalid"
	"cistern/ledger"
)

// maxNew bounds the agents that one import makes: more are a wrong column rather than agents.
const maxNew = 1000

// agents are those of the workspace, and those that the import makes.
type agents struct {
	plan    *Plan
	ids     map[uuid.UUID]bool
	byName  map[string][]uuid.UUID
	all     uuid.UUID // of every run, when the plan names one
	made    map[uuid.UUID]string
	unknown []string // as far as they are listed
}

// loadAgents reads the agents of the workspace. Those that are deleted are found by id only.
func loadAgents(ctx context.Context, db *ent.Client, plan *Plan) (*agents, error) {
	found, err := db.Agent.Query().
		Where(agent.ContractID(plan.Contract), agent.WorkspaceID(plan.Workspace)).
		All(ctx)
	if err != nil {
		return nil, fmt.Errorf("read agents: %w", err)
	}
	a := &agents{plan: plan, ids: map[uuid.UUID]bool{}, byName: map[string][]uuid.UUID{}, made: map[uuid.UUID]string{}}
	for _, known := range found {
		a.ids[known.ID] = true
		if known.DeletedAt == nil {
			a.byName[known.Name] = append(a.byName[known.Name], known.ID)
		}
	}
	if plan.Agent == "" {
		return a, nil
	}
	if a.all, err = a.find(plan.Agent); err != nil {
		return nil, fmt.Errorf("agent %.*q: %w", shown, plan.Agent, err)
	}
	return a, nil
}

var (
	errNoAgent   = errors.New("the workspace has no such agent")
	errMakeAgent = errors.New("the workspace has no such agent; --create-agents makes it")
)

// find returns the agent that is told by its id or name, and a new one where it may be made.
func (a *agents) find(told string) (uuid.UUID, error) {
	id, isID := readAgentID(told, a.plan.Contract)
	if isID && a.ids[id] {
		return id, nil
	}
	switch named := a.byName[told]; {
	case len(named) == 1:
		return named[0], nil
	case len(named) > 1:
		return uuid.Nil, errors.New("several agents of the workspace have this name: tell the agent by its id")
	case isID:
		return uuid.Nil, errNoAgent
	case told == "" || utf8.RuneCountInString(told) > 200:
		return uuid.Nil, errors.New("is not the name of an agent: it must have 1 to 200 characters")
	case !a.plan.CreateAgents:
		if len(a.unknown) < listed && !slices.Contains(a.unknown, told) {
			a.unknown = append(a.unknown, told)
		}
		return uuid.Nil, errMakeAgent
	case len(a.made) == maxNew:
		return uuid.Nil, fmt.Errorf("would be one of more than %d new agents: is this the right column?", maxNew)
	}
	id = uuid.Must(uuid.NewV7())
	a.byName[told] = []uuid.UUID{id}
	a.made[id] = told
	return id, nil
}

func readAgentID(told string, contract uuid.UUID) (id uuid.UUID, isID bool) {
	if id, err := uuid.Parse(told); err == nil {
		return id, true
	}
	global, err := globalid.Parse(told)
	return global.Of, err == nil && global.Type == globalid.Agent && global.Contract == contract
}

// namesOf lists, in order, the new agents among those that have runs.
func (a *agents) namesOf(withRuns map[uuid.UUID]bool) (names []string) {
	for id, name := range a.made {
		if withRuns[id] {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// make makes the new agents among those that have runs.
func (a *agents) make(ctx context.Context, tx *ent.Tx, withRuns map[uuid.UUID]bool, now time.Time) error {
	names := a.namesOf(withRuns)
	if len(names) == 0 {
		return nil
	}
	if _, err := ledger.Lock(ctx, tx, a.plan.Contract); err != nil {
		return err
	}
	twice, err := tx.Agent.Query().
		Where(agent.ContractID(a.plan.Contract), agent.WorkspaceID(a.plan.Workspace), agent.NameIn(names...), agent.DeletedAtIsNil()).
		Exist(ctx)
	if err != nil {
		return fmt.Errorf("look for agents: %w", err)
	}
	if twice {
		return errors.New("agents of these names were made meanwhile: run the command again")
	}
	creates := make([]*ent.AgentCreate, len(names))
	for i, name := range names {
		creates[i] = tx.Agent.Create().
			SetID(a.byName[name][0]).SetContractID(a.plan.Contract).SetWorkspaceID(a.plan.Workspace).
			SetName(name).SetHeld(0).SetCreatedAt(now)
	}
	if err := tx.Agent.CreateBulk(creates...).Exec(ctx); err != nil {
		return fmt.Errorf("make agents: %w", err)
	}
	return nil
}
