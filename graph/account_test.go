package graph_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"cistern/auth"
	"cistern/credit"
	"cistern/ent"
	"cistern/ent/user"
	"cistern/internal/dbtest"
)

const (
	accountQuery = `{ viewer { locale hasPassword user { name } sessions { id userAgent current createdAt lastSeenAt expiresAt } } }`
	endSession   = `mutation ($input: EndSessionInput!) { done: endSession(input: $input) { userErrors { code field message } } }`
	signOutAll   = `mutation ($input: SignOutEverywhereInput!) { done: signOutEverywhere(input: $input) { userErrors { code field message } } }`
	setProfile   = `mutation ($input: UpdateProfileInput!) { done: updateProfile(input: $input) { user { name } userErrors { code field message } } }`
	setPassword  = `mutation ($input: ChangePasswordInput!) { done: changePassword(input: $input) { userErrors { code field message } } }`
)

type account struct {
	Viewer *struct {
		Locale      string
		HasPassword bool
		Sessions    []struct {
			ID                    string
			Current               bool
			CreatedAt, LastSeenAt time.Time
			ExpiresAt             time.Time
		}
	}
}

// signedIn reports whether a session goes on.
func (c caller) signedIn(t testing.TB) bool {
	t.Helper()
	return got[account](t, c, `{ viewer { locale } }`, nil).Viewer != nil
}

func TestOwnSessions(t *testing.T) {
	w := setup(t)
	here, ada := w.person(t, credit.RoleMember)
	there, elsewhere := w.signedIn(t, ada), w.signedIn(t, ada)
	eve, _ := w.person(t, credit.RoleOwner)

	seen := got[account](t, here, accountQuery, nil).Viewer
	if len(seen.Sessions) != 3 || !seen.Sessions[0].Current || seen.Sessions[1].Current || seen.Locale != "EN" || seen.HasPassword {
		t.Fatalf("sees %+v", seen)
	}
	if s := seen.Sessions[0]; !s.CreatedAt.Equal(noon) || !s.LastSeenAt.Equal(noon) || !s.ExpiresAt.Equal(noon.AddDate(0, 0, 14)) {
		t.Errorf("this one is %+v", s)
	}
	t.Run("AreNotForOthersToEnd", func(t *testing.T) {
		requireVerdict(t, "", eve, endSession, variables{"sessionId": seen.Sessions[0].ID}) // which is over for them
		requireVerdict(t, "UNAUTHENTICATED", w.anonymous(), endSession, variables{"sessionId": seen.Sessions[0].ID})
		requireVerdict(t, "FORBIDDEN", w.runtime(t), signOutAll, variables{"keepThis": false})
		requireVerdict(t, "NOT_FOUND", here, endSession, variables{"sessionId": workspaceID(w.workspace)})
		if !here.signedIn(t) {
			t.Error("ended")
		}
	})
	t.Run("EndOneByOne", func(t *testing.T) {
		other := got[account](t, there, accountQuery, nil).Viewer.Sessions[0].ID
		requireVerdict(t, "", here, endSession, variables{"sessionId": other})
		if there.signedIn(t) || !elsewhere.signedIn(t) {
			t.Error("another one ended")
		}
	})
	t.Run("EndElsewhere", func(t *testing.T) {
		requireVerdict(t, "", here, signOutAll, variables{"keepThis": true})
		if elsewhere.signedIn(t) || !here.signedIn(t) {
			t.Error("the wrong one goes on")
		}
	})
	t.Run("EndEverywhere", func(t *testing.T) {
		requireVerdict(t, "", here, signOutAll, variables{"keepThis": false})
		if here.signedIn(t) || !eve.signedIn(t) {
			t.Error("the wrong one goes on")
		}
	})
}

func TestProfile(t *testing.T) {
	w := setup(t)
	c, ada := w.person(t, credit.RoleGuest)
	if out := requireVerdict(t, "", c, setProfile, variables{"name": "  Ada Lovelace ", "locale": "VI"}); out.Done.User.Name != "Ada Lovelace" {
		t.Errorf("answered %+v", out.Done)
	}
	for _, name := range []string{"", " ", "a\x00b", strings.Repeat("ệ", 201)} {
		requireVerdict(t, "BAD_USER_INPUT", c, setProfile, variables{"name": name, "locale": "EN"})
	}
	requireVerdict(t, "UNAUTHENTICATED", w.anonymous(), setProfile, variables{"name": "x", "locale": "EN"})
	requireVerdict(t, "FORBIDDEN", w.runtime(t), setProfile, variables{"name": "x", "locale": "EN"})
	if kept := w.client.User.Query().Where(user.ID(ada.ID)).OnlyX(t.Context()); kept.Name != "Ada Lovelace" || kept.Locale != "vi" {
		t.Errorf("kept %v", kept)
	}
}

