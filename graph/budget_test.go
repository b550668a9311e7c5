package graph_test

import (
	"database/sql"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"cistern/auth"
	"cistern/credit"
)

// poor is a world whose callers have few points.
func poor(t *testing.T, points int) *world {
	t.Helper()
	w := setup(t)
	*w.resolver.Budgets = *auth.NewBudgets(w.resolver.Sessions, points)
	return w
}

// costs is what an answer tells of its cost.
type costs struct{ Requested, Limit, Remaining int }

func (a answer) cost(t *testing.T) costs {
	t.Helper()
	var told struct {
		Extensions struct{ Cost *costs }
	}
	must(t, json.Unmarshal([]byte(a.body), &told))
	if told.Extensions.Cost == nil {
		t.Fatalf("no cost: %s", a.body)
	}
	return *told.Extensions.Cost
}

func TestBudget(t *testing.T) {
	const nameOfMe = `{ viewer { user { name } } }` // three points
	t.Run("IsToldWithEveryAnswer", func(t *testing.T) {
		w := poor(t, 6000)
		c := w.admin(t)
		left := 6000
		for _, test := range []struct {
			document string
			costs    int
			given    variables
		}{
			{nameOfMe, 3, nil},
			{`query ($id: ID!) { workspace(id: $id) { periods(first: 10) { nodes { id } } } }`, 22, variables{"id": workspaceID(w.workspace)}},
			{`{ secret }`, 1, nil},
			{`{ node(id: "nothing") { id } }`, 2, nil},
		} {
			a := c.ask(t, test.document, test.given)
			left -= test.costs
			if got := a.cost(t); got != (costs{test.costs, 6000, left}) {
				t.Errorf("%s: %+v, want %d and %d left", test.document, got, test.costs, left)
			}
			if got := a.header.Get("RateLimit-Policy"); got != `"points";q=6000;w=60` {
				t.Errorf("RateLimit-Policy %s", got)
			}
			if got := a.header.Get("RateLimit"); !strings.HasPrefix(got, fmt.Sprintf(`"points";r=%d;t=`, left)) {
				t.Errorf("RateLimit %s", got)
			}
		}
	})
	t.Run("RefusesWhatIsMoreThanIsLeft", func(t *testing.T) {
		w := poor(t, 5)
		c := w.admin(t)
		got[any](t, c, nameOfMe, nil)
		before := w.content(t)
		a := c.ask(t, nameOfMe, nil)
		if a.status != http.StatusTooManyRequests || a.code(t) != "RATE_LIMITED" || a.Errors[0].Extensions.RetryAfter != 12 ||
			a.header.Get("Retry-After") != "12" {
			t.Errorf("%d %v %s", a.status, a.header, a.body)
		}
		if got := a.cost(t); got != (costs{3, 5, 2}) {
			t.Errorf("%+v", got)
		}
		if w.content(t) != before {
			t.Error("a refused request changed something")
		}
		if other := w.admin(t).ask(t, nameOfMe, nil); other.status != http.StatusOK {
			t.Errorf("somebody else: %s", other.body)
		}
		w.clock.set(noon.Add(12 * time.Second))
		if a := c.ask(t, nameOfMe, nil); a.status != http.StatusOK {
			t.Errorf("after the wait: %s", a.body)
		}
	})
	t.Run("IsOneForAllSessionsOfAPerson", func(t *testing.T) {
		w := poor(t, 5)
		first, user := w.person(t, credit.RoleAdmin)
		got[any](t, first, nameOfMe, nil)
		if a := w.signedIn(t, user).ask(t, nameOfMe, nil); a.code(t) != "RATE_LIMITED" {
			t.Errorf("%s", a.body)
		}
	})
	t.Run("IsOneForAllProcesses", func(t *testing.T) {
		w := poor(t, 5)
		c := w.admin(t)
		got[any](t, c, nameOfMe, nil)
		*w.resolver.Budgets = *auth.NewBudgets(w.resolver.Sessions, 5) // what another process knows
		if a := c.ask(t, nameOfMe, nil); a.code(t) != "RATE_LIMITED" {
			t.Errorf("%s", a.body)
		}
	})
	t.Run("IsOneForNobodyFromANetwork", func(t *testing.T) {
		w := poor(t, 5)
		got[any](t, w.anonymous(), nameOfMe, nil)
		if a := w.anonymous().ask(t, nameOfMe, nil); a.code(t) != "RATE_LIMITED" {
			t.Errorf("%s", a.body)
		}
	})
	t.Run("RunsAreNotUnderIt", func(t *testing.T) {
		w := poor(t, 1)
		c := w.runtime(t)
		if a := c.ask(t, `{ __typename viewer { user { id } } }`, nil); a.code(t) != "RATE_LIMITED" {
			t.Errorf("%s", a.body)
		}
		for range 3 {
			a := c.ask(t, startRun, variables{"input": variables{"agentId": agentID(w.agent), "runId": newID()}})
			if a.status != http.StatusOK || a.cost(t) != (costs{0, 1, 1}) {
				t.Errorf("a run: %s", a.body)
			}
		}
	})
	t.Run("ASubscriptionCostsWhenItBegins", func(t *testing.T) {
		w := poor(t, 5)
		c := w.admin(t)
		got[any](t, c, nameOfMe, nil)
		c.url += "/stream"
		a := c.ask(t, `subscription ($id: ID!) { workspaceUsage(workspaceId: $id) { version asOf } }`, variables{"id": workspaceID(w.workspace)})
		if a.status != http.StatusTooManyRequests || a.code(t) != "RATE_LIMITED" || a.header.Get("Retry-After") == "" {
			t.Errorf("%d %s", a.status, a.body)
		}
	})
	t.Run("ADatabaseThatDoesNotAnswerIsAFault", func(t *testing.T) {
		w := poor(t, 100)
		owner, err := sql.Open("postgres", w.db.URL)
		must(t, err)
		defer owner.Close()
		_, err = owner.ExecContext(t.Context(), `drop table rate_limits`)
		must(t, err)
		if a := w.anonymous().ask(t, nameOfMe, nil); a.status != http.StatusInternalServerError || a.code(t) != "INTERNAL" || len(w.log.all()) != 1 {
			t.Errorf("%d %s, logged %s", a.status, a.body, w.log.all())
		}
	})
}
