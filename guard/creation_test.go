package guard_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"

	"cistern/credit"
	"cistern/ent"
	"cistern/ent/agent"
	"cistern/ent/workspace"
	"cistern/guard"
	"cistern/internal/dbtest"
)

func (s *site) setPolicy(t *testing.T, policy credit.CreationPolicy, listed ...uuid.UUID) error {
	t.Helper()
	return s.locked(t, func(ctx context.Context, tx *ent.Tx) error {
		return guard.SetCreationPolicy(ctx, tx, guard.CreationPolicy{
			Contract: s.contract.ID, Workspace: s.workspace.ID, Policy: policy, Listed: listed, Cause: s.by(s.admin, "order"),
		}, noon)
	})
}

func (s *site) create(t *testing.T, by *ent.User, name string) (created *ent.Agent, err error) {
	t.Helper()
	err = s.locked(t, func(ctx context.Context, tx *ent.Tx) (err error) {
		created, err = guard.CreateAgent(ctx, tx, guard.NewAgent{
			Contract: s.contract.ID, Workspace: s.workspace.ID, Name: name, Cause: s.by(by, ""),
		}, noon)
		return err
	})
	return created, err
}

func TestWhoMayCreateAgents_D12(t *testing.T) {
	s := setup(t)
	officer := func(role credit.ContractRole) *ent.User {
		user := dbtest.User(t, s.client)
		dbtest.ContractRole(t, s.client, user, s.contract, func(r *ent.ContractRoleCreate) { r.SetRole(role) })
		return user
	}
	listed := s.member(t, credit.RoleMember)
	people := []struct {
		who      string
		user     *ent.User
		policies string // that let them
	}{
		{"owner", s.member(t, credit.RoleOwner), "EVERYONE OWNERS OWNERS_AND_LISTED"},
		{"org owner", officer(credit.RoleOrgOwner), "EVERYONE OWNERS OWNERS_AND_LISTED"},
		{"org admin", officer(credit.RoleOrgAdmin), "EVERYONE OWNERS OWNERS_AND_LISTED"},
		{"listed", listed, "EVERYONE OWNERS_AND_LISTED"},
		{"admin", s.admin, "EVERYONE"},
		{"member", s.member(t, credit.RoleMember), "EVERYONE"},
		{"guest", s.member(t, credit.RoleGuest), ""},
		{"account team", officer(credit.RoleAccountTeam), ""},
		{"stranger", dbtest.User(t, s.client), ""},
	}
	for _, policy := range []credit.CreationPolicy{credit.CreationEveryone, credit.CreationOwnersAndListed, credit.CreationOwners} {
		var list []uuid.UUID
		if policy == credit.CreationOwnersAndListed {
			list = []uuid.UUID{listed.ID}
		}
		must(t, s.setPolicy(t, policy, list...))
		for _, p := range people {
			created, err := s.create(t, p.user, p.who)
			switch let := slices.Contains(strings.Fields(p.policies), string(policy)); {
			case !let:
				t.Logf("%s under %s", p.who, policy)
				requireCode(t, err, credit.CodeForbidden, "")
			case err != nil:
				t.Errorf("%s under %s: %v", p.who, policy, err)
			case *created.CreatedBy != p.user.ID || !created.CreatedAt.Equal(noon) || created.CreditLimit != nil || created.WorkspaceID != s.workspace.ID:
				t.Errorf("created as %v", created)
			}
		}
	}
	// Those that were created under an easier policy are left alone.
	if n, err := s.client.Agent.Query().Where(agent.ContractID(s.contract.ID), agent.DeletedAtIsNil()).Count(t.Context()); err != nil || n != 1+6+4+3 {
		t.Errorf("%d agents, %v", n, err)
	}
}

func TestCreateAgent(t *testing.T) {
	s := setup(t)
	created, err := s.create(t, s.admin, "  Trợ lý 🦉 ")
	must(t, err)
	if created.Name != "Trợ lý 🦉" {
		t.Errorf("named %q", created.Name)
	}
	if _, err := s.create(t, s.admin, strings.Repeat("ệ", 200)); err != nil {
		t.Error(err)
	}
	for _, name := range []string{"", " \t ", strings.Repeat("ệ", 201), "a\x00b", "a\nb", "\xff"} {
		_, err := s.create(t, s.admin, name)
		requireCode(t, err, credit.CodeBadInput, "name")
	}
	s.requireLogged(t, "agent.create", "agent.create")
}