func TestChangePassword(t *testing.T) {
	w := setup(t)
	const present, wanted = "correct horse battery staple", "another long password"
	passwords := auth.NewPasswords()
	hash, err := passwords.Hash(t.Context(), present)
	must(t, err)
	ada := dbtest.User(t, w.client, func(u *ent.UserCreate) { u.SetEmail("ada@example.com").SetPasswordHash(hash) })
	here, there := w.signedIn(t, ada), w.signedIn(t, ada)
	for _, weak := range []string{"", "short", strings.Repeat("a", 12), strings.Repeat("ab", 101), "x ADA@example.com x"} {
		requireVerdict(t, "BAD_USER_INPUT", here, setPassword, variables{"present": present, "wanted": weak})
		w.clock.set(w.clock.now().Add(5 * time.Minute))
	}
	requireVerdict(t, "BAD_USER_INPUT", here, setPassword, variables{"present": "wrong", "wanted": wanted})
	requireVerdict(t, "FORBIDDEN", w.runtime(t), setPassword, variables{"present": present, "wanted": wanted})
	withoutOne, _ := w.person(t, credit.RoleMember)
	requireVerdict(t, "BAD_USER_INPUT", withoutOne, setPassword, variables{"present": "", "wanted": wanted})
	if !there.signedIn(t) {
		t.Error("signed out though nothing changed")
	}
	requireVerdict(t, "", here, setPassword, variables{"present": present, "wanted": wanted})
	if there.signedIn(t) || !here.signedIn(t) {
		t.Error("the wrong session goes on")
	}
	kept := w.client.User.Query().Where(user.ID(ada.ID)).OnlyX(t.Context())
	if matches, err := passwords.Check(t.Context(), wanted, kept.PasswordHash); err != nil || !matches {
		t.Errorf("the new password does not work: %v", err)
	}
	t.Run("CannotBeGuessedWithASession", func(t *testing.T) {
		code := ""
		for range 6 {
			code, _ = verdict(t, here, setPassword, variables{"present": "guess", "wanted": wanted})
		}
		if code != "RATE_LIMITED" {
			t.Errorf("the sixth guess: %q", code)
		}
	})
}

const (
	createToken = `mutation ($input: CreateServiceTokenInput!) {
		done: createServiceToken(input: $input) {
			serviceToken { id name hint scopes workspace { id } createdBy { id } } plainText userErrors { code field message }
		}
	}`
	revokeToken = `mutation ($input: RevokeServiceTokenInput!) { done: revokeServiceToken(input: $input) { userErrors { code field message } } }`
	tokensQuery = `query ($id: ID!) { workspace(id: $id) { issuableScopes serviceTokens { nodes { id name hint lastUsedAt expiresAt createdBy { id } } } } }`
)

