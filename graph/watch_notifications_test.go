package graph_test

import (
	"encoding/json"
	"slices"
	"testing"

	"cistern/auth"
	"cistern/credit"
	"cistern/ent/membership"
	"cistern/internal/dbtest"
)

const watchNotifications = `subscription ($after: String) { notifications(after: $after) {
	version asOf newest(first: 5) { unreadCount nodes { kind readAt contractName workspace { name } agent { name } } } } }`

// told is a frame of watchNotifications, which subscribes as 1.
type told struct {
	Notifications struct {
		Version string
		Newest  struct {
			UnreadCount int
			Nodes       []notice
		}
	}
}

func (s *socket) told() told {
	s.t.Helper()
	m := s.receive()
	var a answer
	var frame told
	if m.Type != "next" || m.ID != "1" || json.Unmarshal(m.Payload, &a) != nil || json.Unmarshal(a.Data, &frame) != nil {
		s.t.Fatalf("got %s %s %s", m.Type, m.ID, m.Payload)
	}
	return frame
}

// untilTold skips frames until one has so many unread.
func (s *socket) untilTold(unread int) told {
	s.t.Helper()
	for {
		if frame := s.told(); frame.Notifications.Newest.UnreadCount == unread {
			return frame
		}
	}
}

func TestWatchingNotifications_D14(t *testing.T) {
	w := setup(t)
	admin, user := w.person(t, credit.RoleAdmin)
	other := w.admin(t)
	here, there := admin.open(t), w.signedIn(t, user).open(t)
	for _, s := range []*socket{here, there} {
		s.subscribe("1", watchNotifications, nil)
		if first := s.told().Notifications; first.Version == "" || len(first.Newest.Nodes) > 0 {
			t.Errorf("begins with %+v", first)
		}
	}
	elsewhere := other.open(t)
	elsewhere.subscribe("1", watchNotifications, nil)
	elsewhere.told()

	got[recorded](t, w.runtime(t), recordRuns, recordInput(happened(w.agent, "850", noon)))
	frame := here.untilTold(2).Notifications
	if !slices.ContainsFunc(frame.Newest.Nodes, func(n notice) bool { return n.Agent != nil && n.Agent.Name == "Agent" }) {
		t.Errorf("told %+v", frame)
	}
	there.untilTold(2)
	elsewhere.untilTold(2)

	back := w.signedIn(t, user).open(t) // an up-to-date client is told of what comes
	back.subscribe("1", watchNotifications, variables{"after": frame.Version})
	got[marked](t, admin, markRead, variables{"input": variables{"until": noon}})
	for _, s := range []*socket{here, there, back} {
		if left := s.told().Notifications.Newest; left.UnreadCount != 0 || left.Nodes[0].ReadAt == nil {
			t.Errorf("left are %+v", left)
		}
	}
	got[billed](t, other.keyed("one"), buyCredits, w.topUp("500", 500))
	if bought := here.untilTold(1).Notifications.Newest.Nodes[0]; bought.Kind != "PURCHASE_DONE" {
		t.Errorf("told %+v", bought)
	}
	if kept := elsewhere.untilTold(3).Notifications.Newest.Nodes; kept[2].ReadAt != nil {
		t.Errorf("what somebody else has read is read: %+v", kept)
	}
}

// Whoever loses a contract loses sight of what they were told of it, and keeps the stream.
func TestWhoeverLeavesIsToldNothingMore(t *testing.T) {
	w := setup(t)
	admin, user := w.person(t, credit.RoleAdmin)
	neighbour := dbtest.Workspace(t, w.client, dbtest.Contract(t, w.client))
	dbtest.Membership(t, w.client, user, neighbour)
	s := admin.open(t)
	s.subscribe("1", watchNotifications, nil)
	s.told()
	got[recorded](t, w.runtime(t), recordRuns, recordInput(happened(w.agent, "850", noon)))
	s.untilTold(2)
	leave := w.client.Membership.Delete().Where(membership.ContractID(w.contract.ID), membership.UserID(user.ID))
	if n, err := leave.Exec(t.Context()); n != 1 || err != nil {
		t.Fatal(n, err)
	}
	if left := s.untilTold(0).Notifications.Newest.Nodes; len(left) > 0 {
		t.Errorf("shown %+v", left)
	}
	dbtest.Membership(t, w.client, user, w.workspace)
	s.untilTold(2)
}

func TestProgramsAreToldNothing(t *testing.T) {
	w := setup(t)
	program := w.token(t, auth.Scope{Contract: w.contract.ID}, credit.ScopeUsageRead)
	s := program.open(t)
	s.subscribe("1", watchNotifications, nil)
	if code := s.refusal("1"); code != "FORBIDDEN" {
		t.Errorf("refused by %q", code)
	}
}
