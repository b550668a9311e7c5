package verify_test

import (
	"context"
	"database/sql"
	"strings"
	"testing"
	"time"

	"entgo.io/ent/dialect"
	entsql "entgo.io/ent/dialect/sql"
	"github.com/google/uuid"

	"cistern/audit"
	"cistern/billing"
	"cistern/credit"
	"cistern/ent"
	"cistern/internal/dbtest"
	"cistern/ledger"
	"cistern/metering"
	"cistern/verify"
)

// D6: whatever is changed behind the program's back is named, with both figures.
func TestContractNamesTheDifference(t *testing.T) {
	t.Parallel()
	s := newStory(t)
	if wrong := s.verify(t); len(wrong) > 0 {
		t.Fatalf("nothing was changed, and it says %v", wrong)
	}
	for name, test := range map[string]struct {
		change string
		want   string // of the first difference, after its contract
	}{
		"Pool": {
			"update billing_periods set used = used + 1000000 where due_at is null",
			"period of 2026-11-01T00:00:00Z: billing_periods.used is 38, but 37 by its runs",
		},
		"PoolRuns": {
			"update billing_periods set failed = failed + 1 where due_at is not null",
			"period of 2026-12-01T00:00:00Z: billing_periods.failed is 1, but 0 by its runs",
		},
		"WorkspaceUsage": {
			"update workspace_usage set used = 0 where used = 5000000",
			"period of 2026-12-01T00:00:00Z, workspace W: workspace_usage.used is 0, but 5 by its runs",
		},
		"AgentUsage": {
			"update agent_usage set succeeded = 7 where used = 5000000",
			"period of 2026-12-01T00:00:00Z, agent A: agent_usage.succeeded is 7, but 1 by its runs",
		},
		"LostAgentUsage": {
			"delete from agent_usage where used = 5000000",
			"period of 2026-12-01T00:00:00Z, agent A: agent_usage.first_run_at is nothing, but 2026-12-02 12:00:00+00 by its runs",
		},
		"WorkspaceHour": {
			"update workspace_hours set used = used - 1 where used = 5000000",
			"workspace W, hour of 2026-12-02T12:00:00Z: workspace_hours.used is 4.999999, but 5 by its runs",
		},
		"AgentHour": {
			"update agent_hours set failed = 1 where used = 5000000",
			"agent A, hour of 2026-12-02T12:00:00Z: agent_hours.failed is 1, but 0 by its runs",
		},
		"MovedHour": {
			"update agent_hours set hour = hour - interval '1 hour' where used = 5000000",
			"agent A, hour of 2026-12-02T11:00:00Z: agent_hours.succeeded is 1, but 0 by its runs",
		},
		"Run": {
			"update runs set credits = credits + 1 where credits = 5000000",
			"period of 2026-12-01T00:00:00Z: billing_periods.used is 5, but 5.000001 by its runs",
		},
		"LostRun": {
			"delete from runs where credits = 5000000",
			"period of 2026-12-01T00:00:00Z: billing_periods.succeeded is 1, but 0 by its runs",
		},
		"ContractHold":  {"update contracts set held = held + 1000000", ": contracts.held is 4, but 3 by its going runs"},
		"WorkspaceHold": {"update workspaces set held = 0", "workspace W: workspaces.held is 0, but 3 by its going runs"},
		"AgentHold":     {"update agents set held = 1", "agent A: agents.held is 0.000001, but 3 by its going runs"},
		"Grant": {
			"update grants set remaining = remaining - 1000000 where remaining = 995000000",
			"grants.remaining is 994, but 995 by its ledger entries",
		},
		"LostEntry": {
			"delete from ledger_entries where kind = 'EXPIRE' and amount = -977000000",
			"grants.remaining is 0, but 977 by its ledger entries",
		},
		"EntryOfNoGrant": {
			"update ledger_entries set grant_id = null where amount = -7000000 and kind = 'USAGE'",
			"grants.remaining is 0, but 7 by its ledger entries",
		},
		"Settled": {
			"update billing_periods set settled = 4000000 where due_at is not null",
			"period of 2026-12-01T00:00:00Z: billing_periods.settled is 4, but 5 by its USAGE entries",
		},
		"ClosedUnsettled": {
			"update billing_periods set settled = settled - 1 where due_at is null",
			"period of 2026-11-01T00:00:00Z: billing_periods.settled is 36.999999, but 37 by its USAGE entries",
		},
		"Credited": {
			"update billing_periods set credited = credited - 1000000 where due_at is not null",
			"period of 2026-12-01T00:00:00Z: billing_periods.credited is 1099, but 1100 by the entries of its grants",
		},
		"CreditedOnce": {
			"update billing_periods set credited = 1000000000 where due_at is null",
			"period of 2026-11-01T00:00:00Z: billing_periods.credited is 1000, but 1107 by the entries of its grants",
		},
		"Gap": {
			"update billing_periods set starts_at = starts_at + interval '1 day' where due_at is not null",
			"billing_periods.starts_at is 2026-12-02 00:00:00+00, but 2026-12-01 00:00:00+00 by the end of the period before it",
		},
	} {
		t.Run(name, func(t *testing.T) {
			wrong := s.verifyAfter(t, test.change)
			if len(wrong) == 0 {
				t.Fatal("nothing was noticed")
			}
			if first := s.named(wrong[0]); !strings.Contains(first, "contract C") || !strings.Contains(first, test.want) {
				t.Errorf("says %q\nwant %q", first, test.want)
			}
		})
	}
}

