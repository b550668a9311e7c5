package graph_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"cistern/ent"
	"cistern/internal/dbtest"
)

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
