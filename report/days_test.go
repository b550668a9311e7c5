package report_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"cistern/credit"
	"cistern/ent"
	"cistern/internal/dbtest"
	"cistern/report"
)

func TestDays(t *testing.T) {
	t.Parallel()
	t.Run("FillsDaysWithoutUseUpToToday", func(t *testing.T) {
		w := setup(t)
		w.period(now)
		a := w.agent()
		sibling := dbtest.Agent(t, w.db, dbtest.Workspace(t, w.db, w.contract))
		w.ran(
			run{agent: a, at: at(2, 0), credits: 3},
			run{agent: a, at: at(2, 23), credits: 4, failed: true},
			run{agent: a, at: at(4, 5), credits: 5},
			run{agent: sibling, at: at(4, 5), credits: 1000},
		)
		requireDays(t, w.view(nil, now), w.tx, 10, map[string]string{
			"2026-11-01": "0 0 0 0",
			"2026-11-02": "7 7 1 1",
			"2026-11-03": "0 7 0 0",
			"2026-11-04": "5 12 1 0",
			"2026-11-10": "0 12 0 0",
		})
	})
	t.Run("PastPeriodIsWhole", func(t *testing.T) {
		w := setup(t)
		past := w.period(dbtest.Epoch.AddDate(0, -1, 0))
		w.period(now)
		a := w.agent()
		w.ran(
			run{agent: a, at: dbtest.Epoch.Add(-time.Microsecond), credits: 3},
			run{agent: a, at: dbtest.Epoch, credits: 1000},
		)
		requireDays(t, w.view(past, now), w.tx, 31, map[string]string{"2026-10-01": "0 0 0 0", "2026-10-31": "3 3 1 0"})
	})
	t.Run("FirstInstantIsADay", func(t *testing.T) {
		w := setup(t)
		w.period(now)
		requireDays(t, w.view(nil, dbtest.Epoch), w.tx, 1, map[string]string{"2026-11-01": "0 0 0 0"})
	})
	t.Run("ClocksGoBack_D2", func(t *testing.T) {
		w := setup(t, func(c *ent.ContractCreate) { c.SetTimeZone("Europe/Berlin") })
		october := w.period(time.Date(2026, 10, 20, 0, 0, 0, 0, time.UTC))
		a := w.agent()
		w.ran(
			run{agent: a, at: time.Date(2026, 10, 24, 21, 59, 59, 0, time.UTC), credits: 1}, // 23:59:59 summer time
			run{agent: a, at: time.Date(2026, 10, 24, 22, 0, 0, 0, time.UTC), credits: 2},   // midnight
			run{agent: a, at: time.Date(2026, 10, 25, 22, 59, 59, 0, time.UTC), credits: 4}, // 23:59:59 winter time, 25 hours later
			run{agent: a, at: time.Date(2026, 10, 25, 23, 0, 0, 0, time.UTC), credits: 8},
		)
		requireDays(t, w.view(october, now), w.tx, 31, map[string]string{
			"2026-10-24": "1 1 1 0", "2026-10-25": "6 7 2 0", "2026-10-26": "8 15 1 0", "2026-10-31": "0 15 0 0",
		})
	})
	t.Run("ZoneOfQuarterHours_D2", func(t *testing.T) {
		w := setup(t, func(c *ent.ContractCreate) { c.SetTimeZone("Asia/Kathmandu") })
		november := w.period(now)
		a := w.agent()
		w.ran(
			run{agent: a, at: time.Date(2026, 11, 4, 18, 14, 59, 0, time.UTC), credits: 1}, // 23:59:59 of the 4th
			run{agent: a, at: time.Date(2026, 11, 4, 18, 15, 0, 0, time.UTC), credits: 2},  // midnight
		)
		requireDays(t, w.view(november, now), w.tx, 10, map[string]string{"2026-11-04": "1 1 1 0", "2026-11-05": "2 3 1 0"})
	})
}

