package main

import (
	"context"
	"encoding/json"
	"fmt"
	"testing"

	"github.com/google/uuid"

	"cistern/credit"
	"cistern/graph/globalid"
)

const periodsQuery = `query Periods($workspace: ID!) {
	viewer { workspaces { nodes { id } } } workspace(id: $workspace) { periods(first: 100) { nodes { id } } }
}`

const figuresQuery = `query Figures($workspace: ID!, $period: ID!) { workspace(id: $workspace) { creditsDashboard(period: $period) {
	used pool { used } cards { agentsInAction { value } runsCompleted { value } }
	days { date credits succeeded failed cumulative } agents(first: 100) { nodes { agent { id } credits succeeded failed } }
} } }`

// figures are of the use of a workspace in a period, as the dashboard shows them.
type figures struct {
	Used  credit.Amount
	Pool  struct{ Used credit.Amount }
	Cards struct{ AgentsInAction, RunsCompleted struct{ Value int64 } }
	Days  []struct {
		Date                string
		Credits, Cumulative credit.Amount
		Succeeded, Failed   int64
	}
	Agents struct {
		Nodes []struct {
			Agent             struct{ ID string }
			Credits           credit.Amount
			Succeeded, Failed int64
		}
	}
}

// sum is of some runs.
type sum struct {
	credits           credit.Amount
	succeeded, failed int64
}

func (s sum) and(other sum) sum {
	return sum{s.credits + other.credits, s.succeeded + other.succeeded, s.failed + other.failed}
}

// sums of the runs of a contract: by period, by period and workspace, and by these and agent or day.
type sums map[string]sum

func key(parts ...any) string { return fmt.Sprint(parts...) }

// Figures on the dashboard equal sums over the runs, to the last digit, in every period and workspace of the demo.
func TestFiguresAreThoseOfTheRuns(t *testing.T) {
	t.Parallel()
	s := newDemo(t)
	ctx, stop := context.WithCancel(t.Context())
	stopped := make(chan error, 1)
	go func() { stopped <- s.run(ctx) }()
	defer func() {
		stop()
		if err := <-stopped; err != nil {
			t.Error(err)
		}
	}()
	page, told := openDashboard(t, s.access), readSums(t, s.postgresURL)

	var list struct {
		Viewer struct {
			Workspaces struct{ Nodes []struct{ ID string } }
		}
		Workspace struct {
			Periods struct{ Nodes []struct{ ID string } }
		}
	}
	page.ask(t, periodsQuery, map[string]any{"workspace": s.access.Workspace}, &list)
	workspaces, periods := list.Viewer.Workspaces.Nodes, list.Workspace.Periods.Nodes
	if len(workspaces) != 3 || len(periods) != 25 {
		t.Fatalf("%d workspaces and %d periods", len(workspaces), len(periods))
	}
	for _, w := range workspaces {
		for _, p := range periods {
			var shown struct {
				Workspace struct{ CreditsDashboard figures }
			}
			page.ask(t, figuresQuery, map[string]any{"workspace": w.ID, "period": p.ID}, &shown)
			shown.Workspace.CreditsDashboard.mustBe(t, told, parsed(t, w.ID), parsed(t, p.ID))
		}
	}
}

func (f figures) mustBe(t *testing.T, told sums, workspace, period uuid.UUID) {
	t.Helper()
	check := func(what any, got, want sum) {
		if got != want {
			t.Errorf("workspace %s, period %s, %v: shown are %+v, the runs say %+v", workspace, period, what, got, want)
		}
	}
	all := told[key(period, workspace)]
	check("pool", sum{credits: f.Pool.Used}, sum{credits: told[key(period)].credits})
	check("used", sum{credits: f.Used, succeeded: f.Cards.RunsCompleted.Value}, sum{credits: all.credits, succeeded: all.succeeded + all.failed})
	var byDay, byAgent sum
	for _, day := range f.Days {
		got := sum{day.Credits, day.Succeeded, day.Failed}
		check(day.Date, got, told[key(period, workspace, day.Date)])
		byDay = byDay.and(got)
		check(day.Date+", cumulative", sum{credits: day.Cumulative}, sum{credits: byDay.credits})
	}
	check("all days", byDay, all)
	inAction := int64(0)
	for _, a := range f.Agents.Nodes {
		got := sum{a.Credits, a.Succeeded, a.Failed}
		check(a.Agent.ID, got, told[key(period, workspace, parsed(t, a.Agent.ID))])
		byAgent = byAgent.and(got)
		if got.succeeded+got.failed > 0 {
			inAction++
		}
	}
	check("all agents", byAgent, all)
	check("agents in action", sum{succeeded: f.Cards.AgentsInAction.Value}, sum{succeeded: inAction})
}

func parsed(t *testing.T, text string) uuid.UUID {
	t.Helper()
	id, err := globalid.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return id.Of
}

func readSums(t *testing.T, databaseURL string) sums {
	t.Helper()
	db, err := openOwnerPool(databaseURL)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	rows, err := db.QueryContext(t.Context(), `
		select r.period_id, r.workspace_id, r.agent_id, (r.finished_at at time zone c.time_zone)::date::text,
		  sum(r.credits)::bigint, count(*) filter (where r.status = 'SUCCEEDED'), count(*) filter (where r.status = 'FAILED')
		from runs r
		join contracts c on c.id = r.contract_id
		where r.finished_at is not null
		group by 1, 2, 3, 4`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	told := sums{}
	for rows.Next() {
		var period, workspace, agent uuid.UUID
		var day string
		var s sum
		if err := rows.Scan(&period, &workspace, &agent, &day, &s.credits, &s.succeeded, &s.failed); err != nil {
			t.Fatal(err)
		}
		for _, of := range []string{key(period), key(period, workspace), key(period, workspace, agent), key(period, workspace, day)} {
			told[of] = told[of].and(s)
		}
	}
	if err := rows.Err(); err != nil || len(told) == 0 {
		t.Fatalf("%d sums, %v", len(told), err)
	}
	return told
}

// ask reads what a signed-in browser may.
func (p page) ask(t *testing.T, query string, variables map[string]any, data any) {
	t.Helper()
	answer := post(t, p.browser, p.access.URL+"/graphql", map[string]any{"query": query, "variables": variables})
	out := struct {
		Data   any
		Errors []struct{ Message string }
	}{Data: data}
	if err := json.Unmarshal(answer, &out); err != nil || len(out.Errors) > 0 {
		t.Fatalf("the dashboard answers %s, %v", answer, err)
	}
}
