package report

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"cistern/credit"
	"cistern/ent"
	"cistern/forecast"
)

// CapPreview is what a cap would do in the running period, were it set now.
type CapPreview struct {
	Used      credit.Amount // what counts against it
	Stops     int           // agents that can start runs now and could not then
	ReachedAt *time.Time    // expected; nil where it is not before the reset, is so already, or use is too young to tell
}

// PreviewAgentLimit looks at an agent under another limit; nil is no limit. An agent that the view does not list is a credit.Error
// of NOT_FOUND.
func PreviewAgentLimit(ctx context.Context, tx *ent.Tx, v View, agent uuid.UUID, limit *credit.Amount) (CapPreview, error) {
	u, err := Agent(ctx, tx, v, agent)
	if err != nil {
		return CapPreview{}, err
	}
	if u == nil {
		return CapPreview{}, &credit.Error{Code: credit.CodeNotFound, Message: "the agent was deleted and has no use"}
	}
	preview := CapPreview{Used: u.Credits}
	canStart := len(u.Blockers(v)) == 0
	u.CreditLimit = limit
	if canStart && len(u.Blockers(v)) > 0 {
		preview.Stops = 1
	}
	in := v.aroundNow()
	use, err := daysOf(ctx, tx, v, daysSoFar(in), []uuid.UUID{agent})
	if err != nil {
		return CapPreview{}, err
	}
	off := u.DeletedAt != nil || u.DisabledAt != nil || u.SafetyHoldAt != nil
	in.Used, in.Agents = u.Credits, []forecast.Agent{{Use: use[0], Disabled: off}}
	preview.ReachedAt = reachedAt(in, limit)
	return preview, nil
}

// AllocationPreview is what an allocation would do.
type AllocationPreview struct {
	Cap       CapPreview
	Allocated credit.Amount // by all workspaces of the contract that have an allocation then
	Granted   credit.Amount // to the pool that they share
}

// PreviewAllocation looks at the view's workspace under another allocation; nil is none.
func PreviewAllocation(ctx context.Context, tx *ent.Tx, v View, allocation *credit.Amount) (AllocationPreview, error) {
	const query = `
		select
			w.held,
			(select coalesce(sum(o.allocation), 0)::bigint from workspaces o where o.contract_id = $1 and o.id <> w.id)
		from workspaces w
		where w.contract_id = $1 and w.id = $2`
	var held, others credit.Amount
	if err := tx.SQLTx().QueryRowContext(ctx, query, v.Contract, v.Workspace).Scan(&held, &others); err != nil {
		return AllocationPreview{}, fmt.Errorf("find allocations: %w", err)
	}
	summary, err := Summary(ctx, tx, v)
	if err != nil {
		return AllocationPreview{}, err
	}
	preview := AllocationPreview{CapPreview{Used: summary.Used}, others, summary.Pool.Granted}
	if allocation != nil {
		preview.Allocated += *allocation
	}
	under := credit.Standing{
		PlanEligible: true, Enforced: v.Period.Kind == credit.PeriodBilled,
		Workspace: credit.HeadroomUnder(allocation, summary.Used, held),
	}
	if len(under.Blockers()) > 0 {
		running := []credit.AgentStatus{credit.AgentActive, credit.AgentIdle}
		if preview.Cap.Stops, err = CountAgents(ctx, tx, AgentsQuery{View: v, Status: running}); err != nil {
			return AllocationPreview{}, err
		}
	}
	in := v.aroundNow()
	agents, err := agentDays(ctx, tx, v.Contract, in)
	if err != nil {
		return AllocationPreview{}, err
	}
	in.Used, in.Agents = summary.Used, ofWorkspace(agents, v.Workspace)
	preview.Cap.ReachedAt = reachedAt(in, allocation)
	return preview, nil
}

// reachedAt is when use is expected to reach a cap that it has not reached yet.
func reachedAt(in forecast.Input, limit *credit.Amount) *time.Time {
	if limit == nil || in.Used >= *limit {
		return nil
	}
	in.Granted = limit
	return forecast.Make(in).RunsOutAt
}
