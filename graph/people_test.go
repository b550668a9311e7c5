package graph_test

import (
	"crypto/sha256"
	"encoding/json"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"cistern/credit"
	"cistern/ent"
	"cistern/ent/auditentry"
	"cistern/ent/contractrole"
	"cistern/ent/invitation"
	"cistern/ent/membership"
	"cistern/graph/globalid"
	"cistern/internal/dbtest"
)

const (
	inviteMember = `mutation ($input: InviteMemberInput!) {
		done: inviteMember(input: $input) { invitation { id email role expiresAt invitedBy { id } } link userErrors { code field message } }
	}`
	inviteOfficer = `mutation ($input: InviteOfficerInput!) {
		done: inviteOfficer(input: $input) { invitation { id email contractRole } link userErrors { code field message } }
	}`
	revokeInvitation = `mutation ($input: RevokeInvitationInput!) {
		done: revokeInvitation(input: $input) { userErrors { code field message } }
	}`
	acceptInvitation = `mutation ($input: AcceptInvitationInput!) {
		done: acceptInvitation(input: $input) { place userErrors { code field message } }
	}`
	setMemberRole = `mutation ($input: SetMemberRoleInput!) {
		done: setMemberRole(input: $input) { member { id role assignableRoles removable user { id } } userErrors { code field message } }
	}`
	removeMember = `mutation ($input: RemoveMemberInput!) {
		done: removeMember(input: $input) { userErrors { code field message } }
	}`
	removeOfficer = `mutation ($input: RemoveOfficerInput!) {
		done: removeOfficer(input: $input) { userErrors { code field message } }
	}`
	offerQuery   = `query ($token: String!) { invitation(token: $token) { email role contractRole workspaceName contractName invitedBy expiresAt } }`
	membersQuery = `query ($id: ID!, $after: String) { workspace(id: $id) {
		assignableRoles
		members(first: 2, after: $after) { nodes { id role joinedAt removable assignableRoles user { id } } pageInfo { hasNextPage endCursor } }
		invitations { id email role }
	} }`
)

// outcome is what a mutation of people answers with.
type outcome struct {
	Done struct {
		Invitation *struct {
			ID, Email    string
			Role         string
			ContractRole string
			ExpiresAt    time.Time
			InvitedBy    *struct{ ID string }
		}
		Link   *string
		Place  *string
		Member *struct {
			ID, Role        string
			AssignableRoles []string
			Removable       bool
		}
		ServiceToken *struct {
			ID, Name, Hint string
			Scopes         []string
			Workspace      *struct{ ID string }
			CreatedBy      *struct{ ID string }
		}
		PlainText  *string
		User       *struct{ Name string }
		UserErrors []userError
	}
}

// verdict is the code by which a mutation was refused; empty when it was done.
func verdict(t testing.TB, c caller, mutation string, input variables) (string, outcome) {
	t.Helper()
	a := c.ask(t, mutation, variables{"input": input})
	var out outcome
	if code := a.code(t); code != "" {
		return code, out
	}
	must(t, json.Unmarshal(a.Data, &out))
	if len(out.Done.UserErrors) > 0 {
		return string(out.Done.UserErrors[0].Code), out
	}
	return "", out
}

func requireVerdict(t testing.TB, want string, c caller, mutation string, input variables) outcome {
	t.Helper()
	code, out := verdict(t, c, mutation, input)
	if code != want {
		t.Errorf("%v: %q, want %q (%+v)", input, code, want, out.Done.UserErrors)
	}
	return out
}

// invite makes an invitation and returns what its link carries.
func (w *world) invite(t testing.TB, by caller, email string, role credit.WorkspaceRole) string {
	t.Helper()
	out := requireVerdict(t, "", by, inviteMember, variables{"workspaceId": workspaceID(w.workspace), "email": email, "role": role})
	return secretOf(t, out)
}

func secretOf(t testing.TB, out outcome) string {
	t.Helper()
	if out.Done.Link == nil {
		t.Fatal("there is no link")
	}
	secret, found := strings.CutPrefix(*out.Done.Link, "/invitation#")
	if !found {
		t.Fatalf("the link is %s", *out.Done.Link)
	}
	return secret
}

