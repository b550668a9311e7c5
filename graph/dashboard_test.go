package graph_test

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"cistern/auth"
	"cistern/credit"
	"cistern/ent"
	"cistern/ent/billingperiod"
	"cistern/ent/contract"
	"cistern/graph/globalid"
	"cistern/internal/dbtest"
)

const dashboardQuery = `query ($id: ID!, $period: ID) {
	workspace(id: $id) {
		creditsDashboard(period: $period) {
			asOf
			period { id startsAt endsAt startsOn endsOn kind current }
			previousPeriod { id current }
			nextPeriod { id current }
			daysLeft
			used
			pool { used granted held remaining usedRatio threshold nearAt }
			allocation
			days { date startsAt credits cumulative succeeded failed }
			cards {
				agentBuilders { value previous }
				agentsInAction { value previous }
				runsCompleted { value succeeded failed previous }
			}
			agents { totalCount nodes { id agent { id name } status credits share succeeded failed lastRunAt } }
		}
	}
}`

type period struct {
	ID               string
	StartsAt, EndsAt time.Time
	StartsOn, EndsOn string
	Kind             string
	Current          bool
}

type metric struct {
	Value    int
	Previous *int
}

type agentUsage struct {
	ID    string
	Agent struct {
		ID, Name string
		Creator  *struct{ ID string }
	}
	Status            string
	Credits           credit.Amount
	Share             float64
	Succeeded, Failed int
	LastRunAt         *time.Time
}

type agentPage struct {
	TotalCount int
	Nodes      []agentUsage
	PageInfo   struct {
		HasNextPage, HasPreviousPage bool
		StartCursor, EndCursor       *string
	}
}

type dashboard struct {
	AsOf                       time.Time
	Period                     period
	PreviousPeriod, NextPeriod *period
	DaysLeft                   int
	Used                       credit.Amount
	Pool                       struct {
		Used, Granted, Held, Remaining credit.Amount
		UsedRatio                      *float64
		Threshold                      string
		NearAt                         credit.Amount
	}
	Allocation *credit.Amount
	Days       []struct {
		Date                string
		StartsAt            time.Time
		Credits, Cumulative credit.Amount
		Succeeded, Failed   int
	}
	Cards struct {
		AgentBuilders, AgentsInAction metric
		RunsCompleted                 struct {
			metric
			Succeeded, Failed int
		}
	}
	Agents agentPage
}

type dashboardOf struct {
	Workspace struct{ CreditsDashboard dashboard }
}

func (w *world) dashboard(t testing.TB, c caller, period string) dashboard {
	t.Helper()
	given := variables{"id": workspaceID(w.workspace)}
	if period != "" {
		given["period"] = period
	}
	return got[dashboardOf](t, c, dashboardQuery, given).Workspace.CreditsDashboard
}

