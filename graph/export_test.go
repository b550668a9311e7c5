package graph_test

import (
	"encoding/csv"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"cistern/credit"
	"cistern/ent"
	"cistern/internal/dbtest"
)

// export fetches the agents of a workspace as CSV.
func (c caller) export(t testing.TB, workspace, period string) (status int, body string) {
	t.Helper()
	a := c.download(t, workspace, period)
	return a.status, a.body
}

func (c caller) download(t testing.TB, workspace, period string) answer {
	t.Helper()
	query := url.Values{"workspace": {workspace}, "period": {period}}
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, c.url+"/export/agents.csv?"+query.Encode(), nil)
	must(t, err)
	request.Header.Set("Cookie", c.cookie)
	if c.authorization != "" {
		request.Header.Set("Authorization", c.authorization)
	}
	response, err := http.DefaultClient.Do(request)
	must(t, err)
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	must(t, err)
	return answer{status: response.StatusCode, header: response.Header, body: string(text)}
}

func records(t testing.TB, text string) []map[string]string {
	t.Helper()
	all, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(text, "\ufeff"))).ReadAll()
	must(t, err)
	out := make([]map[string]string, len(all)-1)
	for i, record := range all[1:] {
		out[i] = map[string]string{}
		for j, name := range all[0] {
			out[i][name] = record[j]
		}
	}
	return out
}

