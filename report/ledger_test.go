package report_test

import (
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"

	"cistern/credit"
	"cistern/ledger"
	"cistern/report"
)

// D4: the grants behind the pool are listed as they burn, with what use has left of them, settled or not.
func TestGrants(t *testing.T) {
	t.Parallel()
	t.Run("BurnsDown", func(t *testing.T) {
		w := withLedger(t)
		v := w.view(nil, now)
		list := must(report.Grants(w.Context(), w.tx, v, report.Page{First: 100}))(w)
		type left struct {
			kind      credit.GrantKind
			remaining credit.Amount
		}
		var got []left
		for _, e := range list.Edges {
			got = append(got, left{e.Node.Kind, e.Node.Remaining / credit.Credit})
		}
		requireEqual(t, got, []left{{credit.GrantMonthly, 0}, {credit.GrantAnnual, 80}, {credit.GrantPromo, 5}}) // the last has not begun
		if sum := got[0].remaining + got[1].remaining; sum*credit.Credit != v.Period.Credited-v.Period.Used {
			t.Errorf("grants have %s, the pool %s", sum*credit.Credit, v.Period.Credited-v.Period.Used)
		}
	})
	t.Run("PagesEachOnce", func(t *testing.T) {
		w := withLedger(t)
		v := w.view(nil, now)
		var got []uuid.UUID
		for page := (report.Page{First: 1}); ; {
			list := must(report.Grants(w.Context(), w.tx, v, page))(w)
			got, page.After = append(got, list.Edges[0].Node.ID), list.Edges[0].Cursor
			if !list.HasNextPage {
				break
			}
		}
		all := must(report.Grants(w.Context(), w.tx, v, report.Page{First: 100}))(w)
		requireEqual(t, got, []uuid.UUID{all.Edges[0].Node.ID, all.Edges[1].Node.ID, all.Edges[2].Node.ID})
	})
	t.Run("HasNoneForAPastPeriod", func(t *testing.T) {
		w := withLedger(t)
		v := w.view(nil, now)
		v.Now = v.Period.EndsAt
		if list := must(report.Grants(w.Context(), w.tx, v, report.Page{First: 100}))(w); len(list.Edges) != 0 {
			t.Errorf("lists %v", list)
		}
	})
	t.Run("RefusesBadPages", func(t *testing.T) {
		w := withLedger(t)
		v := w.view(nil, now)
		_, err := report.Grants(w.Context(), w.tx, v, report.Page{First: 101})
		requireCode(t, err, credit.CodeBadInput, "first")
		for name, cursor := range hostileCursors(w) {
			_, err := report.Grants(w.Context(), w.tx, v, report.Page{First: 1, After: cursor})
			t.Log(name)
			requireCode(t, err, credit.CodeBadInput, "after")
		}
	})
}

// D6: the movements of the pool are listed period by period, the last first.
func TestEntries(t *testing.T) {
	t.Parallel()
	kindsOf := func(list report.List[report.Entry]) (kinds []credit.EntryKind) {
		for _, e := range list.Edges {
			kinds = append(kinds, e.Node.Kind)
		}
		return kinds
	}
	t.Run("LastFirst", func(t *testing.T) {
		w := withLedger(t)
		list := must(report.Entries(w.Context(), w.tx, report.EntriesQuery{View: w.view(nil, now), Page: report.Page{First: 100}}))(w)
		requireEqual(t, kindsOf(list), []credit.EntryKind{credit.EntryUsage, credit.EntryGrant, credit.EntryGrant, credit.EntryGrant})
		if first := list.Edges[0].Node; first.Grant == nil || first.Grant.Kind != credit.GrantMonthly {
			t.Errorf("the use is drawn from %v", first.Grant)
		}
	})
	t.Run("OfSomeKinds", func(t *testing.T) {
		w := withLedger(t)
		q := report.EntriesQuery{View: w.view(nil, now), Page: report.Page{First: 100}, Kinds: []credit.EntryKind{credit.EntryUsage, credit.EntryExpire}}
		requireEqual(t, kindsOf(must(report.Entries(w.Context(), w.tx, q))(w)), []credit.EntryKind{credit.EntryUsage})
	})
	t.Run("PagesEachOnce", func(t *testing.T) {
		w := withLedger(t)
		v := w.view(nil, now)
		var got []uuid.UUID
		for page := (report.Page{First: 3}); ; {
			list := must(report.Entries(w.Context(), w.tx, report.EntriesQuery{View: v, Page: page}))(w)
			for _, e := range list.Edges {
				got, page.After = append(got, e.Node.ID), e.Cursor
			}
			if !list.HasNextPage {
				break
			}
		}
		if slices.SortFunc(got, func(a, b uuid.UUID) int { return slices.Compare(a[:], b[:]) }); len(slices.Compact(got)) != 4 {
			t.Errorf("paged through %v", got)
		}
	})
	t.Run("NeverOfAnotherPeriod", func(t *testing.T) {
		w := withLedger(t)
		w.period(now.AddDate(0, 1, 0))
		v := w.view(nil, now.AddDate(0, 1, 0))
		if list := must(report.Entries(w.Context(), w.tx, report.EntriesQuery{View: v, Page: report.Page{First: 100}}))(w); len(list.Edges) != 0 {
			t.Errorf("lists %v", list)
		}
	})
	t.Run("RefusesBadPages", func(t *testing.T) {
		w := withLedger(t)
		v := w.view(nil, now)
		for name, cursor := range hostileCursors(w) {
			_, err := report.Entries(w.Context(), w.tx, report.EntriesQuery{View: v, Page: report.Page{First: 1, After: cursor}})
			t.Log(name)
			requireCode(t, err, credit.CodeBadInput, "after")
		}
	})
}

// withLedger is a contract in a period with an allowance of 1,000 of which 300 are settled and 720 used later, 100 for a year, and a
// gift that begins tomorrow.
func withLedger(t *testing.T) *world {
	t.Helper()
	w := setup(t)
	p := must(ledger.OpenPeriod(w.Context(), w.tx, w.contract, now))(w)
	for _, g := range []ledger.NewGrant{
		{Kind: credit.GrantAnnual, Amount: 100 * credit.Credit, EffectiveAt: now.Add(-time.Hour), ExpiresAt: now.AddDate(1, 0, 0)},
		{Kind: credit.GrantPromo, Amount: 5 * credit.Credit, EffectiveAt: now.AddDate(0, 0, 1), ExpiresAt: now.AddDate(0, 0, 2)},
	} {
		must(ledger.Grant(w.Context(), w.tx, p, g, now))(w)
	}
	agent := w.agent()
	for _, used := range []credit.Amount{300, 720} {
		w.ran(run{agent: agent, at: now.Add(-time.Hour), credits: used * credit.Credit})
		p = must(ledger.OpenPeriod(w.Context(), w.tx, w.contract, now))(w)
		if used == 300 {
			must(p, ledger.Settle(w.Context(), w.tx, p, now))(w)
		}
	}
	return w
}
