package report_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"cistern/credit"
	"cistern/ent"
	"cistern/internal/dbtest"
	"cistern/report"
)

var mostCredits = report.AgentOrder{By: report.ByCredits, Descending: true}

func TestAgents(t *testing.T) {
	t.Parallel()
	t.Run("ShowsUseInThePeriod", func(t *testing.T) {
		w := setup(t)
		october := w.period(dbtest.Epoch.AddDate(0, -1, 0))
		w.period(now)
		creator := dbtest.User(t, w.db)
		a := w.named("Researcher", func(a *ent.AgentCreate) {
			a.SetCreatedBy(creator.ID).SetCreditLimit(500 * credit.Credit).SetCreatedAt(october.StartsAt)
		})
		b := w.named("Writer")
		w.ran(
			run{agent: a, at: at(2, 5), credits: 30 * credit.Credit},
			run{agent: a, at: at(2, 3), credits: 10 * credit.Credit, failed: true},
			run{agent: b, at: at(2, 3), credits: 60 * credit.Credit},
			run{agent: a, at: october.StartsAt, credits: 999 * credit.Credit},
		)
		got := w.agents(report.AgentsQuery{View: w.view(nil, now), Order: report.AgentOrder{By: report.ByName}})[0]
		if got.ID != a.ID || got.Name != "Researcher" || *got.CreatedBy != creator.ID || *got.CreditLimit != 500*credit.Credit ||
			!got.CreatedAt.Equal(october.StartsAt) || got.ContractID != w.contract.ID || got.WorkspaceID != w.workspace.ID {
			t.Errorf("agent %+v", got.Agent)
		}
		if got.Credits != 40*credit.Credit || got.Succeeded != 1 || got.Failed != 1 || got.Share() != 0.4 ||
			got.LastRunAt == nil || !got.LastRunAt.Equal(at(2, 5)) || got.Status != credit.AgentActive {
			t.Errorf("use %+v, share %v", got, got.Share())
		}
	})
	t.Run("ListsTheAgentsOfThePeriod_D18", func(t *testing.T) {
		w := setup(t)
		october := w.period(dbtest.Epoch.AddDate(0, -1, 0))
		november := w.period(now)
		old := func(a *ent.AgentCreate) { a.SetCreatedAt(october.StartsAt.AddDate(0, -1, 0)) }
		deleted := func(a *ent.AgentCreate) { a.SetDeletedAt(at(3, 0)) }
		w.named("unused", old)
		w.named("new", func(a *ent.AgentCreate) { a.SetCreatedAt(october.EndsAt) })
		w.named("deleted unused", old, deleted)
		usedOnce := w.named("deleted used in october", old, deleted)
		w.ran(run{agent: usedOnce, at: october.EndsAt.Add(-time.Microsecond)}) // a run of no credits is use too
		dbtest.Agent(t, w.db, dbtest.Workspace(t, w.db, w.contract))
		w.requireNames(report.AgentsQuery{View: w.view(october, now)}, "deleted used in october", "unused")
		w.requireNames(report.AgentsQuery{View: w.view(november, now)}, "new", "unused")
	})
	t.Run("ShareOfNothingIsNothing", func(t *testing.T) {
		w := setup(t)
		w.period(now)
		w.agent()
		if got := w.agents(report.AgentsQuery{View: w.view(nil, now), Order: mostCredits})[0]; got.Share() != 0 || got.LastRunAt != nil {
			t.Errorf("share %v, last run %v", got.Share(), got.LastRunAt)
		}
	})
}

func TestAgentOrders(t *testing.T) {
	w := setup(t)
	w.period(now)
	// Credits, runs, names and last runs order the agents in four ways.
	beta, alpha, gamma := w.named("beta"), w.named("Alpha"), w.named("Gamma")
	w.named("delta")
	w.ran(
		run{agent: beta, at: at(5, 0), credits: 100},
		run{agent: alpha, at: at(4, 0), credits: 300},
		run{agent: gamma, at: at(3, 0), credits: 100},
		run{agent: gamma, at: at(3, 1), credits: 100},
	)
	for by, want := range map[report.AgentOrderField][]string{
		report.ByCredits:   {"delta", "beta", "Gamma", "Alpha"},
		report.ByRuns:      {"delta", "beta", "Alpha", "Gamma"},
		report.ByName:      {"Alpha", "beta", "delta", "Gamma"},
		report.ByLastRunAt: {"delta", "Gamma", "Alpha", "beta"},
	} {
		w.requireOrder(report.AgentOrder{By: by}, want...)
		slices.Reverse(want)
		w.requireOrder(report.AgentOrder{By: by, Descending: true}, want...)
	}
}

