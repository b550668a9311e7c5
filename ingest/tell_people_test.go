package ingest

import (
	"slices"
	"sync"
	"testing"
	"time"

	"cistern/audit"
	"cistern/credit"
	"cistern/ent"
	"cistern/ent/agent"
	"cistern/ent/auditentry"
	"cistern/ent/notification"
	"cistern/internal/dbtest"
	"cistern/notify"
)

// told lists what a person was told of, the first first.
func (s *site) told(t *testing.T, person *ent.User) []*ent.Notification {
	t.Helper()
	rows, err := s.client.Notification.Query().
		Where(notification.ContractID(s.contract.ID), notification.UserID(person.ID)).
		Order(notification.ByID()).All(t.Context())
	must(t, err)
	return rows
}

func (s *site) requireTold(t *testing.T, person *ent.User, want ...credit.NotificationKind) []*ent.Notification {
	t.Helper()
	rows := s.told(t, person)
	var kinds []credit.NotificationKind
	for _, n := range rows {
		kinds = append(kinds, n.Kind)
	}
	if !slices.Equal(kinds, want) {
		t.Fatalf("told of %v, want %v", kinds, want)
	}
	return rows
}

// Each threshold is told once to each admin while several processes reach it together, with a jump over both among their batches.
func TestThresholdsAreToldOnceByManyProcesses_D14(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	admin, owner := dbtest.User(t, s.client), dbtest.User(t, s.client)
	dbtest.Membership(t, s.client, admin, s.workspace)
	dbtest.ContractRole(t, s.client, owner, s.contract)
	agents := make([]*ent.Agent, 12) // none of which spends fast
	for i := range agents {
		agents[i] = dbtest.Agent(t, s.client, s.workspace)
	}
	processes := []*Committer{s.process(t, ScopeAll), s.process(t, ScopeAll), s.process(t, ScopeContract)}
	var work sync.WaitGroup
	for i := range 60 {
		run := s.record(20 * credits)
		run.Agent = agents[i%len(agents)].ID
		work.Go(func() { submit(t, processes[i%len(processes)], run) })
	}
	work.Wait()
	for _, person := range []*ent.User{admin, owner} {
		rows := s.told(t, person)
		reached := map[credit.Threshold]int{}
		for _, n := range rows {
			figures, err := notify.Figures(n)
			must(t, err)
			reached[credit.Threshold(figures.(*notify.ThresholdFigures).Threshold)]++
		}
		if reached[credit.ThresholdReached] != 1 || reached[credit.ThresholdNear] > 1 || len(rows) > 2 {
			t.Errorf("told of %v in %d rows", reached, len(rows))
		}
	}
	if used := s.used(t); used[0] != 1200*credits {
		t.Errorf("used %v", used)
	}
}

// The admins of everything above it are told of a limit, and its creator; other members and other contracts are not.
func TestWhoIsToldOfALimit_D14(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	elsewhere := dbtest.Workspace(t, s.client, s.contract)
	admin, creator, member, neighbour, orgAdmin, team, foreign := dbtest.User(t, s.client), dbtest.User(t, s.client), dbtest.User(t, s.client),
		dbtest.User(t, s.client), dbtest.User(t, s.client), dbtest.User(t, s.client), dbtest.User(t, s.client)
	dbtest.Membership(t, s.client, admin, s.workspace)
	asMember := func(m *ent.MembershipCreate) { m.SetRole(credit.RoleMember) }
	dbtest.Membership(t, s.client, creator, s.workspace, asMember)
	dbtest.Membership(t, s.client, member, s.workspace, asMember)
	dbtest.Membership(t, s.client, neighbour, elsewhere)
	dbtest.ContractRole(t, s.client, orgAdmin, s.contract)
	dbtest.ContractRole(t, s.client, team, s.contract, func(r *ent.ContractRoleCreate) { r.SetRole(credit.RoleAccountTeam) })
	dbtest.Membership(t, s.client, foreign, dbtest.Workspace(t, s.client, dbtest.Contract(t, s.client)))
	must(t, s.client.Agent.Update().Where(agent.ContractID(s.contract.ID)).
		SetCreatedBy(creator.ID).SetCreditLimit(100*credits).Exec(t.Context()))

	submit(t, s.process(t, ScopeAll), s.record(90*credits))
	const kind = credit.NotifyAgentLimitThreshold
	row := s.requireTold(t, admin, kind)[0]
	if *row.WorkspaceID != s.workspace.ID || *row.AgentID != s.agent.ID || row.ReadAt != nil || row.EmailedAt != nil {
		t.Errorf("told by %+v", row)
	}
	figures, err := notify.Figures(row)
	must(t, err)
	got := *figures.(*notify.ThresholdFigures)
	if reset := dbtest.Epoch.AddDate(0, 1, 0); !got.ResetsAt.Equal(reset) || got.Used != 90*credits || got.Cap != 100*credits || got.Threshold != 80 {
		t.Errorf("told %+v", got)
	}
	s.requireTold(t, creator, kind)
	s.requireTold(t, orgAdmin, kind)
	for _, person := range []*ent.User{member, neighbour, team, foreign} {
		s.requireTold(t, person)
	}
}

// A new agent that spends fast is held by the transaction that tells of it; once a person has let it go, not again in the same hour.
func TestFastSpendersAreHeld_D13(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	admin := dbtest.User(t, s.client)
	dbtest.Membership(t, s.client, admin, s.workspace)
	p := s.process(t, ScopeAll)
	submit(t, p, s.record(201*credits))
	blocked := submit(t, p, s.start(credits))
	if len(blocked.Blockers) != 1 || blocked.Blockers[0].Code != credit.BlockerSafetyHold || !blocked.Blockers[0].Since.Equal(s.clock.now()) {
		t.Errorf("blocked by %v", blocked.Blockers)
	}
	figures, err := notify.Figures(s.requireTold(t, admin, credit.NotifySafetyHold)[0])
	must(t, err)
	if got := *figures.(*notify.SafetyHoldFigures); got.Spent != 201*credits || got.Limit != 200*credits || !got.Hour.Equal(s.clock.now()) {
		t.Errorf("told %+v", got)
	}
	logged, err := s.client.AuditEntry.Query().Where(auditentry.ContractID(s.contract.ID)).Only(t.Context())
	must(t, err)
	if logged.Action != "agent.safety_hold" || logged.ActorKind != string(audit.System) || logged.Reason != "spent 201 credits in an hour, more than 200" {
		t.Errorf("recorded %+v", logged)
	}

	must(t, s.client.Agent.Update().Where(agent.ContractID(s.contract.ID)).ClearSafetyHoldAt().Exec(t.Context()))
	submit(t, p, s.record(50*credits))
	if again := submit(t, p, s.start(credits)); again.Err != nil {
		t.Errorf("blocked by %v", again.Blockers)
	}
}

// An agent that is neither young nor has few runs may spend what it likes.
func TestKnownAgentsMaySpendFast_D13(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	p := s.process(t, ScopeAll)
	for range 20 {
		submit(t, p, s.record(0))
	}
	s.clock.set(s.clock.now().Add(time.Hour))
	submit(t, p, s.record(300*credits))
	if started := submit(t, p, s.start(credits)); started.Err != nil {
		t.Errorf("blocked by %v", started.Blockers)
	}
}
