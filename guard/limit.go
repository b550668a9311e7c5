package guard

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"cistern/audit"
	"cistern/credit"
	"cistern/ent"
	"cistern/ent/workspace"
)

// AgentLimit is a new cap on an agent's use in a period. Nil is no limit, zero blocks (D10).
type AgentLimit struct {
	Switch
	Limit *credit.Amount
}

// SetAgentLimit acts at the next start, also with a limit below what the agent has used in the period (D10).
func SetAgentLimit(ctx context.Context, tx *ent.Tx, l AgentLimit, now time.Time) (*ent.Agent, error) {
	if err := checkCap(l.Limit); err != nil {
		return nil, err
	}
	return l.apply(ctx, tx, edit{
		action: "agent.set_limit",
		done:   func(a *ent.Agent) bool { return sameCap(a.CreditLimit, l.Limit) },
		do: func(u *ent.AgentUpdate) {
			u.ClearCreditLimit()
			u.SetNillableCreditLimit(l.Limit)
		},
	}, now)
}

// Allocation is a new cap on a workspace's use in a period. Nil is no cap, zero blocks (D10).
type Allocation struct {
	Contract  uuid.UUID
	Workspace uuid.UUID
	Limit     *credit.Amount
	audit.Cause
}

// SetAllocation acts at the next start. Allocations may add up to more than the pool (D10). A workspace that the contract has not is
// a credit.Error of NOT_FOUND.
func SetAllocation(ctx context.Context, tx *ent.Tx, a Allocation, now time.Time) error {
	if err := checkCap(a.Limit); err != nil {
		return err
	}
	if err := a.Check(); err != nil {
		return err
	}
	before, err := findWorkspace(ctx, tx, a.Contract, a.Workspace)
	if err != nil || sameCap(before.Allocation, a.Limit) {
		return err
	}
	update := tx.Workspace.Update().Where(workspace.ContractID(a.Contract), workspace.ID(a.Workspace)).ClearAllocation()
	if err := update.SetNillableAllocation(a.Limit).Exec(ctx); err != nil {
		return fmt.Errorf("set allocation: %w", err)
	}
	type state struct {
		Allocation *credit.Amount `json:"allocation"`
	}
	return audit.Record(ctx, tx, a.Contract, audit.Entry{
		Actor: a.Actor, Action: "workspace.set_allocation", SubjectType: "workspace", SubjectID: a.Workspace, Workspace: a.Workspace,
		Before: state{before.Allocation}, After: state{a.Limit}, Reason: a.Reason, RequestID: a.RequestID,
	}, now)
}

func checkCap(limit *credit.Amount) error {
	if limit != nil && *limit < 0 {
		return badInput("limit", "a limit is zero or more credits, or none at all; 0 blocks")
	}
	return nil
}

func sameCap(a, b *credit.Amount) bool {
	return a == nil && b == nil || a != nil && b != nil && *a == *b
}

func findWorkspace(ctx context.Context, tx *ent.Tx, contract, id uuid.UUID) (*ent.Workspace, error) {
	w, err := tx.Workspace.Query().Where(workspace.ContractID(contract), workspace.ID(id)).Only(ctx)
	if ent.IsNotFound(err) {
		return nil, notFound("workspace")
	}
	if err != nil {
		return nil, fmt.Errorf("find workspace: %w", err)
	}
	return w, nil
}
