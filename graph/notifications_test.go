package graph_test

import (
	"testing"

	"cistern/auth"
	"cistern/credit"
	"cistern/graph/globalid"
	"cistern/internal/dbtest"
)

const inboxQuery = `query ($first: Int! = 25, $after: String, $unread: Boolean! = false) {
	viewer {
		notifications(first: $first, after: $after, unread: $unread) {
			unreadCount
			pageInfo { hasNextPage endCursor }
			nodes {
				id kind readAt contractName timeZone contract { id } workspace { id } agent { name }
				figures { ... on ThresholdFigures { threshold used cap resetsAt } ... on SafetyHoldFigures { spent limit } }
			}
		}
		emailChoices { kind wanted }
	}
}`

type notice struct {
	ID, Kind, ContractName, TimeZone string
	ReadAt                           *string
	Contract, Workspace              *struct{ ID string }
	Agent                            *struct{ Name string }
	Figures                          struct {
		Threshold        int
		Used, Cap, Spent string
	}
}

type inboxOf struct {
	Viewer struct {
		Notifications struct {
			UnreadCount int
			PageInfo    struct {
				HasNextPage bool
				EndCursor   *string
			}
			Nodes []notice
		}
		EmailChoices []struct {
			Kind   string
			Wanted bool
		}
	}
}

const markRead = `mutation ($input: MarkNotificationsReadInput!) { markNotificationsRead(input: $input) {
	unreadCount notifications { id readAt } userErrors { code field message }
} }`

type marked struct {
	MarkNotificationsRead struct {
		UnreadCount   *int
		Notifications []notice
		UserErrors    []userError
	}
}

// alerted has an admin whose pool and whose new agent have made news.
func alerted(t *testing.T) (w *world, admin caller) {
	t.Helper()
	w = setup(t)
	admin = w.admin(t)
	got[recorded](t, w.runtime(t), recordRuns, recordInput(happened(w.agent, "850", noon)))
	return w, admin
}

func TestNotifications_D14(t *testing.T) {
	w, admin := alerted(t)
	in := got[inboxOf](t, admin, inboxQuery, nil).Viewer.Notifications
	if len(in.Nodes) != 2 || in.UnreadCount != 2 {
		t.Fatalf("told %+v", in)
	}
	byKind := map[string]notice{}
	for _, n := range in.Nodes {
		byKind[n.Kind] = n
		if n.Workspace == nil || n.Workspace.ID != workspaceID(w.workspace) || n.ContractName != "Contract" || n.TimeZone != "UTC" || n.ReadAt != nil || n.Contract != nil {
			t.Errorf("told %+v", n)
		}
	}
	if n := byKind["POOL_THRESHOLD"]; n.Figures.Threshold != 80 || n.Figures.Used != "850" || n.Figures.Cap != "1000" || n.Agent != nil {
		t.Errorf("told %+v", n)
	}
	if n := byKind["SAFETY_HOLD"]; n.Figures.Spent != "850" || n.Agent == nil || n.Agent.Name != "Agent" {
		t.Errorf("told %+v", n)
	}
	first := got[inboxOf](t, admin, inboxQuery, variables{"first": 1}).Viewer.Notifications
	rest := got[inboxOf](t, admin, inboxQuery, variables{"first": 1, "after": first.PageInfo.EndCursor}).Viewer.Notifications
	if !first.PageInfo.HasNextPage || rest.PageInfo.HasNextPage || first.Nodes[0].ID == rest.Nodes[0].ID {
		t.Errorf("pages %+v, %+v", first, rest)
	}

	one := got[marked](t, admin, markRead, variables{"input": variables{"ids": []string{first.Nodes[0].ID}}}).MarkNotificationsRead
	if len(one.Notifications) != 1 || one.Notifications[0].ReadAt == nil || *one.UnreadCount != 1 {
		t.Errorf("marked %+v", one)
	}
	if unread := got[inboxOf](t, admin, inboxQuery, variables{"unread": true}).Viewer.Notifications; len(unread.Nodes) != 1 || unread.UnreadCount != 1 {
		t.Errorf("unread are %+v", unread)
	}
	all := got[marked](t, admin, markRead, variables{"input": variables{"until": noon}}).MarkNotificationsRead
	if len(all.Notifications) != 1 || *all.UnreadCount != 0 {
		t.Errorf("marked %+v", all)
	}
	for name, input := range map[string]variables{
		"Neither": {}, "Both": {"ids": []string{}, "until": noon},
	} {
		refused := got[marked](t, admin, markRead, variables{"input": input}).MarkNotificationsRead
		if len(refused.UserErrors) != 1 || refused.UserErrors[0].Code != "BAD_USER_INPUT" || refused.UnreadCount != nil {
			t.Errorf("%s: %+v", name, refused)
		}
	}
}

