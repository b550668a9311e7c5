package guard_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/google/uuid"

	"cistern/audit"
	"cistern/credit"
	"cistern/ent"
	"cistern/ent/auditentry"
	"cistern/guard"
	"cistern/internal/dbtest"
	"cistern/ledger"
)

var (
	noon  = dbtest.Epoch.AddDate(0, 0, 9).Add(12 * time.Hour)
	later = noon.Add(time.Hour)
)

// site is a contract with a workspace, an agent and an admin who changes them.
type site struct {
	client    *ent.Client
	contract  *ent.Contract
	workspace *ent.Workspace
	agent     *ent.Agent
	admin     *ent.User
}

func setup(t *testing.T) *site {
	t.Helper()
	t.Parallel()
	s := &site{client: dbtest.New(t).Client()}
	s.contract = dbtest.Contract(t, s.client)
	s.workspace = dbtest.Workspace(t, s.client, s.contract)
	s.agent = dbtest.Agent(t, s.client, s.workspace)
	s.admin = s.member(t, credit.RoleAdmin)
	return s
}

func (s *site) member(t *testing.T, role credit.WorkspaceRole) *ent.User {
	t.Helper()
	user := dbtest.User(t, s.client)
	dbtest.Membership(t, s.client, user, s.workspace, func(m *ent.MembershipCreate) { m.SetRole(role) })
	return user
}

func (s *site) by(user *ent.User, reason string) audit.Cause {
	return audit.Cause{Actor: audit.Actor{Kind: audit.User, ID: user.ID}, Reason: reason, RequestID: "request"}
}

func (s *site) turn(reason string) guard.Switch {
	return guard.Switch{Contract: s.contract.ID, Agent: s.agent.ID, Cause: s.by(s.admin, reason)}
}

// locked runs work under the contract's lock, and commits unless it fails.
func (s *site) locked(t *testing.T, work func(ctx context.Context, tx *ent.Tx) error) error {
	t.Helper()
	tx, err := s.client.Tx(t.Context())
	must(t, err)
	defer tx.Rollback()
	_, err = ledger.Lock(t.Context(), tx, s.contract.ID)
	must(t, err)
	if err := work(t.Context(), tx); err != nil {
		return err
	}
	return tx.Commit()
}

// operation is one of guard on an agent.
type operation func(context.Context, *ent.Tx, guard.Switch, time.Time) (*ent.Agent, error)

func (s *site) apply(t *testing.T, o operation, on guard.Switch, now time.Time) (changed *ent.Agent) {
	t.Helper()
	must(t, s.locked(t, func(ctx context.Context, tx *ent.Tx) (err error) {
		changed, err = o(ctx, tx, on, now)
		return err
	}))
	return changed
}

// log is the audit log, the first entry first. It must hold together.
func (s *site) log(t *testing.T) []*ent.AuditEntry {
	t.Helper()
	var entries []*ent.AuditEntry
	must(t, s.locked(t, func(ctx context.Context, tx *ent.Tx) (err error) {
		broken, err := audit.Verify(ctx, tx, s.contract.ID)
		if err != nil || broken != nil {
			t.Errorf("the audit log is broken at %v (%v)", broken, err)
		}
		entries, err = tx.AuditEntry.Query().Where(auditentry.ContractID(s.contract.ID)).Order(auditentry.BySeq()).All(ctx)
		return err
	}))
	return entries
}

// requireLogged checks which actions have been recorded, each for the admin's request.
func (s *site) requireLogged(t *testing.T, actions ...string) []*ent.AuditEntry {
	t.Helper()
	entries := s.log(t)
	if len(entries) != len(actions) {
		t.Fatalf("%d audit entries, want %v", len(entries), actions)
	}
	for i, e := range entries {
		if e.Action != actions[i] || e.ActorID == nil || e.RequestID != "request" {
			t.Errorf("entry %d is %s by %v in %q, want %s", i, e.Action, e.ActorID, e.RequestID, actions[i])
		}
	}
	return entries
}

func requireCode(t *testing.T, err error, code credit.ErrorCode, field string) {
	t.Helper()
	var refused *credit.Error
	if !errors.As(err, &refused) || refused.Code != code || refused.Field != field {
		t.Errorf("got %v (%#v), want %s about %q", err, refused, code, field)
	}
}

func amount(n int) *credit.Amount {
	a := credit.Amount(n) * credit.Credit
	return &a
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func newID() uuid.UUID { return uuid.Must(uuid.NewV7()) }
