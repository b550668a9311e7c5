package ingest

import (
	"database/sql"
	"log/slog"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"
	"go.uber.org/goleak"

	"cistern/credit"
	"cistern/ent"
	"cistern/ent/billingperiod"
	"cistern/ent/run"
	"cistern/internal/dbtest"
	"cistern/metering"
)

const credits = credit.Credit

func TestMain(m *testing.M) {
	goleak.VerifyTestMain(m, dbtest.Lasting()...)
}

// clock is a time that a test sets.
type clock struct{ at atomic.Pointer[time.Time] }

func newClock(at time.Time) *clock {
	c := &clock{}
	c.set(at)
	return c
}

func (c *clock) set(at time.Time) { c.at.Store(&at) }
func (c *clock) now() time.Time   { return *c.at.Load() }

// site is a database with a contract, as several processes see it.
type site struct {
	db        *dbtest.DB
	client    *ent.Client
	clock     *clock
	contract  *ent.Contract
	workspace *ent.Workspace
	agent     *ent.Agent
}

func newSite(t *testing.T, changes ...func(*ent.ContractCreate)) *site {
	t.Helper()
	db := dbtest.New(t)
	s := &site{db: db, client: db.Client(), clock: newClock(dbtest.Epoch.AddDate(0, 0, 9))}
	s.contract = dbtest.Contract(t, s.client, changes...)
	s.workspace = dbtest.Workspace(t, s.client, s.contract)
	s.agent = dbtest.Agent(t, s.client, s.workspace)
	return s
}

// process is a Committer on connections of its own, as another process has it.
func (s *site) process(t *testing.T, scope Scope) *Committer {
	t.Helper()
	return s.announcing(t, scope, nil)
}

// announcing is a process that tells of its commits.
func (s *site) announcing(t *testing.T, scope Scope, tell func(of ...uuid.UUID)) *Committer {
	t.Helper()
	pool, err := sql.Open("postgres", s.db.URL+"&role=cistern_worker")
	must(t, err)
	pool.SetMaxOpenConns(2 * sharedLanes)
	t.Cleanup(func() { _ = pool.Close() })
	meter, err := metering.Prepare(t.Context(), pool)
	must(t, err)
	c := NewCommitter(Config{
		Client: ent.NewClient(ent.Announcing(pool, tell)), Meter: meter, Scope: scope, Now: s.clock.now,
		Log: slog.New(slog.DiscardHandler),
	})
	t.Cleanup(c.Close)
	return c
}

func (s *site) start(estimate credit.Amount) metering.Request {
	return metering.Request{Kind: metering.Start, Contract: s.contract.ID, Run: newID(), Agent: s.agent.ID, Estimate: estimate}
}

func (s *site) finish(run uuid.UUID, used credit.Amount) metering.Request {
	return metering.Request{Kind: metering.Finish, Contract: s.contract.ID, Run: run, Credits: used, Outcome: credit.OutcomeSucceeded}
}

func (s *site) record(used credit.Amount) metering.Request {
	return metering.Request{
		Kind: metering.Record, Contract: s.contract.ID, Run: newID(), Agent: s.agent.ID,
		Credits: used, Outcome: credit.OutcomeSucceeded, FinishedAt: s.clock.now(),
	}
}

func (s *site) requireCountersAgree(t *testing.T) {
	t.Helper()
	must(t, dbtest.CountersAgree(t.Context(), s.db.SQL))
}

func (s *site) held(t *testing.T) credit.Amount {
	t.Helper()
	c, err := s.client.Contract.Get(t.Context(), s.contract.ID)
	must(t, err)
	return c.Held
}

// used is what the periods have counted, the first one first.
func (s *site) used(t *testing.T) (used []credit.Amount) {
	t.Helper()
	periods, err := s.client.BillingPeriod.Query().
		Where(billingperiod.ContractID(s.contract.ID)).Order(billingperiod.ByStartsAt()).All(t.Context())
	must(t, err)
	for _, p := range periods {
		used = append(used, p.Used)
	}
	return used
}

func (s *site) runs(t *testing.T) int {
	t.Helper()
	n, err := s.client.Run.Query().Where(run.ContractID(s.contract.ID)).Count(t.Context())
	must(t, err)
	return n
}

// submit answers one request; a fault fails the test.
func submit(t *testing.T, c *Committer, r metering.Request) metering.Result {
	t.Helper()
	return submitAll(t, c, r)[0]
}

func submitAll(t *testing.T, c *Committer, requests ...metering.Request) []metering.Result {
	t.Helper()
	results, err := c.Submit(t.Context(), requests)
	if err != nil {
		t.Error(err)
		return slices.Repeat([]metering.Result{{Err: &credit.Error{Code: credit.CodeInternal}}}, len(requests))
	}
	return results
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func newID() uuid.UUID { return uuid.Must(uuid.NewV7()) }
