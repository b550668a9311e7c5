package graph_test

import (
	"context"
	"fmt"
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"

	"cistern/audit"
	"cistern/credit"
	"cistern/ent"
	"cistern/ent/agent"
	"cistern/ent/auditentry"
	"cistern/graph/globalid"
	"cistern/internal/dbtest"
)

// agentMutation is a mutation of an agent that answers with its use.
func agentMutation(name string) string {
	return fmt.Sprintf(`mutation ($input: %s%sInput!) {
		changed: %[3]s(input: $input) {
			agent { id name creditLimit disabledBy { id } disabledReason deletedAt }
			usage { id status blockers { code since clearsAt clearedBy } agent { id } }
			userErrors { code field message }
		}
	}`, strings.ToUpper(name[:1]), name[1:], name)
}

const (
	createAgent = `mutation ($input: CreateAgentInput!) {
		changed: createAgent(input: $input) { agent { id name createdAt creditLimit creator { id } } userErrors { code field message } }
	}`
	deleteAgent = `mutation ($input: DeleteAgentInput!) {
		changed: deleteAgent(input: $input) { agent { id deletedAt } userErrors { code field message } }
	}`
	setAllocation = `mutation ($input: SetAllocationInput!) {
		changed: setAllocation(input: $input) { workspace { id creditsDashboard { allocation } } userErrors { code field message } }
	}`
	setCreationPolicy = `mutation ($input: SetCreationPolicyInput!) {
		changed: setCreationPolicy(input: $input) { workspace { id creationPolicy listedCreators { id } } userErrors { code field message } }
	}`
)

type changed struct {
	Changed struct {
		Agent *struct {
			ID, Name    string
			CreditLimit *string
			DeletedAt   *time.Time
			CreatedAt   time.Time
			Creator     *struct{ ID string }

			DisabledBy     *struct{ ID string }
			DisabledReason *string
		}
		Usage *struct {
			ID, Status string
			Blockers   []explained
		}
		Workspace *struct {
			ID, CreationPolicy string
			ListedCreators     []struct{ ID string }
			CreditsDashboard   struct{ Allocation *string }
		}
		UserErrors []userError
	}
}

type explained struct {
	Code            credit.BlockerCode
	Since, ClearsAt *time.Time
	ClearedBy       []credit.Clearer
}

var adminsAll = []credit.Clearer{"WORKSPACE_ADMIN", "ORG_ADMIN", "ORG_OWNER", "ACCOUNT_TEAM"}

func on(id string, more ...variables) variables {
	input := variables{"agentId": id}
	for _, m := range more {
		for k, v := range m {
			input[k] = v
		}
	}
	return variables{"input": input}
}

// officer is somebody with a role in the world's contract.
func (w *world) officer(t testing.TB, role credit.ContractRole) caller {
	t.Helper()
	user := dbtest.User(t, w.client)
	dbtest.ContractRole(t, w.client, user, w.contract, func(r *ent.ContractRoleCreate) { r.SetRole(role) })
	return w.signedIn(t, user)
}

// starts reports whether a start of the agent is admitted, and if not the blockers.
func (w *world) starts(t testing.TB, runtime caller) []credit.BlockerCode {
	t.Helper()
	var codes []credit.BlockerCode
	for _, b := range got[started](t, runtime, startRun, startInput(w.agent, newID(), "1")).StartRun.Blockers {
		codes = append(codes, b.Code)
	}
	return codes
}

func (w *world) requireStarts(t testing.TB, runtime caller, blockers ...credit.BlockerCode) {
	t.Helper()
	if codes := w.starts(t, runtime); !reflect.DeepEqual(codes, blockers) {
		t.Errorf("a start meets %v, want %v", codes, blockers)
	}
}

func (w *world) auditEntries(t testing.TB) int {
	t.Helper()
	n, err := w.client.AuditEntry.Query().
		Where(auditentry.ContractID(w.contract.ID), auditentry.ActorKind(string(audit.User))).
		Count(context.Background())
	must(t, err)
	return n
}

