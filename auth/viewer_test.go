package auth

import (
	"errors"
	"slices"
	"testing"

	"cistern/credit"
	"cistern/internal/dbtest"
)

func TestViewer(t *testing.T) {
	t.Parallel()
	b := setup(t)
	contract := dbtest.Contract(t, b.client)
	here, sibling := dbtest.Workspace(t, b.client, contract), dbtest.Workspace(t, b.client, contract)
	other := b.contract(t, credit.PlanEnterprise)
	there := dbtest.Workspace(t, b.client, other)

	t.Run("SeesTheWorkspacesOfAllItsRoles", func(t *testing.T) {
		user := dbtest.User(t, b.client)
		b.join(t, user, here, credit.RoleMember)
		b.appoint(t, user, other, credit.RoleOrgAdmin)
		b.appoint(t, user, other, credit.RoleAccountTeam)
		seen := b.viewer(t, user).Workspaces()
		if len(seen) != 2 || !slices.Contains(seen, scopeOf(here)) || !slices.Contains(seen, scopeOf(there)) {
			t.Errorf("sees %v", seen)
		}
	})
	t.Run("HasTheRoleOfEachWorkspace", func(t *testing.T) {
		user := dbtest.User(t, b.client)
		b.join(t, user, here, credit.RoleMember)
		b.join(t, user, sibling, credit.RoleAdmin)
		v := b.viewer(t, user)
		if err := v.Require(ViewDashboard, scopeOf(here)); !errors.Is(err, ErrForbidden) {
			t.Errorf("as a member: %v", err)
		}
		if err := v.Require(ViewDashboard, scopeOf(sibling)); err != nil {
			t.Errorf("as an admin: %v", err)
		}
	})
	t.Run("HasNothingOfWhatOthersHave", func(t *testing.T) {
		user, owner := dbtest.User(t, b.client), dbtest.User(t, b.client)
		b.join(t, user, here, credit.RoleMember)
		b.join(t, owner, here, credit.RoleOwner)
		b.appoint(t, owner, contract, credit.RoleOrgOwner)
		v := b.viewer(t, user)
		if err := v.Require(ViewDashboard, scopeOf(here)); !errors.Is(err, ErrForbidden) {
			t.Errorf("where both are: %v", err)
		}
		if err := v.Require(ViewWorkspace, scopeOf(sibling)); !errors.Is(err, ErrNotFound) {
			t.Errorf("where only the other is: %v", err)
		}
	})
	t.Run("HasAContractWithoutWorkspaces", func(t *testing.T) {
		user := dbtest.User(t, b.client)
		empty := dbtest.Contract(t, b.client)
		b.appoint(t, user, empty, credit.RoleOrgOwner)
		if err := b.viewer(t, user).Require(ViewDashboard, Scope{Contract: empty.ID}); err != nil {
			t.Error(err)
		}
	})
	t.Run("LosesARoleWithTheNextRequest", func(t *testing.T) {
		user := dbtest.User(t, b.client)
		b.join(t, user, here, credit.RoleAdmin)
		secret := b.signedIn(t, user)
		if err := must(b.sessions.viewer(t.Context(), secret)).Require(ViewDashboard, scopeOf(here)); err != nil {
			t.Fatal(err)
		}
		b.exec(t, `delete from memberships where contract_id = $1 and user_id = $2`, here.ContractID, user.ID)
		if err := must(b.sessions.viewer(t.Context(), secret)).Require(ViewDashboard, scopeOf(here)); !errors.Is(err, ErrNotFound) {
			t.Errorf("the directory still lists the contract: %v", err)
		}
	})
	t.Run("LosesThePlanWithTheNextRequest", func(t *testing.T) {
		user := dbtest.User(t, b.client)
		on := b.workspace(t)
		b.join(t, user, on, credit.RoleAdmin)
		secret := b.signedIn(t, user)
		b.exec(t, `update contracts set plan = 'PLUS' where id = $1`, on.ContractID)
		if err := must(b.sessions.viewer(t.Context(), secret)).Require(ViewDashboard, scopeOf(on)); !errors.Is(err, ErrPlanNotEligible) {
			t.Errorf("got %v", err)
		}
	})
	t.Run("TravelsInTheContext", func(t *testing.T) {
		v := &Viewer{}
		if From(With(t.Context(), v)) != v || From(t.Context()) != nil {
			t.Error("lost or made up on the way")
		}
	})
}