// D2: hours that were cut in another zone stay as they are, and are known by it.
func TestContractFollowsItsTimeZones(t *testing.T) {
	t.Parallel()
	s := newStory(t)
	for i, zone := range []string{"Asia/Kolkata", "Asia/Kathmandu", "UTC"} {
		now := dbtest.Epoch.AddDate(0, 1, 3+i)
		s.record(t, now, now.Add(-50*time.Minute), 1)
		s.record(t, now, now.Add(-20*time.Minute), 2)
		s.moveTo(t, zone, now.Add(time.Minute))
		s.record(t, now.Add(2*time.Minute), now.Add(-20*time.Minute), 3)
		if wrong := s.verify(t); len(wrong) > 0 {
			t.Fatalf("in %s: %v", zone, wrong)
		}
	}
}

// Clocks that change by half an hour begin an hour on the half hour of others.
func TestContractFollowsAHalfHourOfSummerTime(t *testing.T) {
	t.Parallel()
	s := newStory(t)
	s.moveTo(t, "Australia/Lord_Howe", dbtest.Epoch.AddDate(0, 1, 3))
	for _, change := range []time.Time{
		time.Date(2027, time.April, 3, 15, 0, 0, 0, time.UTC), time.Date(2027, time.October, 2, 15, 30, 0, 0, time.UTC),
	} {
		for at := -2 * time.Hour; at < 2*time.Hour; at += 10 * time.Minute {
			s.record(t, change.Add(at), change.Add(at), 1)
		}
	}
	for i, zone := range []string{"Asia/Kolkata", "UTC", "Australia/Lord_Howe"} {
		s.moveTo(t, zone, time.Date(2027, time.October, 4+i, 0, 0, 0, 0, time.UTC))
		if wrong := s.verify(t); len(wrong) > 0 {
			t.Errorf("in %s: %v", zone, wrong)
		}
	}
}

// story is a contract of which everything that is counted has happened: use in two periods, late use, a hold, grants that ended
// within a period, with it, and beyond it.
type story struct {
	db        *dbtest.DB
	client    *ent.Client
	contract  *ent.Contract
	workspace *ent.Workspace
	agent     *ent.Agent
}

func newStory(t *testing.T) *story {
	t.Helper()
	s := &story{db: dbtest.New(t)}
	s.client = s.db.Client()
	s.contract = dbtest.Contract(t, s.client)
	s.workspace = dbtest.Workspace(t, s.client, s.contract)
	s.agent = dbtest.Agent(t, s.client, s.workspace)
	november, december := dbtest.Epoch, dbtest.Epoch.AddDate(0, 1, 0)
	noon := func(of time.Time) time.Time { return of.AddDate(0, 0, 1).Add(12 * time.Hour) }

	s.grant(t, november, credit.GrantTrial, 7, november.AddDate(0, 0, 9))
	s.grant(t, november, credit.GrantAnnual, 100, november.AddDate(1, 0, 0))
	s.record(t, noon(november), noon(november), 7)
	s.record(t, november.AddDate(0, 0, 20), november.AddDate(0, 0, 20), 23)
	s.record(t, noon(december), noon(december), 5)
	s.record(t, noon(december), december.Add(-time.Hour), 7)
	s.apply(t, noon(december), metering.Request{Kind: metering.Start, Estimate: 3 * credit.Credit})
	s.inPeriod(t, noon(december), func(ctx context.Context, tx *ent.Tx, p *ent.BillingPeriod) error {
		return ledger.Settle(ctx, tx, p, noon(december))
	})
	return s
}

