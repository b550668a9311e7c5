package graph_test

import (
	"fmt"
	"testing"

	"github.com/google/uuid"

	"cistern/auth"
	"cistern/credit"
	"cistern/ent"
	"cistern/graph/globalid"
	"cistern/internal/dbtest"
)

const nodeQuery = `query ($id: ID!) { node(id: $id) {
	__typename
	id
	... on Workspace { name }
	... on User { email }
	... on BillingPeriod { startsOn current }
	... on Agent { name creator { name } }
	... on Run { runId credits }
} }`

func TestNode(t *testing.T) {
	w := setup(t)
	admin, user := w.person(t, credit.RoleAdmin)
	member, _ := w.person(t, credit.RoleMember)
	stranger := w.signedIn(t, dbtest.User(t, w.client))
	made := dbtest.Agent(t, w.client, w.workspace, func(a *ent.AgentCreate) { a.SetCreatedBy(user.ID) })
	sent := happened(made, "1", noon)
	got[recorded](t, w.runtime(t), recordRuns, recordInput(sent))
	periodID := w.dashboard(t, admin, "").Period.ID
	runID := idOf(globalid.Run, w.contract.ID, sent["runId"].(uuid.UUID))

	for _, test := range []struct {
		name, id, want string
		memberSees     bool
	}{
		{"Workspace", workspaceID(w.workspace), `"name":"Workspace"`, true},
		{"User", globalid.ID{Type: globalid.User, Of: user.ID}.String(), fmt.Sprintf(`"email":%q`, user.Email), false},
		{"BillingPeriod", periodID, `"startsOn":"2026-11-01","current":true`, false},
		{"Agent", agentID(made), `"name":"Agent","creator":{"name":"User"}`, false},
		{"Run", runID, fmt.Sprintf(`"runId":"%s","credits":"1"`, sent["runId"]), false},
	} {
		t.Run(test.name, func(t *testing.T) {
			want := fmt.Sprintf(`{"node":{"__typename":%q,"id":%q,%s}}`, test.name, test.id, test.want)
			if a := admin.ask(t, nodeQuery, variables{"id": test.id}); string(a.Data) != want || len(a.Errors) > 0 {
				t.Errorf("an admin is shown %s, want %s", a.body, want)
			}
			nothing := `{"node":null}`
			if a := member.ask(t, nodeQuery, variables{"id": test.id}); (string(a.Data) == nothing) == test.memberSees || len(a.Errors) > 0 {
				t.Errorf("a member is shown %s", a.body)
			}
			for name, c := range map[string]caller{
				"Stranger": stranger,
				"Runtime":  w.token(t, auth.Scope{Contract: w.contract.ID}, credit.ScopeRunsWrite),
			} {
				if a := c.ask(t, nodeQuery, variables{"id": test.id}); string(a.Data) != nothing || len(a.Errors) > 0 {
					t.Errorf("%s is shown %s", name, a.body)
				}
			}
			if a := w.anonymous().ask(t, nodeQuery, variables{"id": test.id}); a.code(t) != "UNAUTHENTICATED" {
				t.Errorf("nobody is answered %s", a.body)
			}
		})
	}
	t.Run("Unknown", func(t *testing.T) {
		for _, kind := range []globalid.Type{globalid.Workspace, globalid.BillingPeriod, globalid.Agent, globalid.Run} {
			for name, contract := range map[string]*ent.Contract{"Own": w.contract, "Foreign": dbtest.Contract(t, w.client)} {
				if a := admin.ask(t, nodeQuery, variables{"id": idOf(kind, contract.ID, newID())}); string(a.Data) != `{"node":null}` || len(a.Errors) > 0 {
					t.Errorf("%s %s: %s", name, kind, a.body)
				}
			}
		}
		usage := globalid.ID{Type: globalid.AgentUsage, Contract: w.contract.ID, Of: made.ID, Part: newID()}.String()
		if a := admin.ask(t, nodeQuery, variables{"id": usage}); string(a.Data) != `{"node":null}` || len(a.Errors) > 0 {
			t.Errorf("use of an agent: %s", a.body)
		}
	})
	if faults := w.log.all(); len(faults) > 0 {
		t.Errorf("refusals were logged as faults: %s", faults)
	}
}
