package report_test

import (
	"testing"

	"cistern/credit"
	"cistern/ent"
	"cistern/internal/dbtest"
	"cistern/report"
)

func TestSummary(t *testing.T) {
	t.Parallel()
	t.Run("SumsUpWorkspaceAndPool", func(t *testing.T) {
		w := setup(t, func(c *ent.ContractCreate) { c.SetHeld(7 * credit.Credit) })
		w.period(now)
		sibling := dbtest.Workspace(t, w.db, w.contract)
		w.ran(
			run{agent: w.agent(), at: at(2, 1), credits: 150 * credit.Credit},
			run{agent: dbtest.Agent(t, w.db, sibling), at: at(2, 1), credits: 250 * credit.Credit},
		)
		s := must(report.Summary(t.Context(), w.tx, w.view(nil, now)))(t)
		if s.Used != 150*credit.Credit || s.Allocation != nil {
			t.Errorf("workspace used %v of %v, want 150 of no allocation", s.Used, s.Allocation)
		}
		want := report.PoolUsage{Used: 400 * credit.Credit, Granted: 1000 * credit.Credit, Held: 7 * credit.Credit}
		if s.Pool != want {
			t.Errorf("pool %+v, want %+v", s.Pool, want)
		}
		if ratio := s.Pool.UsedRatio(); s.Pool.Remaining() != 600*credit.Credit || ratio == nil || *ratio != 0.4 {
			t.Errorf("remaining %v, ratio %v", s.Pool.Remaining(), ratio)
		}
	})
	t.Run("HoldsOfNowAreNotOfAPastPeriod", func(t *testing.T) {
		w := setup(t, func(c *ent.ContractCreate) { c.SetHeld(7 * credit.Credit) })
		past := w.period(dbtest.Epoch.AddDate(0, -1, 0))
		w.period(now)
		if held := must(report.Summary(t.Context(), w.tx, w.view(past, now)))(t).Pool.Held; held != 0 {
			t.Errorf("a past period holds %v", held)
		}
	})
	t.Run("UseAboveTheGrantsLeavesNothing", func(t *testing.T) {
		w := setup(t)
		w.period(now)
		w.ran(run{agent: w.agent(), at: at(2, 1), credits: 1500 * credit.Credit})
		pool := must(report.Summary(t.Context(), w.tx, w.view(nil, now)))(t).Pool
		if pool.Remaining() != 0 || *pool.UsedRatio() != 1.5 || pool.Threshold() != credit.ThresholdReached || pool.NearAt() != *credits(800) {
			t.Errorf("remaining %v, ratio %v, threshold %d, near at %v", pool.Remaining(), *pool.UsedRatio(), pool.Threshold(), pool.NearAt())
		}
	})
	t.Run("FreePeriodHasNoRatio_D3", func(t *testing.T) {
		w := setup(t)
		w.period(now, func(p *ent.BillingPeriodCreate) { p.SetKind(credit.PeriodFree).SetCredited(0) })
		w.ran(run{agent: w.agent(), at: at(2, 1), credits: credit.Credit})
		pool := must(report.Summary(t.Context(), w.tx, w.view(nil, now)))(t).Pool
		if pool.UsedRatio() != nil || pool.Remaining() != 0 || pool.Used != credit.Credit || pool.Threshold() != credit.ThresholdNone {
			t.Errorf("pool %+v, ratio %v", pool, pool.UsedRatio())
		}
	})
	t.Run("WorkspaceWithoutUse", func(t *testing.T) {
		w := setup(t)
		w.workspace = dbtest.Workspace(t, w.db, w.contract, func(c *ent.WorkspaceCreate) { c.SetAllocation(0) })
		w.period(now)
		s := must(report.Summary(t.Context(), w.tx, w.view(nil, now)))(t)
		if s.Used != 0 || s.Allocation == nil || *s.Allocation != 0 {
			t.Errorf("used %v of %v, want 0 of an allocation of 0", s.Used, s.Allocation)
		}
	})
}

func TestAllocationThreshold_D14(t *testing.T) {
	t.Parallel()
	for used, want := range map[credit.Amount]credit.Threshold{79: credit.ThresholdNone, 80: credit.ThresholdNear, 100: credit.ThresholdReached} {
		allocation := credit.Amount(100)
		if got := (report.UsageSummary{Used: used, Allocation: &allocation}).AllocationThreshold(); got != want {
			t.Errorf("%d of 100: %d, want %d", used, got, want)
		}
		if got := (report.UsageSummary{Used: used}).AllocationThreshold(); got != credit.ThresholdNone {
			t.Errorf("%d of no allocation: %d", used, got)
		}
	}
}
