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

func TestOverviewOfAContract(t *testing.T) {
	w := setup(t)
	second := dbtest.Workspace(t, w.client, w.contract, func(c *ent.WorkspaceCreate) { c.SetAllocation(0) })
	got[recorded](t, w.runtime(t), recordRuns, recordInput(happened(w.agent, "7", noon)))
	const query = `query ($id: ID!, $period: ID) { contract(id: $id) { overview(period: $period) {
		period { id } daysLeft pool { used } allocated forecast { expected }
		workspaces(first: 1) { nodes { workspace { id name } used share blockers } pageInfo { hasNextPage endCursor } }
		rest: workspaces(first: 5) { nodes { workspace { id } allocation blockers } }
	} } }`
	type share struct {
		Workspace  struct{ ID string }
		Used       string
		Share      float64
		Allocation *string
		Blockers   []string
	}
	type shown struct {
		Contract struct {
			Overview struct {
				Period     struct{ ID string }
				Pool       struct{ Used string }
				Allocated  string
				Workspaces struct {
					Nodes    []share
					PageInfo struct{ HasNextPage bool }
				}
				Rest struct{ Nodes []share }
			}
		}
	}
	owner := w.officer(t, credit.RoleOrgOwner)
	o := got[shown](t, owner, query, variables{"id": contractID(w.contract)}).Contract.Overview
	if o.Pool.Used != "7" || len(o.Workspaces.Nodes) != 1 || !o.Workspaces.PageInfo.HasNextPage || len(o.Rest.Nodes) != 2 {
		t.Fatalf("got %+v", o)
	}
	if first := o.Workspaces.Nodes[0]; first.Workspace.ID != workspaceID(w.workspace) || first.Used != "7" || first.Share != 1 || len(first.Blockers) != 0 {
		t.Errorf("the first is %+v", first)
	}
	if last := o.Rest.Nodes[1]; last.Workspace.ID != workspaceID(second) || *last.Allocation != "0" ||
		!slices.Equal(last.Blockers, []string{"ALLOCATION_REACHED"}) {
		t.Errorf("the last is %+v", last)
	}
	if again := got[shown](t, owner, query, variables{"id": contractID(w.contract), "period": o.Period.ID}); again.Contract.Overview.Pool.Used != "7" {
		t.Errorf("by its id: %+v", again)
	}
	other := idOf(globalid.BillingPeriod, second.ID, second.ID)
	if a := owner.ask(t, query, variables{"id": contractID(w.contract), "period": other}); a.code(t) != "NOT_FOUND" {
		t.Errorf("a period of another contract: %s", a.body)
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
