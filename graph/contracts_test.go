package graph_test

import (
	"slices"
	"testing"

	"cistern/auth"
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

func TestAssignedContracts_D17(t *testing.T) {
	w := setup(t)
	got[recorded](t, w.runtime(t), recordRuns, recordInput(happened(w.agent, "900", noon)))
	slow := dbtest.Contract(t, w.client, func(c *ent.ContractCreate) { c.SetName("Slow & sons") })
	dbtest.Contract(t, w.client, func(c *ent.ContractCreate) { c.SetName("Of others") })
	user := dbtest.User(t, w.client)
	for _, of := range []*ent.Contract{w.contract, slow} {
		dbtest.ContractRole(t, w.client, user, of, func(r *ent.ContractRoleCreate) { r.SetRole(credit.RoleAccountTeam) })
	}
	officer := dbtest.Contract(t, w.client) // of which the same person is no account team
	dbtest.ContractRole(t, w.client, user, officer)
	team := w.signedIn(t, user)
	const query = `query ($first: Int!, $after: String, $search: String) { assignedContracts(first: $first, after: $after, search: $search) {
		nodes { contract { id name serviceDay } period { startsOn } pool { used granted } pace runsOutAt nearAllocation pendingPurchases }
		pageInfo { hasNextPage endCursor }
	} }`
	type health struct {
		Contract  struct{ ID, Name string }
		Period    *struct{ StartsOn string }
		Pool      struct{ Used, Granted string }
		Pace      *float64
		RunsOutAt *string
	}
	type page struct {
		AssignedContracts struct {
			Nodes    []health
			PageInfo struct {
				HasNextPage bool
				EndCursor   *string
			}
		}
	}
	list := got[page](t, team, query, variables{"first": 1}).AssignedContracts
	if first := list.Nodes[0]; len(list.Nodes) != 1 || !list.PageInfo.HasNextPage || first.Contract.ID != contractID(w.contract) ||
		first.Pool.Used != "900" || *first.Pace < 2 || first.RunsOutAt == nil || first.Period.StartsOn != "2026-11-01" {
		t.Errorf("first %+v", list)
	}
	list = got[page](t, team, query, variables{"first": 1, "after": list.PageInfo.EndCursor}).AssignedContracts
	if last := list.Nodes[0]; list.PageInfo.HasNextPage || last.Contract.ID != contractID(slow) || last.Period != nil || last.Pace != nil {
		t.Errorf("last %+v", list)
	}
	if found := got[page](t, team, query, variables{"first": 9, "search": "SONS"}).AssignedContracts.Nodes; len(found) != 1 {
		t.Errorf("found %+v", found)
	}
	for name, refused := range map[string]struct {
		by   caller
		code string
	}{
		"OrgOwner":    {w.officer(t, credit.RoleOrgOwner), "FORBIDDEN"},
		"AnyProgram":  {w.token(t, auth.Scope{Contract: w.contract.ID}, credit.ScopeAccountsWrite, credit.ScopeUsageRead), "FORBIDDEN"},
		"Nobody":      {w.anonymous(), "UNAUTHENTICATED"},
		"TooMany":     {team, "BAD_USER_INPUT"},
		"MemberAlone": {w.admin(t), "FORBIDDEN"},
	} {
		first := 1
		if name == "TooMany" {
			first = 101
		}
		if a := refused.by.ask(t, query, variables{"first": first}); a.code(t) != refused.code {
			t.Errorf("%s: got %s, want %s", name, a.body, refused.code)
		}
	}

	const allows = `{ viewer { allows } }`
	type seen struct{ Viewer struct{ Allows []string } }
	if v := got[seen](t, team, allows, nil).Viewer; !slices.Equal(v.Allows, []string{"CREATE_CONTRACTS", "VIEW_ASSIGNED"}) {
		t.Errorf("the account team may %v", v.Allows)
	}
	if v := got[seen](t, w.officer(t, credit.RoleOrgOwner), allows, nil).Viewer; len(v.Allows) != 0 {
		t.Errorf("an owner may %v", v.Allows)
	}
}

func TestAllGrantsOfAContract(t *testing.T) {
	w := setup(t)
	w.doors = &clock{at: noon}
	user := dbtest.User(t, w.client, func(u *ent.UserCreate) { u.SetName("Thu") })
	dbtest.ContractRole(t, w.client, user, w.contract, func(r *ent.ContractRoleCreate) { r.SetRole(credit.RoleAccountTeam) })
	team := w.signedIn(t, user)
	for i, credits := range []string{"5", "7"} {
		w.clock.set(noon.AddDate(0, 0, i))
		granted := got[agreed](t, team.keyed(credits), grantCredits, variables{"input": variables{
			"contractId": contractID(w.contract), "kind": "PROMO", "credits": credits, "note": "sorry", "expiresOn": "2026-11-15",
		}})
		if granted.Changed.Grant == nil {
			t.Fatalf("refused %+v", granted.Changed.UserErrors)
		}
	}
	w.clock.set(noon.AddDate(0, 2, 0)) // they have ended, and the allowance has come twice more
	officer := w.officer(t, credit.RoleOrgAdmin)
	got[struct{}](t, officer, `query ($id: ID!) { contract(id: $id) { overview { daysLeft } } }`, variables{"id": contractID(w.contract)})
	const query = `query ($id: ID!, $first: Int!, $after: String) { contract(id: $id) { grants(first: $first, after: $after) {
		nodes { kind amount note createdAt expiresAt grantedBy { name } } pageInfo { hasNextPage endCursor } } } }`
	type grant struct {
		Kind, Amount, Note string
		GrantedBy          *struct{ Name string }
	}
	type page struct {
		Contract struct {
			Grants struct {
				Nodes    []grant
				PageInfo struct {
					HasNextPage bool
					EndCursor   *string
				}
			}
		}
	}
	var kinds []string
	given := variables{"id": contractID(w.contract), "first": 2}
	for more := true; more; {
		list := got[page](t, officer, query, given).Contract.Grants
		for _, g := range list.Nodes {
			kinds = append(kinds, g.Kind+" "+g.Amount)
			if g.Kind == "PROMO" && (g.GrantedBy == nil || g.GrantedBy.Name != "Thu" || g.Note != "sorry") || g.Kind == "MONTHLY" && g.GrantedBy != nil {
				t.Errorf("shown as %+v", g)
			}
		}
		more, given["after"] = list.PageInfo.HasNextPage, list.PageInfo.EndCursor
	}
	if want := []string{"MONTHLY 1000", "MONTHLY 1000", "PROMO 7", "PROMO 5", "MONTHLY 1000"}; !slices.Equal(kinds, want) {
		t.Errorf("granted %v, want %v", kinds, want)
	}
}

func TestCreationPreview_D12(t *testing.T) {
	w := setup(t)
	_, listed := w.person(t, credit.RoleMember)
	w.person(t, credit.RoleMember)
	owner, _ := w.person(t, credit.RoleOwner)
	const query = `query ($id: ID!, $policy: CreationPolicy!, $listed: [ID!]!) { workspace(id: $id) {
		creationPreview(policy: $policy, listed: $listed) { mayCreate leftOut { id } leftOutCount } } }`
	type preview struct {
		Workspace struct {
			CreationPreview struct {
				MayCreate, LeftOutCount int
				LeftOut                 []struct{ ID string }
			}
		}
	}
	given := variables{
		"id": workspaceID(w.workspace), "policy": "OWNERS_AND_LISTED",
		"listed": []string{idOf(globalid.User, [16]byte{}, listed.ID)},
	}
	p := got[preview](t, owner, query, given).Workspace.CreationPreview
	if p.MayCreate != 2 || p.LeftOutCount != 1 || len(p.LeftOut) != 1 {
		t.Errorf("got %+v", p)
	}
	if a := w.admin(t).ask(t, query, given); a.code(t) != "FORBIDDEN" {
		t.Errorf("an admin is answered %s", a.body)
	}
}
