package report_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/uuid"

	"cistern/ent"
	"cistern/internal/dbtest"
	"cistern/report"
)

func TestCards(t *testing.T) {
	t.Parallel()
	t.Run("CountBuildersOfAgentsThatExisted_D18", func(t *testing.T) {
		w := setup(t)
		october := w.period(dbtest.Epoch.AddDate(0, -1, 0))
		w.period(now)
		one, two, three := uuid.New(), uuid.New(), uuid.New()
		w.made(one, october.StartsAt.AddDate(0, -5, 0), nil)
		w.made(one, october.StartsAt.AddDate(0, -5, 0), nil) // a second agent, not a second builder
		w.made(two, october.StartsAt.AddDate(0, 0, 3), ptr(october.EndsAt.AddDate(0, 0, -9)))
		w.made(three, at(3, 0), ptr(at(4, 0)))                                                          // deleted, but it existed
		w.made(uuid.New(), october.StartsAt.AddDate(0, -2, 0), ptr(october.StartsAt.Add(-time.Second))) // gone before either period
		dbtest.Agent(t, w.db, dbtest.Workspace(t, w.db, w.contract), func(a *ent.AgentCreate) { a.SetCreatedBy(uuid.New()) })
		w.agent() // nobody knows who made it
		requireCards(t, w, w.view(nil, now), "builders 2 of 2, agents 0 of 0, runs 0 (0+0) of 0")
		requireCards(t, w, w.view(october, now), "builders 2, agents 0, runs 0 (0+0)")
	})
	t.Run("CompareWithTheSameElapsedPart_D18", func(t *testing.T) {
		w := setup(t)
		october := w.period(dbtest.Epoch.AddDate(0, -1, 0))
		november := w.period(now)
		cutoff := october.StartsAt.Add(now.Sub(november.StartsAt))
		early, late, idle := w.made(uuid.New(), october.StartsAt, nil), w.made(uuid.New(), cutoff, nil), w.agent()
		w.ran(
			run{agent: early, at: cutoff.Add(-time.Second)},
			run{agent: early, at: cutoff.Add(time.Second), failed: true},
			run{agent: late, at: cutoff},
			run{agent: early, at: at(1, 0)},
			run{agent: early, at: at(2, 0), failed: true},
			run{agent: late, at: at(3, 0)},
			run{agent: idle, at: at(3, 0)},
			run{agent: idle, at: now.Add(4 * time.Minute)}, // a caller's clock may be ahead (D7)
		)
		requireCards(t, w, w.view(nil, now), "builders 2 of 1, agents 3 of 1, runs 5 (4+1) of 1")
	})
	t.Run("PastPeriodComparesWithTheWholeOne_D18", func(t *testing.T) {
		w := setup(t)
		october := w.period(dbtest.Epoch.AddDate(0, -1, 0))
		november := w.period(now)
		december := w.period(dbtest.Epoch.AddDate(0, 1, 0))
		a := w.made(uuid.New(), october.EndsAt.Add(-time.Microsecond), nil)
		w.ran(
			run{agent: a, at: october.EndsAt.Add(-time.Microsecond)}, // in the last day of the longer period
			run{agent: a, at: november.StartsAt},
			run{agent: a, at: november.EndsAt.Add(-time.Microsecond)},
			run{agent: a, at: november.EndsAt},
		)
		requireCards(t, w, w.view(november, december.StartsAt.Add(time.Hour)), "builders 1 of 1, agents 1 of 1, runs 2 (2+0) of 1")
	})
	t.Run("LongerThanThePreviousPeriod", func(t *testing.T) {
		w := setup(t)
		november := w.period(now)
		december := w.period(dbtest.Epoch.AddDate(0, 1, 0))
		a := w.agent()
		w.ran(
			run{agent: a, at: november.EndsAt.Add(-time.Microsecond)},
			run{agent: a, at: november.EndsAt},
		)
		requireCards(t, w, w.view(december, december.EndsAt.Add(-time.Microsecond)), "builders 0 of 0, agents 1 of 1, runs 1 (1+0) of 1")
	})
	t.Run("NothingToCompareTheFirstPeriodWith", func(t *testing.T) {
		w := setup(t)
		w.period(now)
		w.ran(run{agent: w.agent(), at: at(1, 0)})
		requireCards(t, w, w.view(nil, now), "builders 0, agents 1, runs 1 (1+0)")
	})
	t.Run("DeletedAgentsKeepTheirUse_D18", func(t *testing.T) {
		w := setup(t)
		w.period(now)
		w.ran(run{agent: w.made(uuid.New(), at(1, 0), ptr(at(3, 0))), at: at(2, 0)})
		requireCards(t, w, w.view(nil, now), "builders 1, agents 1, runs 1 (1+0)")
	})
	t.Run("ElapsedPartInAZoneOfQuarterHours_D2", func(t *testing.T) {
		w := setup(t, func(c *ent.ContractCreate) { c.SetTimeZone("Asia/Kathmandu") })
		october := w.period(time.Date(2026, 10, 10, 0, 0, 0, 0, time.UTC))
		november := w.period(now)
		a := w.agent()
		w.ran(
			run{agent: a, at: october.StartsAt.Add(59 * time.Minute)},
			run{agent: a, at: october.StartsAt.Add(60 * time.Minute)},
		)
		requireCards(t, w, w.view(november, november.StartsAt.Add(time.Hour)), "builders 0 of 0, agents 0 of 1, runs 0 (0+0) of 1")
	})
}

// made is an agent of a creator.
func (w *world) made(by uuid.UUID, created time.Time, deleted *time.Time) *ent.Agent {
	w.Helper()
	return w.agent(func(a *ent.AgentCreate) { a.SetCreatedBy(by).SetCreatedAt(created).SetNillableDeletedAt(deleted) })
}

func requireCards(t *testing.T, w *world, v report.View, want string) {
	t.Helper()
	c := must(report.Cards(t.Context(), w.tx, v))(t)
	got := fmt.Sprintf("builders %d%s, agents %d%s, runs %d (%d+%d)%s",
		c.AgentBuilders.Value, of(c.AgentBuilders.Previous), c.AgentsInAction.Value, of(c.AgentsInAction.Previous),
		c.RunsCompleted.Value, c.RunsCompleted.Succeeded, c.RunsCompleted.Failed, of(c.RunsCompleted.Previous))
	if got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func of(previous *int) string {
	if previous == nil {
		return ""
	}
	return fmt.Sprintf(" of %d", *previous)
}

func ptr[T any](v T) *T { return &v }