func TestServiceTokens(t *testing.T) {
	w := setup(t)
	admin := w.admin(t)
	bound := variables{"owner": workspaceID(w.workspace), "name": "nightly", "scopes": []string{"RUNS_WRITE"}, "expiresAt": noon.AddDate(0, 1, 0)}
	made := requireVerdict(t, "", admin, createToken, bound)
	plain := *made.Done.PlainText
	token := made.Done.ServiceToken
	if token.Workspace == nil || token.Workspace.ID != workspaceID(w.workspace) || token.Hint != "cis_…"+plain[len(plain)-4:] {
		t.Errorf("made %+v", token)
	}
	program := caller{url: w.url, authorization: "Bearer " + plain}
	w.requireStarts(t, program)

	t.Run("AreListedWithoutTheirText", func(t *testing.T) {
		a := admin.ask(t, tokensQuery, variables{"id": workspaceID(w.workspace)})
		if !strings.Contains(a.body, token.ID) || strings.Contains(a.body, plain[8:40]) || strings.Contains(a.body, "errors") {
			t.Error(a.body)
		}
		var rows string
		must(t, w.db.SQL.QueryRowContext(t.Context(), `select string_agg(s::text, ' ') from service_tokens s where contract_id = $1`, w.contract.ID).Scan(&rows))
		if strings.Contains(rows, plain) {
			t.Error(rows)
		}
	})
	t.Run("AreForThoseWhoManageThem", func(t *testing.T) {
		for who, c := range w.actors(t) {
			ofContract := variables{"owner": contractID(w.contract), "name": "all", "scopes": []string{"RUNS_WRITE"}}
			inWorkspace := slices.Contains([]string{"owner", "admin", "org owner", "org admin"}, who)
			if code, _ := verdict(t, c, createToken, bound); (code == "") != inWorkspace {
				t.Errorf("%s for the workspace: %q", who, code)
			}
			if code, _ := verdict(t, c, createToken, ofContract); (code == "") != strings.HasPrefix(who, "org ") {
				t.Errorf("%s for the contract: %q", who, code)
			}
			if code, _ := verdict(t, c, revokeToken, variables{"serviceTokenId": token.ID}); code == "" && !inWorkspace {
				t.Errorf("revoked by %s", who)
			}
			if a := c.ask(t, tokensQuery, variables{"id": workspaceID(w.workspace)}); strings.Contains(a.body, token.ID) && !inWorkspace {
				t.Errorf("%s is shown %s", who, a.body)
			}
		}
	})
	t.Run("OfTheContractAreNotForItsWorkspaces", func(t *testing.T) {
		all := requireVerdict(t, "", w.officer(t, credit.RoleOrgAdmin), createToken,
			variables{"owner": contractID(w.contract), "name": "all", "scopes": []string{"USAGE_READ", "AGENTS_WRITE"}})
		requireVerdict(t, "FORBIDDEN", admin, revokeToken, variables{"serviceTokenId": all.Done.ServiceToken.ID})
	})
	t.Run("LetNobodyDoMoreThanTheirMakers", func(t *testing.T) {
		for _, scope := range []string{"ACCOUNTS_WRITE"} {
			requireVerdict(t, "FORBIDDEN", w.officer(t, credit.RoleOrgOwner), createToken,
				variables{"owner": contractID(w.contract), "name": "x", "scopes": []string{scope}})
		}
		w.setPlan(t, credit.PlanPlus)
		requireVerdict(t, "FORBIDDEN", admin, createToken, variables{"owner": workspaceID(w.workspace), "name": "x", "scopes": []string{"USAGE_READ"}})
		w.setPlan(t, credit.PlanBusiness)
	})
	t.Run("RefuseBadInput", func(t *testing.T) {
		for field, value := range map[string]any{"name": "", "scopes": []string{}, "expiresAt": noon} {
			input := variables{"owner": workspaceID(w.workspace), "name": "x", "scopes": []string{"RUNS_WRITE"}}
			input[field] = value
			out := requireVerdict(t, "BAD_USER_INPUT", admin, createToken, input)
			if len(out.Done.UserErrors) != 1 || strings.Join(out.Done.UserErrors[0].Field, ".") != field {
				t.Errorf("%s: %+v", field, out.Done.UserErrors)
			}
		}
		requireVerdict(t, "NOT_FOUND", admin, createToken, variables{"owner": agentID(w.agent), "name": "x", "scopes": []string{"RUNS_WRITE"}})
	})
	t.Run("AreRefusedOnceRevoked", func(t *testing.T) {
		again := requireVerdict(t, "", admin, createToken, bound)
		revoked := caller{url: w.url, authorization: "Bearer " + *again.Done.PlainText}
		w.requireStarts(t, revoked)
		requireVerdict(t, "", admin, revokeToken, variables{"serviceTokenId": again.Done.ServiceToken.ID, "reason": "leaked"})
		requireVerdict(t, "", admin, revokeToken, variables{"serviceTokenId": again.Done.ServiceToken.ID})
		w.clock.set(w.clock.now().Add(time.Second))
		if a := revoked.ask(t, `{ viewer { locale } }`, nil); a.status != 401 {
			t.Errorf("%d %s", a.status, a.body)
		}
	})
}

func (w *world) setPlan(t testing.TB, plan credit.Plan) {
	t.Helper()
	_, err := w.db.SQL.ExecContext(t.Context(), `update contracts set plan = $2 where id = $1`, w.contract.ID, string(plan))
	must(t, err)
}

const auditQuery = `query ($id: ID!, $first: Int!, $after: String, $filter: AuditFilter) { workspace(id: $id) {
	auditLog(first: $first, after: $after, filter: $filter) {
		nodes { id at actorKind actorName action subjectType subjectId subjectName changes { name before after } reason requestId }
		pageInfo { hasNextPage endCursor }
	}
} }`

type auditPage struct {
	Workspace struct {
		AuditLog struct {
			Nodes []struct {
				ID, ActorKind, Action, SubjectType, SubjectID, Reason string
				ActorName, SubjectName                                *string
				Changes                                               []struct {
					Name          string
					Before, After *string
				}
			}
			PageInfo struct {
				HasNextPage bool
				EndCursor   string
			}
		}
	}
}