// actors are callers by what they are in the world's workspace and contract.
func (w *world) actors(t *testing.T) map[string]caller {
	t.Helper()
	byRole := func(role credit.WorkspaceRole) caller { c, _ := w.person(t, role); return c }
	other := dbtest.Contract(t, w.client)
	foreign := dbtest.User(t, w.client)
	dbtest.Membership(t, w.client, foreign, dbtest.Workspace(t, w.client, other), func(m *ent.MembershipCreate) { m.SetRole(credit.RoleOwner) })
	return map[string]caller{
		"owner": byRole(credit.RoleOwner), "admin": byRole(credit.RoleAdmin), "member": byRole(credit.RoleMember),
		"guest": byRole(credit.RoleGuest), "stranger": byRole(""),
		"org owner": w.officer(t, credit.RoleOrgOwner), "org admin": w.officer(t, credit.RoleOrgAdmin),
		"account team": w.officer(t, credit.RoleAccountTeam),
		"foreign":      w.signedIn(t, foreign), "runtime": w.runtime(t), "nobody": w.anonymous(),
	}
}

func (w *world) requireLogged(t testing.TB, want ...string) []*ent.AuditEntry {
	t.Helper()
	entries := w.client.AuditEntry.Query().
		Where(auditentry.ContractID(w.contract.ID), auditentry.ActionNotIn("token.issue")).
		Order(auditentry.BySeq()).AllX(t.Context())
	var actions []string
	for _, e := range entries {
		actions = append(actions, e.Action)
	}
	if !slices.Equal(actions, want) {
		t.Errorf("logged are %v, want %v", actions, want)
	}
	return entries
}

func TestNobodyInvitesAboveTheirRole_D17(t *testing.T) {
	w := setup(t)
	for who, c := range w.actors(t) {
		want := map[string]string{
			"owner": " OWNER ADMIN MEMBER GUEST ", "org owner": " OWNER ADMIN MEMBER GUEST ",
			"admin": " ADMIN MEMBER GUEST ", "org admin": " ADMIN MEMBER GUEST ",
		}[who]
		code := map[string]string{"nobody": "UNAUTHENTICATED", "stranger": "NOT_FOUND", "foreign": "NOT_FOUND"}[who]
		if code == "" {
			code = "FORBIDDEN"
		}
		for _, role := range []string{"OWNER", "ADMIN", "MEMBER", "GUEST"} {
			expected := code
			if strings.Contains(want, " "+role+" ") {
				expected = ""
			}
			got, _ := verdict(t, c, inviteMember, variables{
				"workspaceId": workspaceID(w.workspace), "email": strings.ReplaceAll(who, " ", "") + role + "@example.com", "role": role,
			})
			if got != expected {
				t.Errorf("%s invites %s: %q, want %q", who, role, got, expected)
			}
		}
		expected := code
		if who == "org owner" {
			expected = ""
		}
		got, _ := verdict(t, c, inviteOfficer, variables{"contractId": contractID(w.contract), "email": who[:2] + "@example.com", "role": "ORG_ADMIN"})
		if got != expected {
			t.Errorf("%s invites to the contract: %q, want %q", who, got, expected)
		}
	}
	if n := w.client.Invitation.Query().Where(invitation.ContractID(w.contract.ID)).CountX(t.Context()); n != 4+4+3+3+1 {
		t.Errorf("%d invitations", n)
	}
	requireVerdict(t, "FORBIDDEN", w.officer(t, credit.RoleOrgOwner), inviteOfficer,
		variables{"contractId": contractID(w.contract), "email": "team@example.com", "role": "ACCOUNT_TEAM"})
}

