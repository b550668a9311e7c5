package report_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/lib/pq"

	"cistern/credit"
	"cistern/ent"
	"cistern/internal/dbtest"
	"cistern/report"
)

// account is a contract with a workspace, and the running period in which it has used so much.
func (w *world) account(name string, used credit.Amount) *ent.Contract {
	w.Helper()
	of := dbtest.Contract(w, w.db, func(c *ent.ContractCreate) { c.SetName(name) })
	dbtest.Workspace(w, w.db, of)
	dbtest.Period(w, w.db, of, func(p *ent.BillingPeriodCreate) { p.SetUsed(used) })
	return of
}

func (w *world) healths(q report.HealthQuery) []*report.ContractHealth {
	w.Helper()
	if q.First == 0 {
		q.First = 100
	}
	q.Now = now
	var out []*report.ContractHealth
	for _, e := range must(report.ContractHealths(w.Context(), w.tx, q))(w).Edges {
		out = append(out, e.Node)
	}
	return out
}

func TestContractHealths(t *testing.T) {
	w := setup(t)
	slow := w.account("Slow", *credits(100))
	fast := w.account("Fast & sons", *credits(900))
	never := dbtest.Contract(t, w.db, func(c *ent.ContractCreate) { c.SetName("Never used") })
	free := w.account("Free", *credits(5000))
	w.exec(`update billing_periods set kind = 'FREE', credited = 0 where contract_id = $1`, free.ID)
	w.account("Somebody else's", *credits(1000))
	all := []uuid.UUID{slow.ID, fast.ID, never.ID, free.ID}

	list := w.healths(report.HealthQuery{Contracts: all})
	var names []string
	for _, h := range list {
		names = append(names, h.Contract.Name)
	}
	if want := []string{"Fast & sons", "Slow"}; !slices.Equal(names[:2], want) || len(names) != 4 {
		t.Fatalf("in the order %v, want %v first of 4", names, want)
	}
	// 0.9 of what was granted in 9 days and 15 hours of 30 days.
	if pace := *list[0].PaceOf(); pace < 2.80 || pace > 2.81 {
		t.Errorf("the fastest has the pace %v", pace)
	}
	if pool := list[0].Pool(); pool.Used != *credits(900) || pool.Granted != *credits(1000) {
		t.Errorf("its pool is %+v", pool)
	}
	for _, h := range list[2:] {
		if h.PaceOf() != nil || h.RunsOutAt() != nil {
			t.Errorf("%s has a pace of %v and runs out at %v", h.Contract.Name, h.PaceOf(), h.RunsOutAt())
		}
	}
	if found := w.healths(report.HealthQuery{Contracts: all, Search: "& SONS"}); len(found) != 1 || found[0].Contract.ID != fast.ID {
		t.Errorf("found %v", found)
	}
	if none := w.healths(report.HealthQuery{Contracts: all, Search: "%"}); none != nil {
		t.Errorf("found %v", none)
	}
	if none := w.healths(report.HealthQuery{}); none != nil {
		t.Errorf("of no contracts %v", none)
	}
	_, err := report.ContractHealths(t.Context(), w.tx, report.HealthQuery{Page: report.Page{First: 1}, Search: strings.Repeat("a", 101), Now: now})
	requireCode(t, err, credit.CodeBadInput, "search")
}

