package graph_test

import (
	"sync"
	"testing"
	"time"

	"cistern/credit"
	"cistern/ent/billingperiod"
	"cistern/graph/globalid"
	"cistern/internal/dbtest"
)

func TestPeriods(t *testing.T) {
	w := setup(t)
	runtime := w.runtime(t)
	got[recorded](t, runtime, recordRuns, recordInput(happened(w.agent, "1", noon.Add(-time.Hour))))
	w.clock.set(noon.AddDate(0, 1, 0))
	admin := w.admin(t)
	got[recorded](t, runtime, recordRuns, recordInput(happened(w.agent, "2", noon.AddDate(0, 1, 0))))

	current := w.dashboard(t, admin, "")
	if current.Used != 2*credit.Credit || current.PreviousPeriod == nil || current.NextPeriod != nil || current.PreviousPeriod.Current {
		t.Fatalf("the current period shows %+v", current)
	}
	if cards := current.Cards.RunsCompleted; cards.Value != 1 || cards.Previous == nil || *cards.Previous != 1 {
		t.Errorf("runs completed are %+v", cards)
	}
	past := w.dashboard(t, admin, current.PreviousPeriod.ID)
	if past.Used != 1*credit.Credit || past.NextPeriod == nil || past.NextPeriod.ID != current.Period.ID || past.DaysLeft != 0 || len(past.Days) != 30 {
		t.Errorf("the past period shows %+v", past)
	}

	const query = `query ($id: ID!, $after: String) { workspace(id: $id) { periods(first: 1, after: $after) {
		nodes { id current } edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } } }`
	type page struct {
		Workspace struct {
			Periods struct {
				Nodes []period
				Edges []struct {
					Cursor string
					Node   period
				}
				PageInfo struct {
					HasNextPage, HasPreviousPage bool
					EndCursor                    string
				}
			}
		}
	}
	first := got[page](t, admin, query, variables{"id": workspaceID(w.workspace)}).Workspace.Periods
	if len(first.Nodes) != 1 || first.Nodes[0].ID != current.Period.ID || !first.PageInfo.HasNextPage || first.PageInfo.HasPreviousPage || first.Edges[0].Node.ID != first.Nodes[0].ID {
		t.Fatalf("the first page is %+v", first)
	}
	last := got[page](t, admin, query, variables{"id": workspaceID(w.workspace), "after": first.PageInfo.EndCursor}).Workspace.Periods
	if len(last.Nodes) != 1 || last.Nodes[0].ID != past.Period.ID || last.PageInfo.HasNextPage || !last.PageInfo.HasPreviousPage {
		t.Errorf("the last page is %+v", last)
	}

	for name, id := range map[string]string{
		"Unknown":    idOf(globalid.BillingPeriod, w.contract.ID, newID()),
		"OfNoPeriod": agentID(w.agent),
		"Foreign":    idOf(globalid.BillingPeriod, dbtest.Contract(t, w.client).ID, newID()),
	} {
		a := admin.ask(t, dashboardQuery, variables{"id": workspaceID(w.workspace), "period": id})
		if a.code(t) != "NOT_FOUND" {
			t.Errorf("%s: %s", name, a.body)
		}
	}
}

// A service date that nobody has crossed is crossed by whoever looks first (D5), once.
func TestReadingOpensThePeriod(t *testing.T) {
	w := setup(t)
	admin := w.admin(t)
	var reading sync.WaitGroup
	shown := make([]dashboard, 8)
	for i := range shown {
		reading.Go(func() { shown[i] = w.dashboard(t, admin, "") })
	}
	reading.Wait()
	for _, d := range shown {
		if d.Period.ID == "" || d.Period.ID != shown[0].Period.ID || d.Pool.Granted != 1000*credit.Credit {
			t.Errorf("a reader was shown %+v", d)
		}
	}
	require := func(periods int) {
		t.Helper()
		n, err := w.client.BillingPeriod.Query().Where(billingperiod.ContractID(w.contract.ID)).Count(t.Context())
		must(t, err)
		var granted credit.Amount
		must(t, w.db.SQL.QueryRowContext(t.Context(),
			"select sum(amount)::bigint from ledger_entries where contract_id = $1 and kind = 'GRANT'", w.contract.ID).Scan(&granted))
		if n != periods || granted != credit.Amount(periods)*1000*credit.Credit {
			t.Errorf("%d periods were opened, and %s granted", n, granted)
		}
	}
	require(1)
	w.clock.set(noon.AddDate(0, 3, 0))
	if d := w.dashboard(t, w.admin(t), ""); d.Period.StartsOn != "2027-02-01" || d.PreviousPeriod == nil {
		t.Errorf("after three months is shown %+v", d.Period)
	}
	require(4)
}