func TestInvitation(t *testing.T) {
	w := setup(t)
	owner, ownerUser := w.person(t, credit.RoleOwner)
	to := variables{"workspaceId": workspaceID(w.workspace), "email": " Ada@example.com ", "role": "ADMIN"}
	made := requireVerdict(t, "", owner, inviteMember, to)
	secret := secretOf(t, made)
	if i := made.Done.Invitation; i.Email != "Ada@example.com" || !i.ExpiresAt.Equal(noon.AddDate(0, 0, 7)) || i.InvitedBy.ID != idOf(globalid.User, uuid.Nil, ownerUser.ID) {
		t.Errorf("made %+v", i)
	}
	ada := dbtest.User(t, w.client, func(u *ent.UserCreate) { u.SetEmail("ada@EXAMPLE.com") })
	eve := dbtest.User(t, w.client)

	t.Run("TellsWhoeverHasTheLink", func(t *testing.T) {
		a := w.anonymous().ask(t, offerQuery, variables{"token": secret})
		if !strings.Contains(a.body, `"email":"Ada@example.com","role":"ADMIN"`) || !strings.Contains(a.body, `"workspaceName":"Workspace"`) {
			t.Error(a.body)
		}
		for _, other := range []string{"", secret[:len(secret)-1], strings.Replace(secret, "inv_", "cis_", 1), secret[:40] + strings.Repeat("A", len(secret)-40)} {
			if a := w.anonymous().ask(t, offerQuery, variables{"token": other}); !strings.Contains(a.body, `"invitation":null`) {
				t.Errorf("%s: %s", other, a.body)
			}
		}
	})
	t.Run("OnlyItsHashIsKept", func(t *testing.T) {
		var rows string
		must(t, w.db.SQL.QueryRowContext(t.Context(), `select string_agg(i::text, ' ') from invitations i where contract_id = $1`, w.contract.ID).Scan(&rows))
		raw := sha256.Sum256([]byte(secret))
		if strings.Contains(rows, secret) || strings.Contains(rows, string(raw[:])) {
			t.Error(rows)
		}
	})
	t.Run("NotForOthers", func(t *testing.T) {
		requireVerdict(t, "FORBIDDEN", w.signedIn(t, eve), acceptInvitation, variables{"token": secret})
		requireVerdict(t, "FORBIDDEN", w.runtime(t), acceptInvitation, variables{"token": secret})
		requireVerdict(t, "UNAUTHENTICATED", w.anonymous(), acceptInvitation, variables{"token": secret})
	})
	t.Run("GivesTheRoleOnce", func(t *testing.T) {
		there := w.signedIn(t, ada)
		var callers sync.WaitGroup
		var mu sync.Mutex
		verdicts := map[string]int{}
		for range 8 {
			callers.Go(func() {
				code, _ := verdict(t, there, acceptInvitation, variables{"token": secret})
				mu.Lock()
				defer mu.Unlock()
				verdicts[code]++
			})
		}
		callers.Wait()
		if verdicts[""] != 1 || verdicts["NOT_FOUND"] != 7 {
			t.Errorf("%v", verdicts)
		}
		w.dashboard(t, there, "")
		requireVerdict(t, "NOT_FOUND", there, acceptInvitation, variables{"token": secret})
	})
	entries := w.requireLogged(t, "invitation.create", "invitation.accept")
	if *entries[0].ActorID != ownerUser.ID || *entries[1].ActorID != ada.ID || *entries[1].WorkspaceID != w.workspace.ID {
		t.Errorf("logged %v", entries)
	}
	t.Run("DoesNotLowerARole", func(t *testing.T) {
		requireVerdict(t, "", w.signedIn(t, ada), acceptInvitation, variables{"token": w.invite(t, owner, "ada@example.com", credit.RoleGuest)})
		has := w.client.Membership.Query().Where(membership.ContractID(w.contract.ID), membership.UserID(ada.ID)).OnlyX(t.Context())
		if has.Role != credit.RoleAdmin {
			t.Errorf("is %s", has.Role)
		}
		requireVerdict(t, "", w.signedIn(t, ada), acceptInvitation, variables{"token": w.invite(t, owner, "ada@example.com", credit.RoleOwner)})
		if now := w.client.Membership.Query().Where(membership.ContractID(w.contract.ID), membership.ID(has.ID)).OnlyX(t.Context()); now.Role != credit.RoleOwner {
			t.Errorf("is %s", now.Role)
		}
	})
	t.Run("RefusesWhatIsNoAddress", func(t *testing.T) {
		for _, email := range []string{"", "ada", "Ada <ada@example.com>", "a@b\nc", "a\x00@example.com", strings.Repeat("a", 320) + "@example.com"} {
			requireVerdict(t, "BAD_USER_INPUT", owner, inviteMember, variables{"workspaceId": workspaceID(w.workspace), "email": email, "role": "GUEST"})
		}
	})
}

