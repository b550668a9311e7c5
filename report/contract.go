package report

import (
	"context"
	_ "embed"
	"fmt"
	"strconv"

	"cistern/credit"
	"cistern/ent"
	"cistern/forecast"
)

//go:embed contract_workspaces.sql
var contractWorkspacesSQL string

// PoolSummary is what a contract could spend in a period and did, and what its workspaces may take of it.
type PoolSummary struct {
	Pool      PoolUsage
	Allocated credit.Amount // what the allocations of its workspaces add up to; those without one add nothing
}

// Pool adds up the period of a contract. The view's workspace does not matter.
func Pool(ctx context.Context, tx *ent.Tx, v View) (PoolSummary, error) {
	const query = `
		select
			p.used,
			p.credited,
			c.held,
			(select coalesce(sum(w.allocation), 0)::bigint from workspaces w where w.contract_id = $1)
		from billing_periods p
		join contracts c on c.id = p.contract_id
		where p.contract_id = $1 and p.id = $2`
	var s PoolSummary
	row := tx.SQLTx().QueryRowContext(ctx, query, v.Contract, v.Period.ID)
	if err := row.Scan(&s.Pool.Used, &s.Pool.Granted, &s.Pool.Held, &s.Allocated); err != nil {
		return PoolSummary{}, fmt.Errorf("summarise contract: %w", err)
	}
	if !Running(v.Period, v.Now) {
		s.Pool.Held = 0
	}
	return s, nil
}

// WorkspaceShare is the part of a workspace in the use of its contract.
type WorkspaceShare struct {
	ent.Workspace
	Used     credit.Amount
	Blockers []credit.BlockerCode `sql:"-"` // what keeps all its agents from starting runs now
	Expected *credit.Amount       `sql:"-"` // at the reset; nil without enough data and for a past period
	Pool     PoolUsage            `sql:"-"`
}

// Share is the workspace's part of what the contract used, 0 to 1, for display only; 0 when nothing was used.
func (s *WorkspaceShare) Share() float64 {
	if s.Pool.Used == 0 {
		return 0
	}
	return float64(s.Used) / float64(s.Pool.Used)
}

// AllocationRatio is the used part of the allocation, for display only; nil without one, and where it is zero.
func (s *WorkspaceShare) AllocationRatio() *float64 {
	if s.Allocation == nil || *s.Allocation == 0 {
		return nil
	}
	ratio := float64(s.Used) / float64(*s.Allocation)
	return &ratio
}

// Threshold is the highest one of the allocation that use has reached.
func (s *WorkspaceShare) Threshold() credit.Threshold {
	return credit.CapUse{Cap: s.Allocation, After: s.Used}.Reached()
}

// byUse is the one order of workspaces.
const byUse = "USED"

// Workspaces lists the workspaces of a contract, most use first. A page or cursor out of bounds is a credit.Error of BAD_USER_INPUT.
func Workspaces(ctx context.Context, tx *ent.Tx, v View, p Page) (List[*WorkspaceShare], error) {
	after, err := p.place(byUse, isCount)
	if err != nil {
		return List[*WorkspaceShare]{}, err
	}
	args := []any{v.Contract, v.Period.ID, p.First + 1, nil, nil}
	if after != nil {
		args[3], args[4] = after.number(), after.id
	}
	found, err := rows[*WorkspaceShare](ctx, tx, contractWorkspacesSQL, args...)
	if err != nil {
		return List[*WorkspaceShare]{}, fmt.Errorf("report workspaces: %w", err)
	}
	if err := v.explain(ctx, tx, found); err != nil {
		return List[*WorkspaceShare]{}, err
	}
	return listOf(p, found, func(s *WorkspaceShare) cursor {
		return cursor{by: byUse, id: s.ID, value: strconv.FormatInt(int64(s.Used), 10)}
	}), nil
}

// explain says of workspaces what stops them and what they are expected to use.
func (v View) explain(ctx context.Context, tx *ent.Tx, shares []*WorkspaceShare) error {
	summary, err := Pool(ctx, tx, v)
	if err != nil {
		return err
	}
	running := Running(v.Period, v.Now)
	var in forecast.Input
	var agents []agentUse
	if running {
		in = v.aroundNow()
		if agents, err = agentDays(ctx, tx, v.Contract, in); err != nil {
			return err
		}
	}
	for _, s := range shares {
		s.Pool = summary.Pool
		if !running {
			continue
		}
		s.Blockers = credit.Standing{
			PlanEligible: true, Enforced: v.Period.Kind == credit.PeriodBilled,
			Pool:      credit.HeadroomUnder(&summary.Pool.Granted, summary.Pool.Used, summary.Pool.Held),
			Workspace: credit.HeadroomUnder(s.Allocation, s.Used, s.Held),
		}.Blockers()
		in.Used, in.Agents = s.Used, ofWorkspace(agents, s.ID)
		if f := forecast.Make(in); f.Enough {
			s.Expected = &f.Expected
		}
	}
	return nil
}

// ForecastPool is what all workspaces of a contract are expected to have used at the reset; nil for a past period and while they do
// not have three days of use.
func ForecastPool(ctx context.Context, tx *ent.Tx, v View) (*PoolForecast, error) {
	if !Running(v.Period, v.Now) {
		return nil, nil //nolint:nilnil // what is past needs no forecast
	}
	summary, err := Pool(ctx, tx, v)
	if err != nil {
		return nil, err
	}
	in := v.aroundNow()
	agents, err := agentDays(ctx, tx, v.Contract, in)
	return poolForecast(v.forecastPool(in, agents, summary.Pool)), err
}
