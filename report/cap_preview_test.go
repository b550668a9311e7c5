package report_test

import (
	"testing"

	"github.com/google/uuid"

	"cistern/credit"
	"cistern/ent"
	"cistern/internal/dbtest"
	"cistern/report"
)

func credits(n int) *credit.Amount {
	amount := credit.Amount(n) * credit.Credit
	return &amount
}

func TestPreviewAgentLimit_D10(t *testing.T) {
	t.Parallel()
	t.Run("TellsWhatItStopsAndWhen", func(t *testing.T) {
		w := setup(t)
		w.periods()
		a := w.agent()
		w.ranDaily(a, now, 10) // 100 in the period
		v := w.view(nil, now)
		for _, test := range []struct {
			limit   *credit.Amount
			stops   int
			reached string // empty for not before the reset
		}{
			{nil, 0, ""},
			{credits(0), 1, ""},
			{credits(100), 1, ""},
			{credits(150), 0, "2026-11-15"},
			{credits(1000), 0, ""},
		} {
			p := must(report.PreviewAgentLimit(t.Context(), w.tx, v, a.ID, test.limit))(t)
			if p.Used != *credits(100) || p.Stops != test.stops || (p.ReachedAt == nil) != (test.reached == "") {
				t.Errorf("under %v: %+v", test.limit, p)
			}
			if test.reached != "" {
				requireDay(t, p.ReachedAt, test.reached)
			}
		}
	})
	t.Run("StopsNobodyWhoIsStoppedAlready", func(t *testing.T) {
		w := setup(t)
		w.periods()
		a := w.agent(func(a *ent.AgentCreate) { a.SetDisabledAt(now) })
		w.ranDaily(a, now, 10)
		if p := must(report.PreviewAgentLimit(t.Context(), w.tx, w.view(nil, now), a.ID, credits(150)))(t); p.Stops != 0 || p.ReachedAt != nil {
			t.Errorf("%+v", p)
		}
	})
	t.Run("StopsNobodyInAFreePeriod_D3", func(t *testing.T) {
		w := setup(t)
		w.periods(func(p *ent.BillingPeriodCreate) { p.SetKind(credit.PeriodFree).SetCredited(0) })
		a := w.agent()
		if p := must(report.PreviewAgentLimit(t.Context(), w.tx, w.view(nil, now), a.ID, credits(0)))(t); p.Stops != 0 {
			t.Errorf("%+v", p)
		}
	})
	t.Run("UnknownAgent", func(t *testing.T) {
		w := setup(t)
		w.periods()
		_, err := report.PreviewAgentLimit(t.Context(), w.tx, w.view(nil, now), uuid.New(), nil)
		requireCode(t, err, credit.CodeNotFound, "")
	})
}

func TestPreviewAllocation_D10(t *testing.T) {
	w := setup(t)
	w.periods()
	dbtest.Workspace(t, w.db, w.contract, func(c *ent.WorkspaceCreate) { c.SetAllocation(*credits(700)) })
	dbtest.Workspace(t, w.db, w.contract)
	w.ranDaily(w.agent(), now, 10) // 100 in the period
	w.agent()
	w.agent(func(a *ent.AgentCreate) { a.SetDisabledAt(now) })
	v := w.view(nil, now)
	for _, test := range []struct {
		allocation *credit.Amount
		stops      int
		allocated  credit.Amount
		reached    string
	}{
		{nil, 0, *credits(700), ""},
		{credits(0), 2, *credits(700), ""},
		{credits(100), 2, *credits(800), ""},
		{credits(150), 0, *credits(850), "2026-11-15"},
	} {
		p := must(report.PreviewAllocation(t.Context(), w.tx, v, test.allocation))(t)
		if p.Cap.Used != *credits(100) || p.Cap.Stops != test.stops || p.Allocated != test.allocated || p.Granted != *credits(1000) ||
			(p.Cap.ReachedAt == nil) != (test.reached == "") {
			t.Errorf("under %v: %+v", test.allocation, p)
		}
		if test.reached != "" {
			requireDay(t, p.Cap.ReachedAt, test.reached)
		}
	}
}