func TestDashboard(t *testing.T) {
	w := setup(t)
	creator := dbtest.User(t, w.client)
	second := dbtest.Agent(t, w.client, w.workspace, func(a *ent.AgentCreate) { a.SetName("Second").SetCreatedBy(creator.ID) })
	sibling := dbtest.Agent(t, w.client, dbtest.Workspace(t, w.client, w.contract))
	foreign := dbtest.Agent(t, w.client, dbtest.Workspace(t, w.client, dbtest.Contract(t, w.client)))
	failed := happened(second, "0.25", noon.AddDate(0, 0, -2))
	failed["outcome"] = "FAILED"
	c := w.runtime(t)
	got[recorded](t, c, recordRuns, recordInput(
		happened(w.agent, "3", noon), happened(w.agent, "1.5", noon.AddDate(0, 0, -9)), failed, happened(sibling, "10", noon)))
	got[recorded](t, w.token(t, auth.Scope{Contract: foreign.ContractID}, credit.ScopeRunsWrite), recordRuns, recordInput(happened(foreign, "100", noon)))
	got[started](t, c, startRun, startInput(w.agent, newID(), "2"))

	d := w.dashboard(t, w.admin(t), "")
	if d.Used != 4_750_000 || d.Pool.Used != 14_750_000 || d.Pool.Granted != 1000*credit.Credit || d.Pool.Held != 2*credit.Credit ||
		d.Pool.Remaining != 985_250_000 || *d.Pool.UsedRatio != 0.01475 || d.Pool.Threshold != "NONE" || d.Pool.NearAt != 800*credit.Credit || d.Allocation != nil {
		t.Errorf("figures are %+v of %+v", d.Used, d.Pool)
	}
	if !d.AsOf.Equal(noon) || d.DaysLeft != 21 || d.PreviousPeriod != nil || d.NextPeriod != nil {
		t.Errorf("as of %s with %d days left between %v and %v", d.AsOf, d.DaysLeft, d.PreviousPeriod, d.NextPeriod)
	}
	p := d.Period
	if !p.Current || p.StartsOn != "2026-11-01" || p.EndsOn != "2026-12-01" || !p.StartsAt.Equal(dbtest.Epoch) || p.Kind != "BILLED" {
		t.Errorf("the period is %+v", p)
	}
	if len(d.Days) != 10 || d.Days[0].Credits != 1_500_000 || d.Days[7].Failed != 1 || d.Days[8].Credits != 0 || d.Days[9].Cumulative != d.Used {
		t.Errorf("the days are %+v", d.Days)
	}
	if cards := d.Cards; cards.AgentBuilders.Value != 1 || cards.AgentsInAction.Value != 2 || cards.RunsCompleted.Value != 3 ||
		cards.RunsCompleted.Failed != 1 || cards.RunsCompleted.Previous != nil {
		t.Errorf("the cards are %+v", cards)
	}
	if d.Agents.TotalCount != 2 || len(d.Agents.Nodes) != 2 || d.Agents.Nodes[0].Credits != 4_500_000 || d.Agents.Nodes[1].Agent.Name != "Second" ||
		d.Agents.Nodes[0].Status != "ACTIVE" {
		t.Errorf("the agents are %+v", d.Agents)
	}

	var used, days, agents credit.Amount
	must(t, w.db.SQL.QueryRowContext(t.Context(), `
		select
		  (select sum(credits) from runs where contract_id = $1 and workspace_id = $2),
		  (select sum(used) from workspace_hours where contract_id = $1 and workspace_id = $2),
		  (select sum(used) from agent_usage where contract_id = $1 and workspace_id = $2)
		from contracts where id = $1`, w.contract.ID, w.workspace.ID).Scan(&used, &days, &agents))
	if d.Used != used || used != days || used != agents {
		t.Errorf("shown are %s, of runs %s, of hours %s, of agents %s", d.Used, used, days, agents)
	}
}

// All figures of an operation are of one snapshot, whatever is committed meanwhile.
func TestDashboardIsOneSnapshot(t *testing.T) {
	w := setup(t)
	runtime, admin := w.runtime(t), w.admin(t)
	second := dbtest.Agent(t, w.client, w.workspace)
	got[recorded](t, runtime, recordRuns, recordInput(happened(w.agent, "1", noon)))
	const query = `query ($id: ID!) {
		before: workspace(id: $id) { creditsDashboard { ...figures } }
		after: workspace(id: $id) { creditsDashboard { ...figures } }
	}
	fragment figures on CreditsDashboard {
		used
		days { credits }
		pool { used }
		cards { runsCompleted { value } }
		agents { nodes { credits succeeded } }
	}`
	type both struct {
		Before, After struct{ CreditsDashboard dashboard }
	}

	const readings = 30
	enough := make(chan struct{})
	var writing sync.WaitGroup
	writing.Go(func() {
		for i := 0; ; i++ {
			select {
			case <-enough:
				return
			default:
				of := []*ent.Agent{w.agent, second}[i%2]
				if a := runtime.ask(t, recordRuns, recordInput(happened(of, "1", noon))); len(a.Errors) > 0 {
					t.Errorf("write: %s", a.body)
					return
				}
			}
		}
	})
	seen := map[credit.Amount]bool{}
	for range readings {
		two := got[both](t, admin, query, variables{"id": workspaceID(w.workspace)})
		if !reflect.DeepEqual(two.Before, two.After) {
			t.Errorf("one operation shows\n%+v and\n%+v", two.Before, two.After)
		}
		d := two.Before.CreditsDashboard
		var days, agents credit.Amount
		runs := 0
		for _, day := range d.Days {
			days += day.Credits
		}
		for _, a := range d.Agents.Nodes {
			agents, runs = agents+a.Credits, runs+a.Succeeded
		}
		if d.Used != days || d.Used != agents || d.Used != d.Pool.Used || d.Cards.RunsCompleted.Value != runs {
			t.Errorf("used %s, by days %s, by agents %s, of the pool %s, in %d and %d runs", d.Used, days, agents, d.Pool.Used, d.Cards.RunsCompleted.Value, runs)
		}
		seen[d.Used] = true
	}
	close(enough)
	writing.Wait()
	if len(seen) < 3 {
		t.Errorf("only %d states were seen: nothing was written meanwhile", len(seen))
	}
}

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