func TestDisableAgent_D11(t *testing.T) {
	w := setup(t)
	runtime := w.runtime(t)
	admin, person := w.person(t, credit.RoleAdmin)
	going := newID()
	got[started](t, runtime, startRun, startInput(w.agent, going, "1"))

	first := got[changed](t, admin, agentMutation("disableAgent"), on(agentID(w.agent), variables{"reason": "runs wild"})).Changed
	want := []explained{{Code: credit.BlockerDisabledByAdmin, Since: &noon, ClearedBy: adminsAll}}
	if first.Usage.Status != "DISABLED" || len(first.UserErrors) > 0 || !reflect.DeepEqual(first.Usage.Blockers, want) {
		t.Fatalf("answered %+v", first)
	}
	if a := first.Agent; a.DisabledBy == nil || a.DisabledBy.ID != (globalid.ID{Type: globalid.User, Of: person.ID}).String() || *a.DisabledReason != "runs wild" {
		t.Errorf("disabled by %v because %v", a.DisabledBy, a.DisabledReason)
	}
	w.requireStarts(t, runtime, credit.BlockerDisabledByAdmin)
	if beat := got[beaten](t, runtime, heartbeatRun, runInput(going)).HeartbeatRun; !beat.StopRequested {
		t.Error("a run that is going is not told to stop")
	}

	w.clock.set(noon.Add(time.Hour))
	again := got[changed](t, admin, agentMutation("disableAgent"), on(agentID(w.agent), variables{"reason": "still"})).Changed
	if !reflect.DeepEqual(again, first) || w.auditEntries(t) != 1 {
		t.Errorf("disabled again: %+v, %d audit entries", again, w.auditEntries(t))
	}

	w.clock.set(dbtest.Epoch.AddDate(0, 1, 0)) // the reset
	w.requireStarts(t, runtime, credit.BlockerDisabledByAdmin)

	enabled := got[changed](t, w.admin(t), agentMutation("enableAgent"), on(agentID(w.agent))).Changed
	if enabled.Usage.Status != "IDLE" || len(enabled.Usage.Blockers) > 0 || w.auditEntries(t) != 2 {
		t.Errorf("enabled as %+v, %d audit entries", enabled, w.auditEntries(t))
	}
	if a := enabled.Agent; a.DisabledBy != nil || a.DisabledReason != nil {
		t.Errorf("still disabled by %v because %v", a.DisabledBy, a.DisabledReason)
	}
	w.requireStarts(t, runtime)
}

// Whatever comes between, nothing starts after the answer that the agent is disabled.
func TestDisableRacesWithStarts_D11(t *testing.T) {
	w := setup(t)
	runtime, admin := w.runtime(t), w.admin(t)
	for range 5 {
		var disabled sync.WaitGroup
		answered := make(chan struct{})
		for range 4 {
			disabled.Go(func() {
				for {
					select {
					case <-answered:
						if codes := w.starts(t, runtime); len(codes) != 1 {
							t.Errorf("a start after the answer meets %v", codes)
						}
						return
					default:
						w.starts(t, runtime)
					}
				}
			})
		}
		got[changed](t, admin, agentMutation("disableAgent"), on(agentID(w.agent)))
		close(answered)
		disabled.Wait()
		got[changed](t, admin, agentMutation("enableAgent"), on(agentID(w.agent)))
	}
}

func TestClearSafetyHold_D13(t *testing.T) {
	w := setup(t)
	runtime, admin := w.runtime(t), w.admin(t)
	must(t, w.client.Agent.Update().Where(agent.ContractID(w.contract.ID), agent.ID(w.agent.ID)).SetSafetyHoldAt(noon).Exec(t.Context()))
	w.requireStarts(t, runtime, credit.BlockerSafetyHold)
	for range 2 {
		if c := got[changed](t, admin, agentMutation("clearSafetyHold"), on(agentID(w.agent))).Changed; c.Usage.Status != "IDLE" {
			t.Errorf("answered %+v", c)
		}
	}
	w.requireStarts(t, runtime)
	if n := w.auditEntries(t); n != 1 {
		t.Errorf("%d audit entries", n)
	}
}

