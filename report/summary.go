package report

import (
	"context"
	_ "embed"
	"fmt"

	"cistern/credit"
	"cistern/ent"
)

//go:embed summary.sql
var summarySQL string

// UsageSummary is the use of a workspace in a period.
type UsageSummary struct {
	Used       credit.Amount
	Pool       PoolUsage
	Allocation *credit.Amount // cap on the workspace's use as it is now, nil for none
}

// AllocationThreshold is the highest one of the allocation that use has reached.
func (s UsageSummary) AllocationThreshold() credit.Threshold {
	return credit.CapUse{Cap: s.Allocation, After: s.Used}.Reached()
}

// PoolUsage is what a contract could spend in a period and did.
type PoolUsage struct {
	Used    credit.Amount // by all workspaces
	Granted credit.Amount // carried in and granted since; 0 in a free period
	Held    credit.Amount // by runs that are going now; 0 for a past period
}

// Remaining is what was granted less what was used, never below zero.
func (p PoolUsage) Remaining() credit.Amount { return max(0, p.Granted-p.Used) }

// UsedRatio is the used part of what was granted, 0.8 for 80 %, for display only; nil when nothing was granted.
func (p PoolUsage) UsedRatio() *float64 {
	if p.Granted == 0 {
		return nil
	}
	ratio := float64(p.Used) / float64(p.Granted)
	return &ratio
}

// Threshold is the highest one that use has reached.
func (p PoolUsage) Threshold() credit.Threshold {
	return credit.CapUse{Cap: &p.Granted, After: p.Used}.Reached()
}

// NearAt is the use with which credit.ThresholdNear is reached.
func (p PoolUsage) NearAt() credit.Amount { return p.Granted.Reaching(credit.ThresholdNear) }

// Summary adds up the period.
func Summary(ctx context.Context, tx *ent.Tx, v View) (UsageSummary, error) {
	row := tx.SQLTx().QueryRowContext(ctx, summarySQL, v.Contract, v.Workspace, v.Period.ID)
	var s UsageSummary
	if err := row.Scan(&s.Used, &s.Allocation, &s.Pool.Used, &s.Pool.Granted, &s.Pool.Held); err != nil {
		return UsageSummary{}, fmt.Errorf("summarise use: %w", err)
	}
	if !Running(v.Period, v.Now) {
		s.Pool.Held = 0
	}
	return s, nil
}