func TestContractHealthTellsWhatNeedsALook(t *testing.T) {
	w := setup(t)
	w.period(dbtest.Epoch)
	near := dbtest.Workspace(t, w.db, w.contract, func(c *ent.WorkspaceCreate) { c.SetAllocation(*credits(100)) })
	below := dbtest.Workspace(t, w.db, w.contract, func(c *ent.WorkspaceCreate) { c.SetAllocation(*credits(100)) })
	dbtest.Workspace(t, w.db, w.contract, func(c *ent.WorkspaceCreate) { c.SetAllocation(0) })
	w.ran(
		run{agent: dbtest.Agent(t, w.db, near), at: at(1, 3), credits: *credits(80)},
		run{agent: dbtest.Agent(t, w.db, below), at: at(1, 3), credits: *credits(79)},
		run{agent: w.agent(), at: at(8, 3), credits: *credits(141)}, // the only one of the last seven days
	)
	for i, status := range []credit.PurchaseStatus{
		credit.PurchasePending, credit.PurchasePaid, credit.PurchaseGranted, credit.PurchaseFailed, credit.PurchaseCanceled, credit.PurchaseRefunded,
	} {
		w.db.Purchase.Create().
			SetID(uuid.New()).SetContractID(w.contract.ID).SetKind(credit.PurchaseTopUp).SetStatus(status).SetPriceID("usd-1000").
			SetCredits(*credits(1000)).SetAmountMinor(1000).SetCurrency("USD").SetProvider("invoice").SetIdempotencyKey(strconv.Itoa(i)).
			SetOrderedBy(uuid.New()).SetCreatedAt(now).SetChangedAt(now).
			ExecX(t.Context())
	}
	look := func() *report.ContractHealth {
		return w.healths(report.HealthQuery{Contracts: []uuid.UUID{w.contract.ID}})[0]
	}
	h := look()
	if h.NearAllocation != 1 || h.PendingPurchases != 2 || h.LastWeek != *credits(141) {
		t.Errorf("got %+v", h)
	}
	// 700 are left, and 141 a week are some 410 until the reset.
	if out := h.RunsOutAt(); out != nil {
		t.Errorf("runs out at %v, and should last", out)
	}
	w.exec(`update billing_periods set credited = $2 where contract_id = $1`, w.contract.ID, *credits(300 + 141))
	if out, want := look().RunsOutAt(), now.AddDate(0, 0, 7); out == nil || out.Sub(want).Abs() > time.Second {
		t.Errorf("runs out at %v, want %v", out, want)
	}
	w.exec(`update billing_periods set credited = $2 where contract_id = $1`, w.contract.ID, *credits(300))
	if out := look().RunsOutAt(); out == nil || !out.Equal(now) {
		t.Errorf("ran out at %v", out)
	}
	// A clock that is ahead by a month is past the period that was opened last.
	w.exec(`update contracts set clock_ahead = $2 where id = $1`, w.contract.ID, (31 * 24 * time.Hour).Microseconds())
	if h := look(); h.RunsOutAt() != nil || *h.PaceOf() != 1 || !h.Now.Equal(now.Add(31*24*time.Hour)) {
		t.Errorf("past its end: %+v", h)
	}
}

// Nobody is seen twice or missed, although time goes by between the pages and slows everybody down.
func TestContractHealthsPageByPage(t *testing.T) {
	w := setup(t)
	var all, want []uuid.UUID
	for i := range 9 {
		all = append(all, w.account("Company", *credits(100*(i/3) + 1)).ID)
	}
	for _, h := range w.healths(report.HealthQuery{Contracts: all}) {
		want = append(want, h.ContractID)
	}
	var got []uuid.UUID
	q := report.HealthQuery{Page: report.Page{First: 2}, Contracts: all, Now: now}
	for more := true; more; q.Now = q.Now.Add(time.Hour) {
		list := must(report.ContractHealths(t.Context(), w.tx, q))(t)
		for _, e := range list.Edges {
			got = append(got, e.Node.ContractID)
			q.After = e.Cursor
		}
		more = list.HasNextPage
	}
	if !slices.Equal(got, want) {
		t.Errorf("page by page %v, at once %v", got, want)
	}
	q.After = "x"
	_, err := report.ContractHealths(t.Context(), w.tx, q)
	requireCode(t, err, credit.CodeBadInput, "after")
}

// Every assigned contract costs a lookup or two, and only those of the page what there is to tell of them.
func TestCostOfContractHealths(t *testing.T) {
	const contracts, page, hours = 400, 10, 7 * 24
	w := setup(t)
	var all []uuid.UUID
	for i := range contracts {
		all = append(all, w.account("Company", credit.Amount(i)*credit.Credit).ID)
	}
	w.exec(`
		insert into workspace_hours (contract_id, workspace_id, hour, used, succeeded, failed)
		select contract_id, id, hour, 1, 1, 0
		from workspaces, generate_series($1::timestamptz, $2::timestamptz, '1 hour') hour
		where contract_id = any($3::uuid[])`, now.AddDate(0, 0, -30), now, pq.Array(all))
	before := w.rowsRead()
	if n := len(w.healths(report.HealthQuery{Page: report.Page{First: page}, Contracts: all})); n != page {
		t.Fatalf("%d contracts", n)
	}
	if read, most := w.rowsRead()-before, 5*contracts+(page+1)*(hours+10); read > most {
		t.Errorf("read %d rows, want at most %d", read, most)
	}
}