func TestAuditLog(t *testing.T) {
	w := setup(t)
	owner, ownerUser := w.person(t, credit.RoleOwner)
	org := w.officer(t, credit.RoleOrgOwner)
	got[changed](t, owner, agentMutation("disableAgent"), on(agentID(w.agent), variables{"reason": "too many runs"}))
	got[changed](t, owner, agentMutation("setAgentLimit"), on(agentID(w.agent), variables{"limit": "12.5"}))
	sibling := dbtest.Workspace(t, w.client, w.contract)
	got[changed](t, org, agentMutation("disableAgent"), on(agentID(dbtest.Agent(t, w.client, sibling))))
	requireVerdict(t, "", org, inviteOfficer, variables{"contractId": contractID(w.contract), "email": "a@example.com", "role": "ORG_ADMIN"})

	of := func(t *testing.T, more variables) auditPage {
		t.Helper()
		v := variables{"id": workspaceID(w.workspace), "first": 10}
		for name, value := range more {
			v[name] = value
		}
		return got[auditPage](t, owner, auditQuery, v)
	}
	t.Run("TellsOfTheWorkspaceAlone", func(t *testing.T) {
		nodes := of(t, nil).Workspace.AuditLog.Nodes
		if len(nodes) != 2 || nodes[0].Action != "agent.set_limit" || nodes[1].Action != "agent.disable" {
			t.Fatalf("tells %+v", nodes)
		}
		if n := nodes[1]; *n.ActorName != ownerUser.Name || n.ActorKind != "USER" || *n.SubjectName != "Agent" || n.Reason != "too many runs" {
			t.Errorf("tells %+v", n)
		}
		limit := nodes[0].Changes
		if len(limit) != 1 || limit[0].Name != "creditLimit" || limit[0].Before != nil || *limit[0].After != "12.5" {
			text, _ := json.Marshal(limit)
			t.Errorf("the limit is told as %s", text)
		}
	})
	t.Run("TellsAllOfTheContractToItsOfficers", func(t *testing.T) {
		const query = `query ($id: ID!) { contract(id: $id) { auditLog { nodes { action subjectName } } } }`
		for _, c := range []caller{org, w.officer(t, credit.RoleAccountTeam)} {
			if a := c.ask(t, query, variables{"id": contractID(w.contract)}); strings.Count(a.body, `"action"`) != 4 || !strings.Contains(a.body, `"subjectName":"a@example.com"`) {
				t.Error(a.body)
			}
		}
		if a := owner.ask(t, query, variables{"id": contractID(w.contract)}); a.code(t) != "FORBIDDEN" {
			t.Error(a.body)
		}
	})
	t.Run("InPages", func(t *testing.T) {
		first := of(t, variables{"first": 1}).Workspace.AuditLog
		second := of(t, variables{"first": 1, "after": first.PageInfo.EndCursor}).Workspace.AuditLog
		if !first.PageInfo.HasNextPage || second.PageInfo.HasNextPage || len(second.Nodes) != 1 || second.Nodes[0].Action != "agent.disable" {
			t.Errorf("%+v, then %+v", first, second)
		}
		if a := owner.ask(t, auditQuery, variables{"id": workspaceID(w.workspace), "first": 1, "after": "nonsense"}); a.code(t) != "BAD_USER_INPUT" {
			t.Error(a.body)
		}
	})
	t.Run("Filtered", func(t *testing.T) {
		for want, filter := range map[int]variables{
			2: {"action": "agent."}, 1: {"action": "agent.disable"}, 0: {"action": "token."},
		} {
			if n := len(of(t, variables{"filter": filter}).Workspace.AuditLog.Nodes); n != want {
				t.Errorf("%v: %d entries, want %d", filter, n, want)
			}
		}
		mine := variables{"actor": idOf("usr", [16]byte{}, ownerUser.ID), "subject": w.agent.ID}
		if n := len(of(t, variables{"filter": mine}).Workspace.AuditLog.Nodes); n != 2 {
			t.Errorf("%d entries", n)
		}
		if a := owner.ask(t, auditQuery, variables{"id": workspaceID(w.workspace), "first": 1, "filter": variables{"actor": agentID(w.agent)}}); a.code(t) != "BAD_USER_INPUT" {
			t.Error(a.body)
		}
	})
	t.Run("NotForOthers", func(t *testing.T) {
		for who, c := range w.actors(t) {
			a := c.ask(t, auditQuery, variables{"id": workspaceID(w.workspace), "first": 1})
			if may := slices.Contains([]string{"owner", "admin", "org owner", "org admin", "account team"}, who); (a.code(t) == "") != may {
				t.Errorf("%s: %s", who, a.body)
			}
		}
	})
}
