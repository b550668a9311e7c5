package demo

import (
	"context"
	"errors"
	"testing"
	"time"

	"cistern/internal/dbtest"
)

// shortPast has free periods, a billed one and the running one.
const shortPast = 3

func made(t *testing.T, db *dbtest.DB, now time.Time) Story {
	t.Helper()
	s, err := Make(t.Context(), Config{DB: db.SQL, Now: now, Periods: shortPast, Told: func(Event) {}})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func count(t *testing.T, db *dbtest.DB, query string) int64 {
	t.Helper()
	return countOf(t, db, riverbank, query)
}

func countOf(t *testing.T, db *dbtest.DB, of *company, query string) (n int64) {
	t.Helper()
	if err := db.SQL.QueryRowContext(t.Context(), query, of.id).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

// planned is how many runs the story has until an instant.
func planned(s Story, until time.Time) (n int64) {
	for p := s.first; p.Start.Before(until); p = s.calendar.Next(p) {
		for _, day := range s.calendar.Days(p, until) {
			n += int64(len(s.runs(day, until)))
		}
	}
	return n
}

// mustAgree holds counters, rollups and ledger against the runs.
func mustAgree(t *testing.T, db *dbtest.DB, s Story, until time.Time) {
	t.Helper()
	if got, want := count(t, db, `select count(*) from runs where contract_id = $1`), planned(s, until); got != want {
		t.Errorf("%d runs, want %d", got, want)
	}
	used := count(t, db, `select sum(credits)::bigint from runs where contract_id = $1`)
	for _, table := range []string{"billing_periods", "workspace_usage", "agent_usage", "workspace_hours", "agent_hours"} {
		if got := count(t, db, `select sum(used)::bigint from `+table+` where contract_id = $1`); got != used {
			t.Errorf("%s: %d used, the runs say %d", table, got, used)
		}
	}
	for what, query := range map[string]string{
		"periods that differ from their runs": `
			select count(*) from billing_periods p
			where p.contract_id = $1
			  and p.used <> (select coalesce(sum(credits), 0) from runs r where r.contract_id = $1 and r.period_id = p.id)`,
		"closed billed periods that are not settled": `
			select count(*) from billing_periods
			where contract_id = $1 and kind = 'BILLED' and used <> settled
			  and starts_at < (select max(starts_at) from billing_periods where contract_id = $1)`,
		"late runs":                          `select count(*) from runs where contract_id = $1 and late`,
		"credits in the ledger beyond those": `select (select sum(amount) from ledger_entries where contract_id = $1) - (select sum(remaining) from grants where contract_id = $1)`,
	} {
		if got := count(t, db, query); got != 0 {
			t.Errorf("%s: %d", what, got)
		}
	}
	if got := count(t, db, `select count(*) from billing_periods where contract_id = $1 and kind = 'FREE'`); got != freePeriods {
		t.Errorf("%d free periods, want %d", got, freePeriods)
	}
}

func TestMake(t *testing.T) {
	t.Parallel()
	t.Run("AgreesWithItself", func(t *testing.T) {
		t.Parallel()
		db := dbtest.New(t)
		mustAgree(t, db, made(t, db, noon), noon)
	})

	t.Run("HasOneOfEach", func(t *testing.T) {
		t.Parallel()
		db := dbtest.New(t)
		made(t, db, noon)
		for what, query := range map[string]string{
			"ends of purchases":           `select count(distinct status) - 5 from purchases where contract_id = $1`, // paid ones are granted at once
			"kinds of news but the job's": `select count(distinct kind) - 7 from notifications where contract_id = $1`,
			"disabled agents":             `select count(disabled_at) - 1 from agents where contract_id = $1`,
			"deleted agents":              `select count(deleted_at) - 1 from agents where contract_id = $1`,
			"agents on hold":              `select count(safety_hold_at) - 1 from agents where contract_id = $1`,
			"agents with a limit":         `select count(credit_limit) - 2 from agents where contract_id = $1`,
			"capped workspaces":           `select count(allocation) - 2 from workspaces where contract_id = $1`,
			"open invitations":            `select count(*) - 2 from invitations where contract_id = $1 and accepted_at is null and revoked_at is null`,
			"pending decreases":           `select count(pending_allowance) - 1 from contracts where id = $1`,
		} {
			if off := count(t, db, query); off != 0 {
				t.Errorf("%s: %+d", what, off)
			}
		}
	})

	t.Run("ChangesNothingTheSecondTime", func(t *testing.T) {
		t.Parallel()
		db := dbtest.New(t)
		first := made(t, db, noon)
		if err := SetPassword(t.Context(), db.SQL, "hash"); err != nil {
			t.Fatal(err)
		}
		second := made(t, db, noon.AddDate(0, 2, 3))
		if second.made != first.made {
			t.Errorf("made on %s, and now on %s", first.made, second.made)
		}
		mustAgree(t, db, second, noon)
	})

	t.Run("GoesOnWhereItWasKilled", func(t *testing.T) {
		t.Parallel()
		db := dbtest.New(t)
		ctx, kill := context.WithCancel(t.Context())
		_, err := Make(ctx, Config{DB: db.SQL, Now: noon, Periods: shortPast, Told: func(Event) { kill() }})
		if !errors.Is(err, context.Canceled) {
			t.Fatalf("ended with %v", err)
		}
		later := noon.AddDate(0, 0, 1)
		mustAgree(t, db, made(t, db, later), later)
	})
}
