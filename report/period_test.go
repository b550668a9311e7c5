package report_test

import (
	"errors"
	"testing"
	"time"

	"github.com/google/uuid"

	"cistern/credit"
	"cistern/ent"
	"cistern/internal/dbtest"
	"cistern/report"
)

func TestPeriods(t *testing.T) {
	t.Parallel()
	t.Run("PagesNewestFirstEachOnce", func(t *testing.T) {
		w := setup(t)
		want := make([]uuid.UUID, 24)
		for month := range want {
			want[month] = w.period(dbtest.Epoch.AddDate(0, -month, 0)).ID
		}
		dbtest.Period(t, w.db, dbtest.Contract(t, w.db))
		var got []uuid.UUID
		for page := (report.Page{First: 10}); ; {
			list := must(report.Periods(t.Context(), w.tx, w.contract.ID, page))(t)
			if list.HasPreviousPage != (page.After != "") {
				t.Errorf("after %q: has a previous page %v", page.After, list.HasPreviousPage)
			}
			for _, edge := range list.Edges {
				got = append(got, edge.Node.ID)
				page.After = edge.Cursor
			}
			if !list.HasNextPage {
				break
			}
		}
		requireEqual(t, got, want)
	})
	t.Run("RefusesBadPages", func(t *testing.T) {
		w := setup(t)
		w.period(now)
		for _, first := range []int{-1, 0, 101} {
			_, err := report.Periods(t.Context(), w.tx, w.contract.ID, report.Page{First: first})
			requireCode(t, err, credit.CodeBadInput, "first")
		}
		for name, cursor := range hostileCursors(w) {
			_, err := report.Periods(t.Context(), w.tx, w.contract.ID, report.Page{First: 1, After: cursor})
			t.Log(name)
			requireCode(t, err, credit.CodeBadInput, "after")
		}
	})
}

func TestOpen(t *testing.T) {
	t.Parallel()
	t.Run("FindsNeighbours", func(t *testing.T) {
		w := setup(t)
		first, last := w.period(dbtest.Epoch.AddDate(0, -2, 0)), w.period(now)
		middle := w.period(dbtest.Epoch.AddDate(0, -1, 0))
		dbtest.Period(t, w.db, dbtest.Contract(t, w.db))
		for _, test := range []struct{ opened, previous, next *ent.BillingPeriod }{
			{first, nil, middle}, {middle, first, last}, {last, middle, nil}, {nil, middle, nil},
		} {
			v := w.view(test.opened, now)
			if idOf(v.Previous) != idOf(test.previous) || idOf(v.Next) != idOf(test.next) {
				t.Errorf("%v lies between %v and %v", v.Period.StartsAt, v.Previous, v.Next)
			}
			if test.opened == nil && v.Period.ID != last.ID {
				t.Errorf("the running period is %v", v.Period.StartsAt)
			}
		}
	})
	t.Run("HidesPeriodsOfOtherContracts_D17", func(t *testing.T) {
		w := setup(t)
		foreign := dbtest.Period(t, w.db, dbtest.Contract(t, w.db))
		for _, id := range []uuid.UUID{foreign.ID, uuid.New()} {
			_, err := report.Open(t.Context(), w.tx, report.Scope{Contract: w.contract.ID, Workspace: w.workspace.ID, Period: &id, Now: now})
			requireCode(t, err, credit.CodeNotFound, "period")
		}
	})
	t.Run("SaysThatTheRunningPeriodIsNotOpen", func(t *testing.T) {
		w := setup(t)
		running := report.Scope{Contract: w.contract.ID, Workspace: w.workspace.ID, Now: now}
		if _, err := report.Open(t.Context(), w.tx, running); !errors.Is(err, report.ErrNotOpened) {
			t.Errorf("a contract without periods: %v", err)
		}
		running.Now = w.period(now).EndsAt
		if _, err := report.Open(t.Context(), w.tx, running); !errors.Is(err, report.ErrNotOpened) {
			t.Errorf("at the end of the last period: %v", err)
		}
		running.Now = running.Now.Add(-time.Microsecond)
		if _, err := report.Open(t.Context(), w.tx, running); err != nil {
			t.Errorf("a microsecond before it: %v", err)
		}
	})
}

func idOf(p *ent.BillingPeriod) uuid.UUID {
	if p == nil {
		return uuid.Nil
	}
	return p.ID
}

func requireEqual[T comparable](t testing.TB, got, want []T) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("got %d: %v\nwant %d: %v", len(got), got, len(want), want)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Fatalf("at %d: got %v\nwant %v", i, got, want)
		}
	}
}