func TestSetAgentLimit_D10(t *testing.T) {
	w := setup(t)
	runtime, admin := w.runtime(t), w.admin(t)
	set := func(limit any) changed {
		return got[changed](t, admin, agentMutation("setAgentLimit"), on(agentID(w.agent), variables{"limit": limit}))
	}
	got[recorded](t, runtime, recordRuns, recordInput(happened(w.agent, "5", noon)))

	below := set("2.5").Changed
	reset := dbtest.Epoch.AddDate(0, 1, 0)
	want := []explained{{Code: credit.BlockerAgentLimitReached, ClearsAt: &reset, ClearedBy: adminsAll}}
	if *below.Agent.CreditLimit != "2.5" || below.Usage.Status != "PAUSED" || !reflect.DeepEqual(below.Usage.Blockers, want) {
		t.Errorf("below present use: %+v", below)
	}
	w.requireStarts(t, runtime, credit.BlockerAgentLimitReached)
	if raised := set(6).Changed; raised.Usage.Status != "ACTIVE" {
		t.Errorf("raised: %+v", raised)
	}
	w.requireStarts(t, runtime) // at once, and its hold takes what was left
	w.requireStarts(t, runtime, credit.BlockerAgentLimitReached)
	if lifted := set(nil).Changed; lifted.Agent.CreditLimit != nil || len(lifted.Usage.Blockers) > 0 {
		t.Errorf("lifted: %+v", lifted)
	}
	if blocked := set(0).Changed; blocked.Usage.Status != "PAUSED" {
		t.Errorf("zero: %+v", blocked)
	}
	requireRefusal(t, set("-1").Changed.UserErrors, credit.CodeBadInput, "limit")
	unsaid := got[changed](t, admin, agentMutation("setAgentLimit"), on(agentID(w.agent))).Changed
	requireRefusal(t, unsaid.UserErrors, credit.CodeBadInput, "limit")
	if n := w.auditEntries(t); n != 4 {
		t.Errorf("%d audit entries", n)
	}
}

func TestSetAllocation_D10(t *testing.T) {
	w := setup(t)
	runtime, org := w.runtime(t), w.officer(t, credit.RoleOrgAdmin)
	set := func(limit any) changed {
		return got[changed](t, org, setAllocation, variables{"input": variables{"workspaceId": workspaceID(w.workspace), "limit": limit}})
	}
	if capped := set("0").Changed; *capped.Workspace.CreditsDashboard.Allocation != "0" {
		t.Errorf("capped: %+v", capped)
	}
	w.requireStarts(t, runtime, credit.BlockerAllocationReached)
	if raised := set("5000").Changed; *raised.Workspace.CreditsDashboard.Allocation != "5000" {
		t.Errorf("above the pool: %+v", raised)
	}
	w.requireStarts(t, runtime)
	if lifted := set(nil).Changed; lifted.Workspace.CreditsDashboard.Allocation != nil {
		t.Errorf("lifted: %+v", lifted)
	}
	requireRefusal(t, set("-0.5").Changed.UserErrors, credit.CodeBadInput, "limit")
}

func TestCreateAgent_D12(t *testing.T) {
	w := setup(t)
	owner, _ := w.person(t, credit.RoleOwner)
	member, person := w.person(t, credit.RoleMember)
	guest, _ := w.person(t, credit.RoleGuest)
	personID := globalid.ID{Type: globalid.User, Of: person.ID}.String()
	input := variables{"input": variables{"workspaceId": workspaceID(w.workspace), "name": " Digest "}}
	policy := func(policy string, listed ...string) changed {
		return got[changed](t, owner, setCreationPolicy, variables{"input": variables{
			"workspaceId": workspaceID(w.workspace), "policy": policy, "listed": append([]string{}, listed...),
		}})
	}

	created := got[changed](t, member, createAgent, input).Changed
	if a := created.Agent; a == nil || a.Name != "Digest" || a.Creator.ID != personID || !a.CreatedAt.Equal(noon) {
		t.Fatalf("created %+v", created)
	}
	policy("OWNERS")
	refused := got[changed](t, member, createAgent, input).Changed
	if refused.Agent != nil || len(refused.UserErrors) != 1 || refused.UserErrors[0].Code != credit.CodeForbidden {
		t.Errorf("a member whom the policy does not let is answered %+v", refused)
	}
	listing := policy("OWNERS_AND_LISTED", personID).Changed.Workspace
	if listing.CreationPolicy != "OWNERS_AND_LISTED" || len(listing.ListedCreators) != 1 || listing.ListedCreators[0].ID != personID {
		t.Errorf("listing %+v", listing)
	}
	if created := got[changed](t, member, createAgent, input).Changed; created.Agent == nil {
		t.Errorf("a listed member meets %+v", created.UserErrors)
	}
	requireRefusal(t, policy("OWNERS_AND_LISTED", agentID(w.agent)).Changed.UserErrors, credit.CodeBadInput, "listed")
	if code := guest.ask(t, createAgent, input).code(t); code != "FORBIDDEN" {
		t.Errorf("a guest is answered %q", code)
	}
	blank := variables{"input": variables{"workspaceId": workspaceID(w.workspace), "name": "a\u0000b"}}
	requireRefusal(t, got[changed](t, owner, createAgent, blank).Changed.UserErrors, credit.CodeBadInput, "name")
}

