package graph_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"cistern/credit"
	"cistern/ent"
	"cistern/graph/globalid"
	"cistern/internal/dbtest"
)

func TestViewer(t *testing.T) {
	w := setup(t)
	const query = `{ viewer { user { id name email } workspaces { nodes { id name plan } } } }`
	admin, user := w.person(t, credit.RoleMember)
	second := dbtest.Workspace(t, w.client, w.contract, func(c *ent.WorkspaceCreate) { c.SetName("another") })
	dbtest.Workspace(t, w.client, w.contract, func(c *ent.WorkspaceCreate) { c.SetName("Not theirs") })
	dbtest.Membership(t, w.client, user, second)
	want := fmt.Sprintf(`{"viewer":{"user":{"id":%q,"name":"User","email":%q},"workspaces":{"nodes":[{"id":%q,"name":"another","plan":"BUSINESS"},{"id":%q,"name":"Workspace","plan":"BUSINESS"}]}}}`,
		globalid.ID{Type: globalid.User, Of: user.ID}, user.Email, workspaceID(second), workspaceID(w.workspace))
	if a := admin.ask(t, query, nil); string(a.Data) != want {
		t.Errorf("shown %s, want %s", a.body, want)
	}
	for name, c := range map[string]caller{"Nobody": w.anonymous(), "Runtime": w.runtime(t)} {
		if a := c.ask(t, query, nil); string(a.Data) != `{"viewer":null}` || len(a.Errors) > 0 {
			t.Errorf("%s: %s", name, a.body)
		}
	}
}

// The page offers what the table allows, and nothing else.
func TestViewerIsToldWhatTheyMayDo(t *testing.T) {
	w := setup(t)
	const query = `{ viewer { contracts { nodes { id allows } } workspaces { nodes { id allows } } } }`
	type allowed struct {
		ID     string
		Allows []string
	}
	type seen struct {
		Viewer struct{ Contracts, Workspaces struct{ Nodes []allowed } }
	}

	member, _ := w.person(t, credit.RoleMember)
	if v := got[seen](t, member, query, nil).Viewer; len(v.Contracts.Nodes) != 0 || len(v.Workspaces.Nodes) != 1 ||
		!slices.Equal(v.Workspaces.Nodes[0].Allows, []string{"CREATE_AGENTS", "VIEW_WORKSPACE"}) {
		t.Errorf("a member is shown %+v", v)
	}
	owner := got[seen](t, w.officer(t, credit.RoleOrgOwner), query, nil).Viewer
	if len(owner.Contracts.Nodes) != 1 || owner.Contracts.Nodes[0].ID != contractID(w.contract) ||
		!slices.Contains(owner.Workspaces.Nodes[0].Allows, "SET_ALLOCATION") || slices.Contains(owner.Workspaces.Nodes[0].Allows, "WRITE_RUNS") {
		t.Errorf("an owner of the contract is shown %+v", owner)
	}
}

// Whoever looks after many contracts gets them by the page, whatever they ask for (D17).
func TestContractsAndWorkspacesByName(t *testing.T) {
	w := setup(t)
	user := dbtest.User(t, w.client)
	for i := range 130 {
		of := dbtest.Contract(t, w.client, func(c *ent.ContractCreate) { c.SetName(fmt.Sprintf("Company %03d", i)) })
		dbtest.ContractRole(t, w.client, user, of, func(r *ent.ContractRoleCreate) { r.SetRole(credit.RoleAccountTeam) })
		dbtest.Workspace(t, w.client, of, func(c *ent.WorkspaceCreate) { c.SetName(fmt.Sprintf("OFFICE %03d", i)) })
	}
	dbtest.Contract(t, w.client, func(c *ent.ContractCreate) { c.SetName("Company of others") })
	own := dbtest.Workspace(t, w.client, w.contract, func(c *ent.WorkspaceCreate) { c.SetName("office, own") })
	dbtest.Membership(t, w.client, user, own, func(m *ent.MembershipCreate) { m.SetRole(credit.RoleMember) })
	team := w.signedIn(t, user)

	const query = `query ($contracts: Int! = 100, $workspaces: Int! = 100, $after: String, $search: String, $allowing: Action) { viewer {
		contracts(first: $contracts, after: $after, search: $search) { nodes { name } pageInfo { hasNextPage endCursor } }
		workspaces(first: $workspaces, search: $search, allowing: $allowing) { nodes { name plan } pageInfo { hasNextPage } } } }`
	type list struct {
		Nodes    []struct{ Name string }
		PageInfo struct {
			HasNextPage bool
			EndCursor   *string
		}
	}
	type page struct {
		Viewer struct{ Contracts, Workspaces list }
	}
	names := func(l list) string {
		out := make([]string, len(l.Nodes))
		for i, n := range l.Nodes {
			out[i] = n.Name
		}
		return strings.Join(out, "; ")
	}

	first := got[page](t, team, query, nil).Viewer
	if len(first.Contracts.Nodes) != 100 || !first.Contracts.PageInfo.HasNextPage || first.Contracts.Nodes[99].Name != "Company 099" ||
		len(first.Workspaces.Nodes) != 100 || !first.Workspaces.PageInfo.HasNextPage {
		t.Errorf("the first page: %s; %s", names(first.Contracts), names(first.Workspaces))
	}
	rest := got[page](t, team, query, variables{"after": first.Contracts.PageInfo.EndCursor}).Viewer.Contracts
	if len(rest.Nodes) != 30 || rest.PageInfo.HasNextPage || rest.Nodes[0].Name != "Company 100" || rest.Nodes[29].Name != "Company 129" {
		t.Errorf("the second page: %s", names(rest))
	}
	for name, test := range map[string]struct {
		given                 variables
		contracts, workspaces string
	}{
		"Words":        {variables{"search": "129 comp"}, "Company 129", ""},
		"AnyCase":      {variables{"search": " oFFice  12 ", "workspaces": 2}, "", "OFFICE 012; OFFICE 112"},
		"Wildcards":    {variables{"search": "%"}, "", ""},
		"Others":       {variables{"search": "others"}, "", ""},
		"OwnAndOthers": {variables{"search": "office own"}, "", "office, own"},
		"Allowed":      {variables{"search": "office own", "allowing": "VIEW_DASHBOARD"}, "", ""},
	} {
		if v := got[page](t, team, query, test.given).Viewer; names(v.Contracts) != test.contracts || names(v.Workspaces) != test.workspaces {
			t.Errorf("%s: %s; %s", name, names(v.Contracts), names(v.Workspaces))
		}
	}
	for name, given := range map[string]variables{
		"TooMany": {"workspaces": 101}, "None": {"contracts": 0}, "NoCursor": {"after": "x"},
	} {
		if a := team.ask(t, query, given); a.code(t) != "BAD_USER_INPUT" {
			t.Errorf("%s: %s", name, a.body)
		}
	}
	const searched = `query ($search: String) { viewer { workspaces(search: $search) { nodes { id } } } }`
	if a := team.ask(t, searched, variables{"search": strings.Repeat("x", 101)}); a.code(t) != "BAD_USER_INPUT" {
		t.Errorf("a long search: %s", a.body)
	}
}