// requireDays checks how many days there are, that none is missing or twice, and some of them as "credits cumulative succeeded
// failed", credits in micro-credits.
func requireDays(t *testing.T, v report.View, tx *ent.Tx, count int, want map[string]string) {
	t.Helper()
	days := must(report.Days(t.Context(), tx, v))(t)
	if len(days) != count {
		t.Errorf("%d days, want %d", len(days), count)
	}
	var last time.Time
	got := map[string]string{}
	for _, d := range days {
		if !d.StartsAt.After(last) {
			t.Errorf("%v starts at %v, the day before it at %v", d.Date, d.StartsAt, last)
		}
		last = d.StartsAt
		got[d.Date.String()] = fmt.Sprint(int64(d.Credits), int64(d.Cumulative), d.Succeeded, d.Failed)
	}
	for date, figures := range want {
		if got[date] != figures {
			t.Errorf("%s: %s, want %s", date, got[date], figures)
		}
	}
	if days[0].StartsAt != v.Period.StartsAt.UTC() || days[0].Date != v.Calendar.Date(v.Period.StartsAt) {
		t.Errorf("the first day is %v from %v, the period starts at %v", days[0].Date, days[0].StartsAt, v.Period.StartsAt)
	}
}

func TestPoolDays(t *testing.T) {
	t.Parallel()
	t.Run("AddsAllWorkspacesOfTheContract", func(t *testing.T) {
		w := setup(t)
		w.period(now)
		sibling := dbtest.Agent(t, w.db, dbtest.Workspace(t, w.db, w.contract))
		foreign := dbtest.Contract(t, w.db)
		dbtest.Period(t, w.db, foreign)
		stranger := dbtest.Agent(t, w.db, dbtest.Workspace(t, w.db, foreign))
		w.ran(
			run{agent: w.agent(), at: at(2, 0), credits: 3},
			run{agent: sibling, at: at(2, 23), credits: 4},
			run{agent: sibling, at: at(4, 5), credits: 50},
			run{agent: stranger, at: at(2, 5), credits: 1000},
		)
		requirePoolDays(t, w.view(nil, now), w.tx, 0, 7, 7, 57, 57, 57, 57, 57, 57, 57)
	})
	t.Run("PastPeriodIsWhole", func(t *testing.T) {
		w := setup(t)
		past := w.period(dbtest.Epoch.AddDate(0, -1, 0))
		w.period(now)
		sibling := dbtest.Agent(t, w.db, dbtest.Workspace(t, w.db, w.contract))
		w.ran(
			run{agent: sibling, at: dbtest.Epoch.Add(-time.Microsecond), credits: 3},
			run{agent: sibling, at: dbtest.Epoch, credits: 1000},
		)
		requirePoolDays(t, w.view(past, now), w.tx, append(make([]credit.Amount, 30), 3)...)
	})
}

func requirePoolDays(t *testing.T, v report.View, tx *ent.Tx, want ...credit.Amount) {
	t.Helper()
	if got := must(report.PoolDays(t.Context(), tx, v))(t); !slices.Equal(got, want) {
		t.Errorf("%d, want %d", got, want)
	}
}

func TestDaysLeft(t *testing.T) {
	w := setup(t, func(c *ent.ContractCreate) { c.SetTimeZone("Europe/Berlin") })
	october := w.period(time.Date(2026, 10, 20, 0, 0, 0, 0, time.UTC)) // 31 days and, as clocks go back, an hour
	for _, test := range []struct {
		at   time.Time
		want int
	}{
		{october.StartsAt, 31},
		{october.StartsAt.Add(time.Second), 31},
		{october.EndsAt.Add(-24 * time.Hour), 1},
		{october.EndsAt.Add(-24*time.Hour - time.Second), 2},
		{october.EndsAt.Add(-time.Microsecond), 1},
		{october.EndsAt, 0},
		{october.EndsAt.AddDate(1, 0, 0), 0},
	} {
		if got := w.view(october, test.at).DaysLeft(); got != test.want {
			t.Errorf("%d days left at %v, want %d", got, test.at, test.want)
		}
	}
}
