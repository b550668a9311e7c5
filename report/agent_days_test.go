package report_test

import (
	"slices"
	"testing"

	"github.com/google/uuid"

	"cistern/credit"
	"cistern/ent"
	"cistern/internal/dbtest"
	"cistern/report"
)

func TestAgentDays(t *testing.T) {
	w := setup(t, func(c *ent.ContractCreate) { c.SetTimeZone("Asia/Kathmandu") })
	w.period(now)
	v := w.view(nil, now)
	busy, idle := w.agent(), w.agent()
	w.ran(
		run{agent: busy, at: v.Period.StartsAt, credits: 3},
		run{agent: busy, at: v.Calendar.StartOfDay(v.Calendar.Date(now)), credits: 4},
		run{agent: busy, at: now, credits: 5},
		run{agent: dbtest.Agent(t, w.db, dbtest.Workspace(t, w.db, w.contract)), at: now, credits: 99},
	)
	days := must(report.Days(t.Context(), w.tx, v))(t)
	use := must(report.AgentDays(t.Context(), w.tx, v, []uuid.UUID{idle.ID, busy.ID, uuid.New()}))(t)
	if len(use) != 3 || len(use[0]) != len(days) || slices.Max(use[0]) != 0 || slices.Max(use[2]) != 0 {
		t.Fatalf("%d agents, %v", len(use), use)
	}
	for i, day := range days {
		if use[1][i] != day.Credits {
			t.Errorf("%v: %s, but the workspace, where nobody else ran, used %s", day.Date, use[1][i], day.Credits)
		}
	}
}

func TestSeries(t *testing.T) {
	t.Parallel()
	t.Run("AddUpToTheDays", func(t *testing.T) {
		w := setup(t)
		w.periods()
		v := w.view(nil, now)
		most := w.agent()
		w.ranDaily(w.agent(), now, 2)
		w.ranDaily(most, now, 5)
		w.ranDaily(w.agent(), now, 1)
		w.agent()
		for top, want := range map[int]int{1: 2, 2: 3, 3: 3, 10: 3} {
			series := must(report.Series(t.Context(), w.tx, v, top))(t)
			if len(series) != want || series[0].Agent.ID != most.ID || (series[want-1].Agent == nil) != (top < 3) {
				t.Fatalf("the first %d of three: %+v", top, series)
			}
			for i, day := range must(report.Days(t.Context(), w.tx, v))(t) {
				var sum credit.Amount
				for _, s := range series {
					sum += s.Cumulative[i]
				}
				if sum != day.Cumulative {
					t.Errorf("%v: %s, want %s", day.Date, sum, day.Cumulative)
				}
			}
		}
	})
	t.Run("NoneWithoutUse", func(t *testing.T) {
		w := setup(t)
		w.period(now)
		w.agent()
		if series := must(report.Series(t.Context(), w.tx, w.view(nil, now), 5))(t); len(series) != 0 {
			t.Errorf("%+v", series)
		}
	})
	t.Run("RefusesOtherNumbers", func(t *testing.T) {
		w := setup(t)
		w.period(now)
		for _, top := range []int{-1, 0, 11} {
			_, err := report.Series(t.Context(), w.tx, w.view(nil, now), top)
			requireCode(t, err, credit.CodeBadInput, "top")
		}
	})
}