// Most pages end among agents of equal value; ids tell them apart.
func TestAgentPagesYieldEachOnce(t *testing.T) {
	w := setup(t)
	w.period(now)
	w.crowd(2000)
	v := w.view(nil, now)
	for _, by := range []report.AgentOrderField{report.ByCredits, report.ByRuns, report.ByName, report.ByLastRunAt} {
		for _, descending := range []bool{false, true} {
			q := report.AgentsQuery{View: v, Order: report.AgentOrder{By: by, Descending: descending}}
			seen := make(map[uuid.UUID]int)
			for _, u := range w.agents(q) {
				seen[u.ID]++
			}
			total := must(report.CountAgents(t.Context(), w.tx, q))(t)
			if len(seen) != 2000 || total != 2000 {
				t.Errorf("%s descending=%v: %d agents seen of %d, want 2000", by, descending, len(seen), total)
			}
			for id, times := range seen {
				if times != 1 {
					t.Fatalf("%s descending=%v: agent %s was on %d pages", by, descending, id, times)
				}
			}
		}
	}
}

func TestAgentPages(t *testing.T) {
	t.Parallel()
	t.Run("EndExactly", func(t *testing.T) {
		w := setup(t)
		w.period(now)
		w.named("a")
		w.named("b")
		q := report.AgentsQuery{View: w.view(nil, now), Page: report.Page{First: 2}, Order: report.AgentOrder{By: report.ByName}}
		whole := must(report.Agents(t.Context(), w.tx, q))(t)
		if whole.HasNextPage || whole.HasPreviousPage || len(whole.Edges) != 2 {
			t.Errorf("the whole list: %+v", whole)
		}
		q.After = whole.Edges[1].Cursor
		beyond := must(report.Agents(t.Context(), w.tx, q))(t)
		if beyond.HasNextPage || !beyond.HasPreviousPage || len(beyond.Edges) != 0 {
			t.Errorf("beyond the end: %+v", beyond)
		}
	})
	t.Run("RefusesBadPages", func(t *testing.T) {
		w := setup(t)
		w.period(now)
		w.agent()
		q := report.AgentsQuery{View: w.view(nil, now), Order: mostCredits}
		for _, first := range []int{-1, 0, 101} {
			q.First = first
			_, err := report.Agents(t.Context(), w.tx, q)
			requireCode(t, err, credit.CodeBadInput, "first")
		}
		q.First = 1
		for _, q.Order.By = range []report.AgentOrderField{report.ByCredits, report.ByRuns, report.ByName, report.ByLastRunAt} {
			for name, cursor := range hostileCursors(w) {
				q.After = cursor
				t.Log(q.Order.By, name)
				_, err := report.Agents(t.Context(), w.tx, q)
				requireCode(t, err, credit.CodeBadInput, "after")
			}
		}
	})
	t.Run("TakesTheLargestValues", func(t *testing.T) {
		w := setup(t)
		w.period(now)
		w.agent()
		q := report.AgentsQuery{View: w.view(nil, now), Page: report.Page{First: 1}}
		for by, value := range map[report.AgentOrderField]string{
			report.ByCredits: "9223372036854775807", report.ByRuns: "9223372036854775807", report.ByLastRunAt: "9007199254740991",
			report.ByName: strings.Repeat("é ' \\ % ", 1000),
		} {
			q.Order.By, q.After = by, cursorOf(string(by), uuid.NewString(), value)
			if list := must(report.Agents(t.Context(), w.tx, q))(t); len(list.Edges) != 0 {
				t.Errorf("%s: there is an agent beyond %.30s", by, value)
			}
		}
	})
}