func TestInvitationIsOver(t *testing.T) {
	w := setup(t)
	owner, _ := w.person(t, credit.RoleOwner)
	admin, adminUser := w.person(t, credit.RoleAdmin)
	ada := dbtest.User(t, w.client, func(u *ent.UserCreate) { u.SetEmail("ada@example.com") })
	over := func(t *testing.T, secret string) {
		t.Helper()
		if a := w.anonymous().ask(t, offerQuery, variables{"token": secret}); !strings.Contains(a.body, `"invitation":null`) {
			t.Error(a.body)
		}
		requireVerdict(t, "NOT_FOUND", w.signedIn(t, ada), acceptInvitation, variables{"token": secret})
	}
	t.Run("AfterSevenDays", func(t *testing.T) {
		secret := w.invite(t, owner, "ada@example.com", credit.RoleMember)
		w.clock.set(noon.AddDate(0, 0, 7))
		over(t, secret)
		w.clock.set(noon)
	})
	t.Run("WhenRevoked", func(t *testing.T) {
		out := requireVerdict(t, "", admin, inviteMember, variables{"workspaceId": workspaceID(w.workspace), "email": "ada@example.com", "role": "ADMIN"})
		id := variables{"invitationId": out.Done.Invitation.ID}
		for who, c := range w.actors(t) {
			if who == "owner" || who == "admin" || strings.HasPrefix(who, "org") {
				continue
			}
			if code, _ := verdict(t, c, revokeInvitation, id); code == "" {
				t.Errorf("revoked by %s", who)
			}
		}
		requireVerdict(t, "", owner, revokeInvitation, id)
		requireVerdict(t, "", owner, revokeInvitation, id)
		over(t, secretOf(t, out))
	})
	t.Run("WhenAnotherTakesItsPlace", func(t *testing.T) {
		first := w.invite(t, owner, "ada@example.com", credit.RoleMember)
		second := w.invite(t, owner, "ADA@example.com", credit.RoleGuest)
		over(t, first)
		if a := w.anonymous().ask(t, offerQuery, variables{"token": second}); !strings.Contains(a.body, `"role":"GUEST"`) {
			t.Error(a.body)
		}
	})
	t.Run("WhenItsMakerCouldNotMakeItAnyMore", func(t *testing.T) {
		secret := w.invite(t, admin, "ada@example.com", credit.RoleAdmin)
		own := w.client.Membership.Query().Where(membership.ContractID(w.contract.ID), membership.UserID(adminUser.ID)).OnlyX(t.Context())
		requireVerdict(t, "", owner, setMemberRole, variables{"memberId": idOf(globalid.Member, w.contract.ID, own.ID), "role": "MEMBER"})
		over(t, secret)
	})
}