// What concerns the pool leads whoever sees it as a whole to the contract, and what concerns a workspace leads there.
func TestNotificationsOfThePoolLeadToTheContract_D14(t *testing.T) {
	w := setup(t)
	officer := w.officer(t, credit.RoleOrgAdmin)
	got[recorded](t, w.runtime(t), recordRuns, recordInput(happened(w.agent, "850", noon)))
	in := got[inboxOf](t, officer, inboxQuery, nil).Viewer.Notifications
	if len(in.Nodes) != 2 {
		t.Fatalf("told %+v", in)
	}
	for _, n := range in.Nodes {
		if ofPool := n.Kind == "POOL_THRESHOLD"; (n.Contract != nil) != ofPool || ofPool && n.Contract.ID != contractID(w.contract) || n.Workspace == nil {
			t.Errorf("told %+v", n)
		}
	}
}

// Only one's own can be seen and marked, and none of a contract that one does not belong to.
func TestNotificationsAreOnesOwn(t *testing.T) {
	w, admin := alerted(t)
	own := got[inboxOf](t, admin, inboxQuery, nil).Viewer.Notifications.Nodes[0].ID
	const node = `query ($id: ID!) { node(id: $id) { ... on Notification { kind } } }`
	type seen struct{ Node *struct{ Kind string } }
	if n := got[seen](t, admin, node, variables{"id": own}).Node; n == nil {
		t.Error("one's own is not found")
	}
	neighbour := dbtest.User(t, w.client)
	dbtest.Membership(t, w.client, neighbour, dbtest.Workspace(t, w.client, dbtest.Contract(t, w.client)))
	for name, other := range map[string]caller{
		"AnotherAdmin":   w.admin(t),
		"AnotherTenants": w.signedIn(t, neighbour),
	} {
		if in := got[inboxOf](t, other, inboxQuery, nil).Viewer.Notifications; len(in.Nodes) > 0 || in.UnreadCount > 0 {
			t.Errorf("%s is shown %+v", name, in)
		}
		if m := got[marked](t, other, markRead, variables{"input": variables{"ids": []string{own}}}).MarkNotificationsRead; len(m.Notifications) > 0 {
			t.Errorf("%s marked %+v", name, m)
		}
		if n := got[seen](t, other, node, variables{"id": own}).Node; n != nil {
			t.Errorf("%s is shown %+v", name, n)
		}
	}
	if in := got[inboxOf](t, admin, inboxQuery, nil).Viewer.Notifications; in.UnreadCount != 2 {
		t.Errorf("%d are unread", in.UnreadCount)
	}
	reader := w.token(t, auth.Scope{Contract: w.contract.ID}, credit.ScopeRunsWrite)
	if a := reader.ask(t, markRead, variables{"input": variables{"until": noon}}); a.code(t) != "FORBIDDEN" {
		t.Errorf("a program is answered %s", a.body)
	}
	foreign := globalid.ID{Type: globalid.Notification, Contract: w.contract.ID, Of: newID()}.String()
	if n := got[seen](t, admin, node, variables{"id": foreign}).Node; n != nil {
		t.Errorf("found %+v", n)
	}
}

func TestSetEmailChoice(t *testing.T) {
	w := setup(t)
	admin, other := w.admin(t), w.admin(t)
	const set = `mutation ($input: SetEmailChoiceInput!) { setEmailChoice(input: $input) { emailChoices { kind wanted } userErrors { code } } }`
	input := variables{"input": variables{"kind": "SAFETY_HOLD", "wanted": false}}
	got[struct{}](t, admin, set, input)
	unwanted := func(c caller) (kinds []string) {
		for _, choice := range got[inboxOf](t, c, inboxQuery, nil).Viewer.EmailChoices {
			if !choice.Wanted {
				kinds = append(kinds, choice.Kind)
			}
		}
		return kinds
	}
	if kinds := unwanted(admin); len(kinds) != 1 || kinds[0] != "SAFETY_HOLD" {
		t.Errorf("unwanted are %v", kinds)
	}
	if kinds := unwanted(other); len(kinds) != 0 {
		t.Errorf("another does not want %v", kinds)
	}
	if a := w.runtime(t).ask(t, set, input); a.code(t) != "FORBIDDEN" {
		t.Errorf("a program is answered %s", a.body)
	}
	if a := w.anonymous().ask(t, set, input); a.code(t) != "UNAUTHENTICATED" {
		t.Errorf("nobody is answered %s", a.body)
	}
}
