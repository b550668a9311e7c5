package report_test

import (
	"testing"
	"time"

	"cistern/credit"
	"cistern/ent"
	"cistern/forecast"
	"cistern/internal/dbtest"
	"cistern/report"
)

func TestForecast_D15(t *testing.T) {
	t.Parallel()
	t.Run("PoolIsOfAllWorkspaces", func(t *testing.T) {
		w := setup(t)
		w.periods()
		sibling := dbtest.Agent(t, w.db, dbtest.Workspace(t, w.db, w.contract))
		w.ranDaily(w.agent(), now, 10)
		w.ranDaily(sibling, now, 30)
		f := must(report.Forecast(t.Context(), w.tx, w.view(nil, now)))(t)
		requireAbout(t, *f.Expected, 300)
		requireAbout(t, f.Pool.Expected, 1200)
		requireDay(t, f.Pool.RunsOutAt, "2026-11-25") // 400 of 1,000 credits are used, at 40 a day
		if !f.EnoughData || *f.Method != forecast.EvenDays || f.Pool.Method != forecast.EvenDays || f.Pool.WeekError == nil || !f.MadeAt.Equal(now) || len(f.Days) != 21 || f.Days[20].Expected != *f.Expected || len(f.Pool.Days) != 21 || f.Pool.Days[20].Projection != f.Pool.Projection {
			t.Errorf("%+v", f)
		}
	})
	t.Run("LeavesOutWhoMayNotRunNow", func(t *testing.T) {
		w := setup(t)
		w.periods()
		w.ranDaily(w.agent(), now, 10)
		w.ranDaily(w.agent(func(a *ent.AgentCreate) { a.SetDisabledAt(now) }), now, 10)
		w.ranDaily(w.agent(func(a *ent.AgentCreate) { a.SetSafetyHoldAt(now) }), now, 10)
		w.ranDaily(w.agent(func(a *ent.AgentCreate) { a.SetDeletedAt(now) }), now, 10)
		f := must(report.Forecast(t.Context(), w.tx, w.view(nil, now)))(t)
		requireAbout(t, *f.Expected, 300+3*100) // the others have used ten days
		requireAbout(t, f.Pool.Expected, 600)
		if f.Pool.RunsOutAt != nil {
			t.Errorf("runs out at %v", f.Pool.RunsOutAt)
		}
	})
	t.Run("TellsManyAgentsTogether", func(t *testing.T) {
		w := setup(t)
		w.periods()
		for i := range 54 {
			off := func(a *ent.AgentCreate) {
				if i%3 == 0 {
					a.SetDisabledAt(now)
				}
			}
			w.ranDaily(w.agent(off), now, 1)
		}
		requireAbout(t, *must(report.Forecast(t.Context(), w.tx, w.view(nil, now)))(t).Expected, 36*30+18*10)
	})
	t.Run("FewerThanThreeDays", func(t *testing.T) {
		w := setup(t)
		w.periods()
		a := w.agent()
		sibling := dbtest.Agent(t, w.db, dbtest.Workspace(t, w.db, w.contract))
		w.ran(run{agent: a, at: at(9, 1), credits: 5}, run{agent: a, at: at(10, 1), credits: 5}, run{agent: sibling, at: at(8, 1), credits: 5})
		f := must(report.Forecast(t.Context(), w.tx, w.view(nil, now)))(t)
		if f.EnoughData || f.Expected != nil || f.Low != nil || f.High != nil || len(f.Days) != 0 {
			t.Errorf("after two days: %+v", f)
		}
		if f.Pool == nil {
			t.Error("three days of the contract are none of the pool")
		}
	})
	t.Run("NoneForAPastPeriod", func(t *testing.T) {
		w := setup(t)
		past := w.period(dbtest.Epoch.AddDate(0, -1, 0))
		if f := must(report.Forecast(t.Context(), w.tx, w.view(past, now)))(t); f != nil {
			t.Errorf("%+v", f)
		}
	})
	t.Run("NothingRunsOutInAFreePeriod_D3", func(t *testing.T) {
		w := setup(t)
		w.periods(func(p *ent.BillingPeriodCreate) { p.SetKind(credit.PeriodFree).SetCredited(0) })
		w.ranDaily(w.agent(), now, 10)
		if f := must(report.Forecast(t.Context(), w.tx, w.view(nil, now)))(t); f.Pool.RunsOutAt != nil {
			t.Errorf("runs out at %v", f.Pool.RunsOutAt)
		}
	})
	for _, zone := range []string{"Europe/Berlin", "Asia/Kathmandu", "America/St_Johns"} {
		t.Run("DaysOf"+zone, func(t *testing.T) {
			w := setup(t, func(c *ent.ContractCreate) { c.SetTimeZone(zone) })
			w.periods()
			v := w.view(nil, now)
			w.ranAtEdgesOfDays(w.agent(), v)
			f := must(report.Forecast(t.Context(), w.tx, v))(t)
			last := f.Days[len(f.Days)-1]
			if len(f.Days) != 21 || f.Days[0].Date != v.Calendar.Date(now) || last.Date != (credit.Date{Year: 2026, Month: 11, Day: 30}) {
				t.Errorf("%d days from %v to %v", len(f.Days), f.Days[0].Date, last.Date)
			}
			// Use cut at another midnight would put some on weekends.
			for i, day := range f.Days[1:] {
				weekend := day.Date.Weekday() == time.Saturday || day.Date.Weekday() == time.Sunday
				if more := day.Expected - f.Days[i].Expected; weekend != (more < credit.Credit) {
					t.Errorf("%v of %s: %s", day.Date, day.Date.Weekday(), more)
				}
			}
		})
	}
}

// periods opens the running period and the two before it.
func (w *world) periods(changes ...func(*ent.BillingPeriodCreate)) {
	w.Helper()
	for months := -2; months <= 0; months++ {
		w.period(dbtest.Epoch.AddDate(0, months, 5), changes...)
	}
}

// ranDaily has an agent use so many credits in the first hour of each of the last 24 days, that of the given time among them.
func (w *world) ranDaily(a *ent.Agent, last time.Time, credits int) {
	w.Helper()
	for ago := range 24 {
		w.ran(run{agent: a, at: last.Truncate(24*time.Hour).AddDate(0, 0, -ago), credits: credit.Amount(credits) * credit.Credit})
	}
}

// ranAtEdgesOfDays has an agent use 10 credits in the first and the last microsecond of each weekday.
func (w *world) ranAtEdgesOfDays(a *ent.Agent, v report.View) {
	w.Helper()
	for _, day := range v.Calendar.Days(credit.Period{Start: v.Calendar.StartOfDay(credit.Date{Year: 2026, Month: 9, Day: 20}), End: now}, now) {
		if weekday := day.Date.Weekday(); weekday != time.Saturday && weekday != time.Sunday {
			w.ran(
				run{agent: a, at: day.Start, credits: 10 * credit.Credit},
				run{agent: a, at: day.End.Add(-time.Microsecond), credits: 10 * credit.Credit},
			)
		}
	}
}

// requireAbout allows for the part of the day of now that is left.
func requireAbout(t *testing.T, got credit.Amount, credits int) {
	t.Helper()
	want := credit.Amount(credits) * credit.Credit
	if off := got - want; off < -want/20 || off > want/20 {
		t.Errorf("got %s, want some %s", got, want)
	}
}

func requireDay(t *testing.T, got *time.Time, want string) {
	t.Helper()
	if got == nil || got.UTC().Format(time.DateOnly) != want {
		t.Errorf("got %v, want %s", got, want)
	}
}