func TestMembers(t *testing.T) {
	w := setup(t)
	owner, ownerUser := w.person(t, credit.RoleOwner)
	admin, adminUser := w.person(t, credit.RoleAdmin)
	member, memberUser := w.person(t, credit.RoleMember)
	memberships := map[uuid.UUID]string{}
	for _, m := range w.client.Membership.Query().Where(membership.ContractID(w.contract.ID)).AllX(t.Context()) {
		memberships[m.UserID] = idOf(globalid.Member, m.ContractID, m.ID)
	}
	of := func(u *ent.User, more ...variables) variables {
		v := variables{"memberId": memberships[u.ID]}
		for _, m := range more {
			for name, value := range m {
				v[name] = value
			}
		}
		return v
	}

	t.Run("AreListedInPages", func(t *testing.T) {
		type page struct {
			Workspace struct {
				AssignableRoles []string
				Members         struct {
					Nodes []struct {
						ID, Role        string
						Removable       bool
						AssignableRoles []string
						User            struct{ ID string }
					}
					PageInfo struct {
						HasNextPage bool
						EndCursor   string
					}
				}
			}
		}
		first := got[page](t, admin, membersQuery, variables{"id": workspaceID(w.workspace)}).Workspace
		if m := first.Members; len(m.Nodes) != 2 || !m.PageInfo.HasNextPage || m.Nodes[0].Role != "OWNER" || m.Nodes[0].Removable ||
			len(m.Nodes[0].AssignableRoles) != 0 || !m.Nodes[1].Removable || !slices.Equal(first.AssignableRoles, []string{"ADMIN", "MEMBER", "GUEST"}) {
			t.Errorf("an admin is shown %+v", first)
		}
		second := got[page](t, admin, membersQuery, variables{"id": workspaceID(w.workspace), "after": first.Members.PageInfo.EndCursor}).Workspace.Members
		if len(second.Nodes) != 1 || second.PageInfo.HasNextPage || second.Nodes[0].User.ID != idOf(globalid.User, uuid.Nil, memberUser.ID) {
			t.Errorf("the second page is %+v", second)
		}
		if a := member.ask(t, membersQuery, variables{"id": workspaceID(w.workspace)}); !strings.Contains(a.body, "FORBIDDEN") || strings.Contains(a.body, adminUser.Email) {
			t.Errorf("a member is shown %s", a.body)
		}
	})
	t.Run("AreNotForOthersToChange", func(t *testing.T) {
		for who, c := range w.actors(t) {
			if who == "owner" || who == "org owner" {
				continue
			}
			for _, mutation := range []string{setMemberRole, removeMember} {
				input := of(ownerUser)
				if mutation == setMemberRole {
					input = of(memberUser, variables{"role": "OWNER"})
				}
				if code, _ := verdict(t, c, mutation, input); code == "" {
					t.Errorf("done by %s: %.40s", who, mutation)
				}
			}
		}
		w.requireLogged(t)
	})
	t.Run("KeepALastOwner", func(t *testing.T) {
		org := w.officer(t, credit.RoleOrgOwner)
		for _, m := range w.client.Membership.Query().Where(membership.ContractID(w.contract.ID), membership.RoleEQ(credit.RoleOwner), membership.UserIDNEQ(ownerUser.ID)).AllX(t.Context()) {
			requireVerdict(t, "", org, removeMember, variables{"memberId": idOf(globalid.Member, m.ContractID, m.ID)})
		}
		for _, c := range []caller{owner, org} {
			requireVerdict(t, "CONFLICT", c, setMemberRole, of(ownerUser, variables{"role": "ADMIN"}))
			requireVerdict(t, "CONFLICT", c, removeMember, of(ownerUser))
		}
		requireVerdict(t, "", owner, setMemberRole, of(adminUser, variables{"role": "OWNER"}))
		requireVerdict(t, "", owner, setMemberRole, of(ownerUser, variables{"role": "ADMIN"}))
		requireVerdict(t, "CONFLICT", admin, removeMember, of(adminUser))
	})
	t.Run("LoseTheirRoleAtOnce", func(t *testing.T) {
		requireVerdict(t, "", admin, setMemberRole, of(memberUser, variables{"role": "ADMIN"}))
		w.dashboard(t, member, "")
		requireVerdict(t, "", admin, setMemberRole, of(memberUser, variables{"role": "ADMIN"})) // changes nothing
		requireVerdict(t, "", admin, removeMember, of(memberUser))
		if a := member.ask(t, contractOfWorkspace, variables{"id": workspaceID(w.workspace)}); a.code(t) != "NOT_FOUND" {
			t.Errorf("still sees %s", a.body)
		}
		requireVerdict(t, "NOT_FOUND", admin, removeMember, of(memberUser))
		if n := dbtestCount(t, w, `select count(*) from user_contracts where user_id = $1`, memberUser.ID); n != 0 {
			t.Error("the directory still lists the contract")
		}
	})
	t.Run("MayLeave", func(t *testing.T) {
		guest, guestUser := w.person(t, credit.RoleGuest)
		m := w.client.Membership.Query().Where(membership.ContractID(w.contract.ID), membership.UserID(guestUser.ID)).OnlyX(t.Context())
		requireVerdict(t, "", guest, removeMember, variables{"memberId": idOf(globalid.Member, m.ContractID, m.ID)})
	})
}