func TestAgentSearch(t *testing.T) {
	w := setup(t)
	w.period(now)
	for _, name := range []string{`100% sure`, `snake_case`, `back\slash`, `O'Brien`, `Plain`} {
		w.named(name)
	}
	q := report.AgentsQuery{View: w.view(nil, now)}
	for search, want := range map[string][]string{
		"":                       {`100% sure`, `back\slash`, `O'Brien`, `Plain`, `snake_case`},
		"PLAI":                   {`Plain`},
		"%":                      {`100% sure`},
		"_":                      {`snake_case`},
		`\`:                      {`back\slash`},
		`\%`:                     nil,
		`'`:                      {`O'Brien`},
		`' or 1=1 --`:            nil,
		`$1`:                     nil,
		"p%n":                    nil,
		".*":                     nil,
		"\u202e":                 nil,
		strings.Repeat("é", 100): nil,
	} {
		q.Search = search
		w.requireNames(q, want...)
	}
	for _, search := range []string{strings.Repeat("é", 101), "nul\x00", "\xff"} {
		q.Search, q.First = search, 10
		_, err := report.Agents(t.Context(), w.tx, q)
		requireCode(t, err, credit.CodeBadInput, "search")
		_, err = report.CountAgents(t.Context(), w.tx, q)
		requireCode(t, err, credit.CodeBadInput, "search")
	}
}

func TestAgentFilterNarrowsListAndCount(t *testing.T) {
	w := setup(t)
	w.period(now)
	used := w.named("used one")
	w.ran(run{agent: used, at: at(2, 0)})
	w.named("idle one")
	w.named("disabled one", func(a *ent.AgentCreate) { a.SetDisabledAt(at(2, 0)) })
	w.named("idle other")
	q := report.AgentsQuery{View: w.view(nil, now)}
	w.requireNames(q, "disabled one", "idle one", "idle other", "used one")
	q.Status = []credit.AgentStatus{}
	w.requireNames(q, "disabled one", "idle one", "idle other", "used one")
	q.Status = []credit.AgentStatus{credit.AgentIdle, credit.AgentDisabled}
	w.requireNames(q, "disabled one", "idle one", "idle other")
	q.Search = "ONE"
	w.requireNames(q, "disabled one", "idle one")
	q.Status = []credit.AgentStatus{credit.AgentPaused}
	w.requireNames(q)
}

func (w *world) named(name string, changes ...func(*ent.AgentCreate)) *ent.Agent {
	w.Helper()
	return w.agent(append(changes, func(a *ent.AgentCreate) { a.SetName(name) })...)
}

// crowd makes agents of which many have the same credits, runs, name or last run, and many none.
func (w *world) crowd(size int) {
	w.Helper()
	w.populate(w.workspace, size)
	period := w.view(nil, now).Period.ID
	w.exec(`
		insert into agent_usage (contract_id, period_id, agent_id, workspace_id, used, succeeded, failed, first_run_at, last_run_at)
		select contract_id, $2, id, workspace_id, n % 7, 1 + n % 5, n % 2, $3, $3::timestamptz + n % 3 * interval '1 second'
		from (select *, row_number() over () n from agents where contract_id = $1) a
		where n % 4 > 0`, w.contract.ID, period, dbtest.Epoch)
}

// agents reads all pages, which are of 97 items unless the query says otherwise.
func (w *world) agents(q report.AgentsQuery) (all []*report.AgentUsage) {
	w.Helper()
	q.First, q.After = 97, ""
	for {
		page := must(report.Agents(w.Context(), w.tx, q))(w)
		for _, edge := range page.Edges {
			all = append(all, edge.Node)
			q.After = edge.Cursor
		}
		if !page.HasNextPage {
			return all
		}
	}
}

// requireNames checks whom a query lists, by name, and that it counts as many.
func (w *world) requireNames(q report.AgentsQuery, want ...string) {
	w.Helper()
	q.Order = report.AgentOrder{By: report.ByName}
	w.Logf("search %.40q, status %v", q.Search, q.Status)
	requireEqual(w, namesOf(w.agents(q)), want)
	if total := must(report.CountAgents(w.Context(), w.tx, q))(w); total != len(want) {
		w.Errorf("counts %d, lists %d", total, len(want))
	}
}

func (w *world) requireOrder(order report.AgentOrder, want ...string) {
	w.Helper()
	w.Logf("order %+v", order)
	requireEqual(w, namesOf(w.agents(report.AgentsQuery{View: w.view(nil, now), Order: order})), want)
}

func namesOf(agents []*report.AgentUsage) []string {
	names := make([]string, len(agents))
	for i, u := range agents {
		names[i] = u.Name
	}
	return names
}