func TestDeleteAgent(t *testing.T) {
	w := setup(t)
	runtime := w.runtime(t)
	member, person := w.person(t, credit.RoleMember)
	own := dbtest.Agent(t, w.client, w.workspace, func(a *ent.AgentCreate) { a.SetCreatedBy(person.ID) })
	if code := member.ask(t, deleteAgent, on(agentID(w.agent))).code(t); code != "FORBIDDEN" {
		t.Errorf("a member who deletes another's agent is answered %q", code)
	}
	for range 2 {
		if c := got[changed](t, member, deleteAgent, on(agentID(own))).Changed; c.Agent.DeletedAt == nil || !c.Agent.DeletedAt.Equal(noon) {
			t.Errorf("deleted as %+v", c.Agent)
		}
	}
	got[changed](t, w.admin(t), deleteAgent, on(agentID(w.agent)))
	w.requireStarts(t, runtime, credit.BlockerAgentDeleted)
	disabled := got[changed](t, w.admin(t), agentMutation("disableAgent"), on(agentID(w.agent))).Changed
	if disabled.Agent == nil || disabled.Usage != nil {
		t.Errorf("an agent that was deleted without use is disabled as %+v", disabled)
	}
	if n := w.auditEntries(t); n != 3 {
		t.Errorf("%d audit entries", n)
	}
}

