package graph_test

import (
	"fmt"
	"reflect"
	"sync"
	"testing"
	"time"

	"cistern/auth"
	"cistern/credit"
	"cistern/ent"
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