func TestSetCreationPolicy_D12(t *testing.T) {
	s := setup(t)
	one, two, guest := s.member(t, credit.RoleMember).ID, s.member(t, credit.RoleMember).ID, s.member(t, credit.RoleGuest).ID
	const listing = credit.CreationOwnersAndListed
	must(t, s.setPolicy(t, credit.CreationEveryone)) // as it is
	must(t, s.setPolicy(t, listing, two, one, one))
	must(t, s.setPolicy(t, listing, one, two)) // the same
	requireCode(t, s.setPolicy(t, listing, guest), credit.CodeBadInput, "listed")
	requireCode(t, s.setPolicy(t, listing, one, dbtest.User(t, s.client).ID), credit.CodeBadInput, "listed")
	requireCode(t, s.setPolicy(t, credit.CreationOwners, one), credit.CodeBadInput, "listed")
	many := make([]uuid.UUID, 101)
	for i := range many {
		many[i] = newID()
	}
	requireCode(t, s.setPolicy(t, listing, many...), credit.CodeBadInput, "listed")
	requireListed(t, s, one, two)
	must(t, s.setPolicy(t, listing, two))
	requireListed(t, s, two)
	must(t, s.setPolicy(t, credit.CreationOwners))
	requireListed(t, s)

	const action = "workspace.set_creation_policy"
	if e := s.requireLogged(t, action, action, action)[2]; !strings.Contains(string(e.Before), two.String()) || e.Reason != "order" {
		t.Errorf("recorded from %s to %s", e.Before, e.After)
	}
}

func requireListed(t *testing.T, s *site, want ...uuid.UUID) {
	t.Helper()
	must(t, s.locked(t, func(ctx context.Context, tx *ent.Tx) error {
		got, err := guard.Listed(ctx, tx, s.contract.ID, s.workspace.ID)
		if !slices.Equal(got, want) {
			t.Errorf("listed are %v, want %v", got, want)
		}
		return err
	}))
}

func TestPreviewOfACreationPolicy_D12(t *testing.T) {
	s := setup(t)
	officer := s.member(t, credit.RoleMember)
	dbtest.ContractRole(t, s.client, officer, s.contract)
	listed, unlisted := s.member(t, credit.RoleMember), s.member(t, credit.RoleMember)
	guest := s.member(t, credit.RoleGuest)
	s.member(t, credit.RoleOwner)
	preview := func(policy credit.CreationPolicy, listed ...uuid.UUID) (p guard.CreationPreview) {
		t.Helper()
		must(t, s.locked(t, func(ctx context.Context, tx *ent.Tx) (err error) {
			in, err := tx.Workspace.Query().Where(workspace.ContractID(s.contract.ID), workspace.ID(s.workspace.ID)).Only(ctx)
			if err != nil {
				return err
			}
			p, err = guard.PreviewCreationPolicy(ctx, tx, in, policy, listed)
			return err
		}))
		return p
	}
	require := func(p guard.CreationPreview, may int, leftOut ...*ent.User) {
		t.Helper()
		same := p.MayCreate == may && len(p.LeftOut) == len(leftOut)
		for _, u := range leftOut {
			same = same && slices.Contains(p.LeftOut, u.ID)
		}
		if !same {
			t.Errorf("got %+v, want %d who may, and %d left out", p, may, len(leftOut))
		}
	}
	require(preview(credit.CreationEveryone), 5)
	require(preview(credit.CreationOwners), 2, s.admin, listed, unlisted)
	require(preview(credit.CreationOwnersAndListed, listed.ID, guest.ID, newID()), 3, s.admin, unlisted)
	must(t, s.setPolicy(t, credit.CreationOwnersAndListed, listed.ID))
	require(preview(credit.CreationOwnersAndListed, unlisted.ID), 3, listed)
	require(preview(credit.CreationEveryone), 5)
}