// Who may do what is the table of auth; this is that every mutation asks it, and tells of nothing that is another's.
func TestWhoMayChangeAgents_D17(t *testing.T) {
	w := setup(t)
	other := dbtest.Agent(t, w.client, dbtest.Workspace(t, w.client, dbtest.Contract(t, w.client)))
	sibling := dbtest.Agent(t, w.client, dbtest.Workspace(t, w.client, w.contract))
	strange := []string{agentID(other), agentID(sibling), idOf(globalid.Agent, w.contract.ID, other.ID), idOf(globalid.Agent, newID(), newID()), workspaceID(w.workspace)}
	strangeWorkspaces := []string{
		idOf(globalid.Workspace, other.ContractID, other.WorkspaceID), idOf(globalid.Workspace, w.contract.ID, other.WorkspaceID),
		idOf(globalid.Workspace, w.contract.ID, newID()), agentID(w.agent),
	}
	admin := w.admin(t)
	owner, _ := w.person(t, credit.RoleOwner)
	member, _ := w.person(t, credit.RoleMember)
	org, account := w.officer(t, credit.RoleOrgAdmin), w.officer(t, credit.RoleAccountTeam)
	stranger, _ := w.person(t, "")

	limit := variables{"limit": "5"}
	inWorkspace := func(id string, more variables) variables {
		input := variables{"workspaceId": id}
		for k, v := range more {
			input[k] = v
		}
		return variables{"input": input}
	}
	ofAgent := func(id string) variables { return on(id) }
	for name, m := range map[string]struct {
		text     string
		given    func(id string) variables
		own      string
		strange  []string
		may, not []caller
	}{
		"disableAgent":    {agentMutation("disableAgent"), ofAgent, agentID(w.agent), strange, []caller{admin, owner, org, account}, []caller{member}},
		"enableAgent":     {agentMutation("enableAgent"), ofAgent, agentID(w.agent), strange, []caller{admin, owner, org, account}, []caller{member}},
		"clearSafetyHold": {agentMutation("clearSafetyHold"), ofAgent, agentID(w.agent), strange, []caller{admin, owner, org, account}, []caller{member}},
		"setAgentLimit": {
			agentMutation("setAgentLimit"), func(id string) variables { return on(id, limit) },
			agentID(w.agent), strange, []caller{admin, owner, org, account}, []caller{member},
		},
		"deleteAgent": {deleteAgent, ofAgent, agentID(w.agent), strange, []caller{admin, owner, org, account}, []caller{member}},
		"createAgent": {
			createAgent, func(id string) variables { return inWorkspace(id, variables{"name": "New"}) },
			workspaceID(w.workspace), strangeWorkspaces, []caller{member, admin, owner, org}, []caller{account},
		},
		"setAllocation": {
			setAllocation, func(id string) variables { return inWorkspace(id, limit) },
			workspaceID(w.workspace), strangeWorkspaces, []caller{org, account}, []caller{member, admin, owner},
		},
		"setCreationPolicy": {
			setCreationPolicy, func(id string) variables { return inWorkspace(id, variables{"policy": "EVERYONE"}) },
			workspaceID(w.workspace), strangeWorkspaces, []caller{owner, org}, []caller{member, admin, account},
		},
	} {
		refused := func(c caller, id, want string) {
			t.Helper()
			before := w.content(t)
			if a := c.ask(t, m.text, m.given(id)); a.code(t) != want || w.content(t) != before {
				t.Errorf("%s: answered %s, want %s", name, a.body, want)
			}
		}
		for _, c := range m.not {
			refused(c, m.own, "FORBIDDEN")
		}
		refused(w.runtime(t), m.own, "FORBIDDEN")
		refused(stranger, m.own, "NOT_FOUND")
		refused(w.anonymous(), m.own, "UNAUTHENTICATED")
		for _, id := range m.strange {
			refused(m.may[0], id, "NOT_FOUND")
		}
		for _, c := range m.may {
			if a := got[changed](t, c, m.text, m.given(m.own)); len(a.Changed.UserErrors) > 0 {
				t.Errorf("%s: refused with %+v", name, a.Changed.UserErrors)
			}
		}
	}
}

func TestAgentUsageBlockers_D9(t *testing.T) {
	const query = `query ($id: ID!, $period: ID) {
		workspace(id: $id) {
			creditsDashboard(period: $period) {
				previousPeriod { id }
				agents { nodes { status blockers { code since clearsAt clearedBy } } }
			}
		}
	}`
	type dashboard struct {
		Workspace struct {
			CreditsDashboard struct {
				PreviousPeriod *struct{ ID string }
				Agents         struct {
					Nodes []struct {
						Status   string
						Blockers []explained
					}
				}
			}
		}
	}
	w := setup(t)
	admin, runtime := w.admin(t), w.runtime(t)
	got[recorded](t, runtime, recordRuns, recordInput(happened(w.agent, "1000", noon.Add(-5*time.Hour))))
	reset := dbtest.Epoch.AddDate(0, 1, 0)
	shown := got[dashboard](t, admin, query, variables{"id": workspaceID(w.workspace)}).Workspace.CreditsDashboard.Agents.Nodes[0]
	want := []explained{{
		Code: credit.BlockerPoolExhausted, ClearsAt: &reset, ClearedBy: []credit.Clearer{"WORKSPACE_ADMIN", "ORG_OWNER", "ACCOUNT_TEAM"},
	}}
	if shown.Status != "PAUSED" || !reflect.DeepEqual(shown.Blockers, want) {
		t.Errorf("shown %+v", shown)
	}

	w.clock.set(reset)
	admin = w.admin(t) // a session of a month ago is over
	now := got[dashboard](t, admin, query, variables{"id": workspaceID(w.workspace)}).Workspace.CreditsDashboard
	past := got[dashboard](t, admin, query, variables{"id": workspaceID(w.workspace), "period": now.PreviousPeriod.ID}).Workspace.CreditsDashboard
	for _, d := range []any{now.Agents.Nodes[0].Blockers, past.Agents.Nodes[0].Blockers} {
		if len(d.([]explained)) > 0 {
			t.Errorf("blockers %+v", d)
		}
	}
}
