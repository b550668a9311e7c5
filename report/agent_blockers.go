package report

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"cistern/credit"
	"cistern/ent"
	"cistern/ledger"
)

// Blockers is every reason why the agent may not start a run now, by the rules of admission (D9). What has been in a past period
// blocks nothing.
func (u *AgentUsage) Blockers(v View) []credit.Blocker {
	if !Running(v.Period, v.Now) {
		return nil
	}
	return credit.Explain(u.standing(v).Blockers(), credit.Circumstances{
		DeletedAt: u.DeletedAt, DisabledAt: u.DisabledAt, SafetyHoldAt: u.SafetyHoldAt,
		Reset: v.Period.EndsAt, NextAllowance: u.NextAllowance, Refill: u.Refill,
		Allocation: u.WorkspaceAllocation, AgentLimit: u.CreditLimit,
	})
}

func (u *AgentUsage) standing(v View) credit.Standing {
	s := credit.Standing{
		PlanEligible: true, // another plan has no dashboard
		Deleted:      u.DeletedAt != nil,
		Disabled:     u.DisabledAt != nil,
		SafetyHold:   u.SafetyHoldAt != nil,
		Enforced:     v.Period.Kind == credit.PeriodBilled,
		Pool:         credit.Headroom{Limited: true, Left: u.PoolHeadroom},
		Agent:        credit.HeadroomUnder(u.CreditLimit, u.Credits, u.Held),
	}
	if u.WorkspaceHeadroom != nil {
		s.Workspace = credit.Headroom{Limited: true, Left: *u.WorkspaceHeadroom}
	}
	return s
}

// Agent is one agent of the view with its use, as Agents lists it; nil where it does not.
func Agent(ctx context.Context, tx *ent.Tx, v View, id uuid.UUID) (*AgentUsage, error) {
	args, err := AgentsQuery{View: v}.filter()
	if err != nil {
		return nil, err
	}
	found, err := rows[*AgentUsage](ctx, tx, "select * from ("+agentsSQL+") agents where id = $7", append(args, id)...)
	if err != nil {
		return nil, fmt.Errorf("report agent: %w", err)
	}
	if len(found) == 0 {
		return nil, nil //nolint:nilnil // not being listed is an answer
	}
	return found[0], v.refill(ctx, tx, found)
}

// refill tells agents when grants that begin in the period give its pool something to spend, if it is exhausted.
func (v View) refill(ctx context.Context, tx *ent.Tx, agents []*AgentUsage) error {
	if len(agents) == 0 || agents[0].PoolHeadroom > 0 || !ledger.Due(v.Period).Before(v.Period.EndsAt) {
		return nil
	}
	coming, err := ledger.Coming(ctx, tx, v.Contract, credit.Period{Start: v.Now, End: v.Period.EndsAt})
	for _, a := range agents {
		a.Refill = credit.Refill(credit.Headroom{Limited: true, Left: a.PoolHeadroom}, coming)
	}
	return err
}