func (s *story) grant(t *testing.T, now time.Time, kind credit.GrantKind, amount credit.Amount, expires time.Time) {
	t.Helper()
	s.inPeriod(t, now, func(ctx context.Context, tx *ent.Tx, p *ent.BillingPeriod) error {
		_, err := ledger.Grant(ctx, tx, p, ledger.NewGrant{
			Kind: kind, Amount: amount * credit.Credit, EffectiveAt: now, ExpiresAt: expires,
		}, now)
		return err
	})
}

// moveTo changes the contract's time zone.
func (s *story) moveTo(t *testing.T, zone string, now time.Time) {
	t.Helper()
	s.inPeriod(t, now, func(ctx context.Context, tx *ent.Tx, p *ent.BillingPeriod) error {
		c, err := tx.Contract.Get(ctx, s.contract.ID)
		if err != nil {
			return err
		}
		terms := billing.TermsOf(c)
		terms.TimeZone = zone
		cause := audit.Cause{Actor: audit.Actor{Kind: audit.System}}
		return billing.SetTerms(ctx, tx, billing.Account{Contract: c, Period: p}, terms, cause, now)
	})
}

func (s *story) record(t *testing.T, now, finished time.Time, used credit.Amount) {
	t.Helper()
	s.apply(t, now, metering.Request{
		Kind: metering.Record, Credits: used * credit.Credit, Outcome: credit.OutcomeSucceeded, FinishedAt: finished,
	})
}

func (s *story) apply(t *testing.T, now time.Time, r metering.Request) {
	t.Helper()
	meter, err := metering.Prepare(t.Context(), s.db.SQL)
	must(t, err)
	r.Contract, r.Agent, r.Run = s.contract.ID, s.agent.ID, uuid.Must(uuid.NewV7())
	must(t, ent.InTx(t.Context(), s.client, func(tx *ent.Tx) error {
		outcome, err := meter.Apply(t.Context(), tx, []metering.Request{r}, now)
		if err == nil && outcome.Results[0].Err != nil {
			return outcome.Results[0].Err
		}
		return err
	}))
}

func (s *story) inPeriod(t *testing.T, now time.Time, fn func(context.Context, *ent.Tx, *ent.BillingPeriod) error) {
	t.Helper()
	must(t, ent.InTx(t.Context(), s.client, func(tx *ent.Tx) error {
		locked, err := ledger.Lock(t.Context(), tx, s.contract.ID)
		if err != nil {
			return err
		}
		p, err := ledger.OpenPeriod(t.Context(), tx, locked, now)
		if err != nil {
			return err
		}
		return fn(t.Context(), tx, p)
	}))
}

func (s *story) verify(t *testing.T) []verify.Difference {
	t.Helper()
	return s.verifyAfter(t, "select 1")
}

// verifyAfter makes a change as the owner of the tables, verifies, and takes it back.
func (s *story) verifyAfter(t *testing.T, change string) (wrong []verify.Difference) {
	t.Helper()
	owner, err := sql.Open("postgres", s.db.URL)
	must(t, err)
	defer owner.Close()
	tx, err := clientOf(owner).Tx(t.Context())
	must(t, err)
	defer tx.Rollback()
	_, err = tx.SQLTx().ExecContext(t.Context(), change)
	must(t, err)
	wrong, err = verify.Contract(t.Context(), tx, s.contract.ID)
	must(t, err)
	return wrong
}

// named is a difference with letters for ids, so that it can be told beforehand.
func (s *story) named(d verify.Difference) string {
	said := d.String()
	if d.PeriodID != nil {
		said = strings.ReplaceAll(said, "period "+d.PeriodID.String(), "period")
	}
	return strings.NewReplacer(
		s.contract.ID.String(), "C", s.workspace.ID.String(), "W", s.agent.ID.String(), "A",
	).Replace(said)
}

func clientOf(db *sql.DB) *ent.Client {
	return ent.NewClient(ent.Driver(entsql.OpenDB(dialect.Postgres, db)))
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