const agentsQuery = `query ($id: ID!, $first: Int! = 50, $after: String, $order: AgentUsageOrder! = { field: CREDITS, direction: DESC }, $filter: AgentUsageFilter) {
	workspace(id: $id) { creditsDashboard { agents(first: $first, after: $after, orderBy: $order, filter: $filter) {
		totalCount
		nodes { agent { id name creator { id } } status credits }
		pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
	} } }
}`

func TestAgents(t *testing.T) {
	w := setup(t)
	creator := dbtest.User(t, w.client)
	admin, runtime := w.admin(t), w.runtime(t)
	names := []string{"Echo", "alpha", "Delta", "bravo", "Charlie"}
	for i, name := range names {
		a := dbtest.Agent(t, w.client, w.workspace, func(a *ent.AgentCreate) {
			a.SetName(name).SetCreatedBy(creator.ID)
			if i == 0 {
				a.SetDisabledAt(noon)
			}
		})
		got[recorded](t, runtime, recordRuns, recordInput(happened(a, strconv.Itoa(i+1), noon.Add(-time.Duration(i)*time.Hour))))
	}
	ask := func(t *testing.T, given variables) agentPage {
		t.Helper()
		given["id"] = workspaceID(w.workspace)
		return got[dashboardOf](t, admin, agentsQuery, given).Workspace.CreditsDashboard.Agents
	}
	listed := func(p agentPage) string {
		var all []string
		for _, n := range p.Nodes {
			all = append(all, n.Agent.Name)
		}
		return strings.Join(all, " ")
	}
	for name, test := range map[string]struct {
		given variables
		want  string
	}{
		"Default":   {variables{}, "Charlie bravo Delta alpha Echo Agent"},
		"Names":     {variables{"order": variables{"field": "NAME", "direction": "ASC"}}, "Agent alpha bravo Charlie Delta Echo"},
		"LastRun":   {variables{"order": variables{"field": "LAST_RUN_AT", "direction": "ASC"}}, "Agent Charlie bravo Delta alpha Echo"},
		"Direction": {variables{"order": variables{"field": "CREDITS"}}, "Charlie bravo Delta alpha Echo Agent"},
		"Search":    {variables{"filter": variables{"search": "AL"}}, "alpha"},
		"Wildcards": {variables{"filter": variables{"search": "%"}}, ""},
		"Status":    {variables{"filter": variables{"status": []string{"DISABLED", "IDLE"}}}, "Echo Agent"},
		"Both":      {variables{"filter": variables{"status": []string{"ACTIVE"}, "search": "a"}}, "Charlie bravo Delta alpha"},
	} {
		t.Run(name, func(t *testing.T) {
			p := ask(t, test.given)
			if listed(p) != test.want || p.TotalCount != len(p.Nodes) {
				t.Errorf("listed %q, %d in all, want %q", listed(p), p.TotalCount, test.want)
			}
			for _, n := range p.Nodes {
				if (n.Agent.Creator == nil) != (n.Agent.Name == "Agent") {
					t.Errorf("the creator of %s is %v", n.Agent.Name, n.Agent.Creator)
				}
			}
		})
	}
	t.Run("Pages", func(t *testing.T) {
		var pages []string
		given := variables{"first": 2}
		for {
			p := ask(t, given)
			pages = append(pages, listed(p))
			if p.TotalCount != 6 || p.PageInfo.HasPreviousPage != (len(pages) > 1) {
				t.Errorf("page %d is %+v", len(pages), p)
			}
			if !p.PageInfo.HasNextPage {
				break
			}
			given["after"] = p.PageInfo.EndCursor
		}
		if !slices.Equal(pages, []string{"Charlie bravo", "Delta alpha", "Echo Agent"}) {
			t.Errorf("pages are %q", pages)
		}
	})
	t.Run("Refuses", func(t *testing.T) {
		for name, given := range map[string]variables{
			"NoItems":      {"first": 0},
			"TooMany":      {"first": 101},
			"ForeignPlace": {"after": "bm90IGEgcGxhY2U"},
			"LongSearch":   {"filter": variables{"search": strings.Repeat("ä", 101)}},
			"Zero":         {"filter": variables{"search": "\x00"}},
		} {
			given["id"] = workspaceID(w.workspace)
			if a := admin.ask(t, agentsQuery, given); a.code(t) != "BAD_USER_INPUT" {
				t.Errorf("%s: %d %s", name, a.status, a.body)
			}
		}
		for name, given := range map[string]variables{
			"Fraction": {"first": 1.5},
			"Overflow": {"first": 1e30},
			"Text":     {"first": "many"},
			"Status":   {"filter": variables{"status": []string{"BUSY"}}},
			"Field":    {"order": variables{"field": "COLOUR"}},
		} {
			given["id"] = workspaceID(w.workspace)
			if a := admin.ask(t, agentsQuery, given); a.status != 400 || a.code(t) != "GRAPHQL_VALIDATION_FAILED" {
				t.Errorf("%s: %d %s", name, a.status, a.body)
			}
		}
	})
	if faults := w.log.all(); len(faults) > 0 {
		t.Errorf("mistakes of a caller were logged: %s", faults)
	}
}