func TestExportOfAgents(t *testing.T) {
	t.Run("HasTheFiguresOfTheAPI", func(t *testing.T) {
		w := setup(t)
		admin := w.admin(t)
		got[recorded](t, w.runtime(t), recordRuns, recordInput(happened(w.agent, "7.000001", noon)))
		status, text := admin.export(t, workspaceID(w.workspace), "")
		all := records(t, text)
		if status != http.StatusOK || len(all) != 1 {
			t.Fatalf("%d %s", status, text)
		}
		for column, want := range map[string]string{
			"agent_id": agentID(w.agent), "agent": "Agent", "workspace": "Workspace", "credits": "7.000001", "status": "ACTIVE",
			"runs_succeeded": "1", "runs_failed": "0", "last_run_at": noon.Format(time.RFC3339), "credit_limit": "",
			"period_start": "2026-11-01", "period_end": "2026-12-01", "created_by": "",
		} {
			if all[0][column] != want {
				t.Errorf("%s is %q, want %q", column, all[0][column], want)
			}
		}
		period := w.dashboard(t, admin, "").Period.ID
		if _, again := admin.export(t, workspaceID(w.workspace), period); again != text {
			t.Errorf("the period by its id: %s", again)
		}
	})

	t.Run("HoldsHostileNamesAsText", func(t *testing.T) {
		w := setup(t)
		names := hostileNames(t)
		w.exec(t, `update workspaces set name = $2 where contract_id = $1`, w.contract.ID, names[0])
		for i, name := range names {
			creator := dbtest.User(t, w.client, func(u *ent.UserCreate) { u.SetName(names[len(names)-1-i]) })
			dbtest.Agent(t, w.client, w.workspace, func(a *ent.AgentCreate) { a.SetName(name).SetCreatedBy(creator.ID) })
		}
		_, text := w.admin(t).export(t, workspaceID(w.workspace), "")
		seen, created := map[string]int{}, map[string]int{}
		for _, record := range records(t, text) {
			for column, value := range record {
				if strings.ContainsAny(value[:min(1, len(value))], "=+-@\t\r\n") {
					t.Errorf("%s %q would be run", column, value)
				}
			}
			seen[record["agent"]]++
			created[record["created_by"]]++
			if record["workspace"] != "'"+names[0] {
				t.Errorf("the workspace is %q", record["workspace"])
			}
		}
		for _, name := range names {
			if seen[name]+seen["'"+name] == 0 || created[name]+created["'"+name] == 0 {
				t.Errorf("%q is not there as it was given", name)
			}
		}
	})

	t.Run("CostsWhatAQueryOfItWould", func(t *testing.T) {
		w := poor(t, 30)
		admin, id := w.admin(t), workspaceID(w.workspace)
		for _, left := range []string{"16", "2"} { // a point for the asking, and 13 for the one agent
			a := admin.download(t, id, "")
			if a.status != http.StatusOK || !strings.HasPrefix(a.header.Get("RateLimit"), `"points";r=`+left+`;t=`) {
				t.Fatalf("%d %v %s", a.status, a.header, a.body)
			}
		}
		a := admin.download(t, id, "")
		const words = "This costs 14 points of the 30 that you have for a minute, and 1 are left. Try again in 26 seconds, or ask for less.\n"
		if a.status != http.StatusTooManyRequests || a.header.Get("Retry-After") != "26" || a.body != words ||
			!strings.HasPrefix(a.header.Get("RateLimit"), `"points";r=1;t=`) {
			t.Errorf("%d %v %s", a.status, a.header, a.body)
		}
		if status, text := w.admin(t).export(t, id, ""); status != http.StatusOK {
			t.Errorf("somebody else: %d %s", status, text)
		}
		w.clock.set(noon.Add(26 * time.Second))
		if status, text := admin.export(t, id, ""); status != http.StatusOK {
			t.Errorf("after the wait: %d %s", status, text)
		}

		const query = `query ($id: ID!, $first: Int!) { workspace(id: $id) { creditsDashboard { agents(first: $first) { nodes {
			agent { id name creditLimit createdAt creator { name } } status credits succeeded failed lastRunAt } } } } }`
		one, two := w.admin(t).ask(t, query, variables{"id": id, "first": 1}), w.admin(t).ask(t, query, variables{"id": id, "first": 2})
		if agent := two.cost(t).Requested - one.cost(t).Requested; agent != 13 {
			t.Errorf("an agent of a query costs %d", agent)
		}
	})

	t.Run("NeverCostsMoreThanAMinuteHas", func(t *testing.T) {
		w := poor(t, 10)
		admin, id := w.admin(t), workspaceID(w.workspace)
		if a := admin.download(t, id, ""); a.status != http.StatusOK || !strings.HasPrefix(a.header.Get("RateLimit"), `"points";r=0;t=`) {
			t.Errorf("%d %v %s", a.status, a.header, a.body)
		}
		for name, asked := range map[string]string{"again": id, "before anything is read": "agents"} {
			if status, text := admin.export(t, asked, ""); status != http.StatusTooManyRequests {
				t.Errorf("%s: %d %s", name, status, text)
			}
		}
	})

	t.Run("ARefusalCostsAPoint", func(t *testing.T) {
		w := poor(t, 10)
		member, _ := w.person(t, credit.RoleMember)
		if a := member.download(t, workspaceID(w.workspace), ""); a.status != http.StatusForbidden || !strings.HasPrefix(a.header.Get("RateLimit"), `"points";r=9;t=`) {
			t.Errorf("%d %v %s", a.status, a.header, a.body)
		}
	})

	t.Run("IsForWhoeverSeesTheDashboard", func(t *testing.T) {
		w := setup(t)
		member, _ := w.person(t, credit.RoleMember)
		stranger := w.signedIn(t, dbtest.User(t, w.client))
		id, admin := workspaceID(w.workspace), w.admin(t)
		for name, test := range map[string]struct {
			by         caller
			id, period string
			want       int
		}{
			"Admin":         {admin, id, "", http.StatusOK},
			"Member":        {member, id, "", http.StatusForbidden},
			"Stranger":      {stranger, id, "", http.StatusNotFound},
			"Nobody":        {w.anonymous(), id, "", http.StatusUnauthorized},
			"Runtime":       {w.runtime(t), id, "", http.StatusForbidden},
			"NoID":          {admin, "agents", "", http.StatusBadRequest},
			"OtherID":       {admin, agentID(w.agent), "", http.StatusNotFound},
			"NoPeriod":      {admin, id, "november", http.StatusBadRequest},
			"UnknownPeriod": {admin, id, idOf("per", w.contract.ID, uuid.New()), http.StatusNotFound},
		} {
			if status, text := test.by.export(t, test.id, test.period); status != test.want {
				t.Errorf("%s: %d %s, want %d", name, status, text, test.want)
			}
		}
	})
}