const contractOfWorkspace = `query ($id: ID!) { workspace(id: $id) { id } }`

func dbtestCount(t testing.TB, w *world, query string, args ...any) (n int) {
	t.Helper()
	must(t, w.db.SQL.QueryRowContext(t.Context(), query, args...).Scan(&n))
	return n
}

func TestOfficers(t *testing.T) {
	w := setup(t)
	owner := w.officer(t, credit.RoleOrgOwner)
	ada := dbtest.User(t, w.client, func(u *ent.UserCreate) { u.SetEmail("ada@example.com") })
	there := w.signedIn(t, ada)
	made := requireVerdict(t, "", owner, inviteOfficer, variables{"contractId": contractID(w.contract), "email": "ada@example.com", "role": "ORG_ADMIN"})
	accepted := requireVerdict(t, "", there, acceptInvitation, variables{"token": secretOf(t, made)})
	if accepted.Done.Place == nil || *accepted.Done.Place != contractID(w.contract) {
		t.Errorf("accepted %+v", accepted.Done)
	}
	w.dashboard(t, there, "")

	const officersQuery = `query ($id: ID!) { contract(id: $id) {
		appointableRoles officers { nodes { id role removable user { id } } } invitations { email contractRole }
	} }`
	type seen struct {
		Contract struct {
			AppointableRoles []string
			Officers         struct {
				Nodes []struct {
					ID, Role  string
					Removable bool
				}
			}
		}
	}
	list := got[seen](t, owner, officersQuery, variables{"id": contractID(w.contract)}).Contract
	if n := list.Officers.Nodes; len(n) != 2 || n[0].Role != "ORG_OWNER" || n[1].Role != "ORG_ADMIN" || !n[1].Removable ||
		!slices.Equal(list.AppointableRoles, []string{"ORG_OWNER", "ORG_ADMIN"}) {
		t.Fatalf("an owner is shown %+v", list)
	}
	if a := there.ask(t, officersQuery, variables{"id": contractID(w.contract)}); !strings.Contains(a.body, "FORBIDDEN") {
		t.Errorf("an admin is shown %s", a.body)
	}
	for who, c := range w.actors(t) {
		if code, _ := verdict(t, c, removeOfficer, variables{"officerId": list.Officers.Nodes[0].ID}); who != "org owner" && code == "" {
			t.Errorf("removed by %s", who)
		} // the other owner may
	}
	left := got[seen](t, w.officer(t, credit.RoleOrgOwner), officersQuery, variables{"id": contractID(w.contract)}).Contract.Officers.Nodes
	if slices.ContainsFunc(left, func(o struct {
		ID, Role  string
		Removable bool
	},
	) bool {
		return o.ID == list.Officers.Nodes[0].ID
	}) {
		t.Error("the first owner is still there")
	}
	for _, o := range left {
		if o.Role == "ACCOUNT_TEAM" && o.Removable {
			t.Error("the account team is the customer's to remove")
		}
	}
}

func TestTheLastOwnerOfAContractStays(t *testing.T) {
	w := setup(t)
	owner := w.officer(t, credit.RoleOrgOwner)
	only := w.client.ContractRole.Query().Where(contractrole.ContractID(w.contract.ID)).OnlyX(t.Context()).ID
	requireVerdict(t, "CONFLICT", owner, removeOfficer, variables{"officerId": idOf(globalid.Officer, w.contract.ID, only)})
}
