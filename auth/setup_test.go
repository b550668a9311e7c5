package auth

import (
	"database/sql"
	"log/slog"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"cistern/audit"
	"cistern/credit"
	"cistern/ent"
	"cistern/internal/dbtest"
	"cistern/ledger"
)

// clock is a time that tests move on.
type clock struct {
	mu sync.Mutex
	at time.Time
}

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

func (c *clock) pass(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = c.at.Add(d)
}

type bundle struct {
	db        *sql.DB
	url       string // of the same database, by its owner
	client    *ent.Client
	clock     *clock
	log       *slog.Logger
	passwords *Passwords
	sessions  *Sessions
	tokens    *Tokens
}

func setup(t *testing.T) *bundle {
	t.Helper()
	db := dbtest.New(t)
	b := &bundle{
		db:        db.SQL,
		url:       db.URL,
		client:    db.Client(),
		clock:     &clock{at: dbtest.Epoch},
		log:       slog.New(slog.DiscardHandler),
		passwords: NewPasswords(),
	}
	b.sessions = NewSessions(b.db, nil, b.clock.now)
	b.tokens = NewTokens(b.db, b.log, b.clock.now)
	t.Cleanup(b.tokens.Close)
	return b
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

func (b *bundle) exec(t *testing.T, statement string, args ...any) {
	t.Helper()
	if _, err := b.db.ExecContext(t.Context(), statement, args...); err != nil {
		t.Fatal(err)
	}
}

func (b *bundle) contract(t *testing.T, plan credit.Plan) *ent.Contract {
	t.Helper()
	return dbtest.Contract(t, b.client, func(c *ent.ContractCreate) { c.SetPlan(plan) })
}

// workspace makes one in a contract of its own.
func (b *bundle) workspace(t *testing.T) *ent.Workspace {
	t.Helper()
	return dbtest.Workspace(t, b.client, dbtest.Contract(t, b.client))
}

func scopeOf(w *ent.Workspace) Scope { return Scope{Contract: w.ContractID, Workspace: w.ID} }

const password = "correct horse battery staple"

// person makes one who signs in with the password.
func (b *bundle) person(t *testing.T, email string) *ent.User {
	t.Helper()
	hash := must(b.passwords.Hash(t.Context(), password))
	return dbtest.User(t, b.client, func(u *ent.UserCreate) { u.SetEmail(email).SetPasswordHash(hash) })
}

func (b *bundle) join(t *testing.T, user *ent.User, in *ent.Workspace, role credit.WorkspaceRole) {
	t.Helper()
	dbtest.Membership(t, b.client, user, in, func(m *ent.MembershipCreate) { m.SetRole(role) })
}

func (b *bundle) appoint(t *testing.T, user *ent.User, in *ent.Contract, role credit.ContractRole) {
	t.Helper()
	dbtest.ContractRole(t, b.client, user, in, func(r *ent.ContractRoleCreate) { r.SetRole(role) })
}

// signedIn returns the secret of a new session.
func (b *bundle) signedIn(t *testing.T, user *ent.User) string {
	t.Helper()
	return must(b.sessions.start(t.Context(), user.ID, "test"))
}

// viewer is the person as a request of theirs would have them now.
func (b *bundle) viewer(t *testing.T, user *ent.User) *Viewer {
	t.Helper()
	return must(b.sessions.viewer(t.Context(), b.signedIn(t, user)))
}

// locked runs work in a transaction that holds the lock of a contract.
func (b *bundle) locked(t *testing.T, contract uuid.UUID, work func(tx *ent.Tx) error) error {
	t.Helper()
	tx := must(b.client.Tx(t.Context()))
	defer tx.Rollback()
	must(ledger.Lock(t.Context(), tx, contract))
	if err := work(tx); err != nil {
		return err
	}
	return tx.Commit()
}

var operator = audit.Actor{Kind: audit.Operator}

func (b *bundle) issue(t *testing.T, n NewToken) (plain string, issued *ent.ServiceToken) {
	t.Helper()
	n.Name, n.Actor = "runtime", operator
	err := b.locked(t, n.On.Contract, func(tx *ent.Tx) (err error) {
		plain, issued, err = Issue(t.Context(), tx, n, b.clock.now())
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return plain, issued
}

func (b *bundle) revoke(t *testing.T, token *ent.ServiceToken) {
	t.Helper()
	err := b.locked(t, token.ContractID, func(tx *ent.Tx) error {
		return Revoke(t.Context(), tx, Revocation{Contract: token.ContractID, Token: token.ID, Actor: operator}, b.clock.now())
	})
	if err != nil {
		t.Fatal(err)
	}
}