// D17: who may not see the dashboard learns why, and of other contracts nothing.
func TestDashboardIsForAdmins(t *testing.T) {
	w := setup(t)
	const see = `query ($id: ID!) { workspace(id: $id) { name plan canViewDashboard creditsDashboard { used } } }`
	const glimpse = `query ($id: ID!) { workspace(id: $id) { name canViewDashboard } }`
	given := variables{"id": workspaceID(w.workspace)}
	for role, code := range map[credit.WorkspaceRole]string{
		credit.RoleOwner: "", credit.RoleAdmin: "", credit.RoleMember: "FORBIDDEN", credit.RoleGuest: "FORBIDDEN", "": "NOT_FOUND",
	} {
		c, _ := w.person(t, role)
		a := c.ask(t, see, given)
		if a.code(t) != code {
			t.Errorf("%q: %s", role, a.body)
		}
		if role == "" {
			continue
		}
		want := fmt.Sprintf(`{"workspace":{"name":"Workspace","canViewDashboard":%t}}`, code == "")
		if a := c.ask(t, glimpse, given); string(a.Data) != want {
			t.Errorf("%q sees %s", role, a.body)
		}
	}
	if a := w.anonymous().ask(t, see, given); a.code(t) != "UNAUTHENTICATED" {
		t.Errorf("nobody: %s", a.body)
	}
	if a := w.runtime(t).ask(t, see, given); a.code(t) != "FORBIDDEN" {
		t.Errorf("a runtime: %s", a.body)
	}

	admin := w.admin(t)
	foreign := dbtest.Workspace(t, w.client, dbtest.Contract(t, w.client))
	theirs := admin.ask(t, see, variables{"id": workspaceID(foreign)})
	unknown := admin.ask(t, see, variables{"id": idOf(globalid.Workspace, newID(), newID())})
	sibling := admin.ask(t, see, variables{"id": workspaceID(dbtest.Workspace(t, w.client, w.contract))})
	if theirs.code(t) != "NOT_FOUND" || theirs.said() != unknown.said() || sibling.said() != unknown.said() {
		t.Errorf("a foreign workspace is answered\n%s, an unknown one\n%s, a sibling\n%s", theirs.body, unknown.body, sibling.body)
	}

	must(t, w.client.Contract.Update().Where(contract.ID(w.contract.ID)).SetPlan(credit.PlanFree).Exec(t.Context()))
	if a := admin.ask(t, see, given); a.code(t) != "PLAN_NOT_ELIGIBLE" {
		t.Errorf("on the free plan: %s", a.body)
	}
	if a := admin.ask(t, glimpse, given); string(a.Data) != `{"workspace":{"name":"Workspace","canViewDashboard":false}}` {
		t.Errorf("on the free plan: %s", a.body)
	}
}
