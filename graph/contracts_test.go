package graph_test

import (
	"slices"
	"testing"

	"cistern/credit"
	"cistern/ent"
	"cistern/graph/globalid"
	"cistern/internal/dbtest"
)

func contractID(of *ent.Contract) string {
	return globalid.ID{Type: globalid.Contract, Of: of.ID}.String()
}

const contractQuery = `query ($id: ID!) { contract(id: $id) { id name plan timeZone allows } }`

func TestContract(t *testing.T) {
	w := setup(t)
	id := variables{"id": contractID(w.contract)}
	for role, allowed := range map[credit.ContractRole]string{
		credit.RoleOrgOwner:    "SET_ALLOCATION",
		credit.RoleOrgAdmin:    "SET_CREATION_POLICY",
		credit.RoleAccountTeam: "VIEW_CONTRACT",
	} {
		seen := got[struct {
			Contract struct {
				ID, Name, Plan, TimeZone string
				Allows                   []string
			}
		}](t, w.officer(t, role), contractQuery, id).Contract
		if seen.ID != id["id"] || seen.Plan != string(w.contract.Plan) || !slices.Contains(seen.Allows, allowed) {
			t.Errorf("%s is shown %+v", role, seen)
		}
	}
	other := dbtest.Contract(t, w.client)
	for name, refused := range map[string]struct {
		by   caller
		id   string
		code string
	}{
		"WorkspaceAdmin": {w.admin(t), contractID(w.contract), "FORBIDDEN"},
		"OtherContract":  {w.officer(t, credit.RoleOrgOwner), contractID(other), "NOT_FOUND"},
		"OtherType":      {w.officer(t, credit.RoleOrgOwner), workspaceID(w.workspace), "NOT_FOUND"},
		"Runtime":        {w.runtime(t), contractID(w.contract), "FORBIDDEN"},
		"Nobody":         {w.anonymous(), contractID(w.contract), "UNAUTHENTICATED"},
	} {
		if a := refused.by.ask(t, contractQuery, variables{"id": refused.id}); a.code(t) != refused.code {
			t.Errorf("%s: got %s, want %s", name, a.body, refused.code)
		}
	}
}

// The page offers what the table allows, and nothing else.
func TestViewerIsToldWhatTheyMayDo(t *testing.T) {
	w := setup(t)
	const query = `{ viewer { contracts { id allows } workspaces { id allows } } }`
	type allowed struct {
		ID     string
		Allows []string
	}
	type seen struct {
		Viewer struct{ Contracts, Workspaces []allowed }
	}

	member, _ := w.person(t, credit.RoleMember)
	if v := got[seen](t, member, query, nil).Viewer; len(v.Contracts) != 0 || len(v.Workspaces) != 1 ||
		!slices.Equal(v.Workspaces[0].Allows, []string{"CREATE_AGENTS", "VIEW_WORKSPACE"}) {
		t.Errorf("a member is shown %+v", v)
	}
	owner := got[seen](t, w.officer(t, credit.RoleOrgOwner), query, nil).Viewer
	if len(owner.Contracts) != 1 || owner.Contracts[0].ID != contractID(w.contract) ||
		!slices.Contains(owner.Workspaces[0].Allows, "SET_ALLOCATION") || slices.Contains(owner.Workspaces[0].Allows, "WRITE_RUNS") {
		t.Errorf("an owner of the contract is shown %+v", owner)
	}
}
