package crashtest_test

import (
	"context"
	"errors"
	"log/slog"
	"testing"
	"time"

	"entgo.io/ent/dialect"
	entsql "entgo.io/ent/dialect/sql"

	"cistern/ent"
	"cistern/ent/migrations"
	"cistern/ingest"
	"cistern/internal/crashtest"
	"cistern/internal/dbtest"
	"cistern/metering"
)

// Acknowledged means durable: a PostgreSQL that is killed in the middle of its work, again and again, loses no run that a caller
// was told of, and what callers send again counts once.
func TestKillingPostgresLosesNoAcknowledgedRun(t *testing.T) {
	t.Parallel()
	postgres := crashtest.NewPostgres(t)
	owner := postgres.Open(t, "")
	_, err := migrations.Apply(t.Context(), owner)
	must(t, err)
	client := ent.NewClient(ent.Driver(entsql.OpenDB(dialect.Postgres, owner)))
	contract := dbtest.Contract(t, client)
	agent := dbtest.Agent(t, client, dbtest.Workspace(t, client, contract))

	now := func() time.Time { return dbtest.Epoch.AddDate(0, 0, 9) }
	pool := postgres.Open(t, "&role=cistern_worker")
	meter, err := metering.Prepare(t.Context(), pool)
	must(t, err)
	committer := ingest.NewCommitter(ingest.Config{
		Client: ent.NewClient(ent.Driver(entsql.OpenDB(dialect.Postgres, pool))), Meter: meter, Scope: ingest.ScopeAll, Now: now,
		Log: slog.New(slog.DiscardHandler),
	})
	t.Cleanup(committer.Close)
	load := crashtest.NewLoad(
		func() crashtest.Run { return crashtest.NewRun(agent.ID, now()) },
		func(ctx context.Context, runs []crashtest.Run) (repeated int, err error) {
			return answered(committer.Submit(ctx, requests(contract, runs)))
		})
	load.Start(t.Context(), 8)
	cycles := crashtest.Cycles(t, 3)
	for range cycles {
		must(t, load.AwaitMoment(t.Context()))
		postgres.Kill(t)
		postgres.Start(t)
	}
	must(t, load.AwaitMoment(t.Context()))
	must(t, load.Stop())

	log := load.Log()
	t.Logf("%d kills: %d runs acknowledged, %d of them stored before; %d batches sent again", cycles, len(log.Acknowledged), log.Repeated, log.Again)
	must(t, crashtest.Verify(t.Context(), owner, contract.ID, log.Acknowledged))
	if log.Again == 0 {
		t.Error("no batch met a killed server")
	}
}

func requests(contract *ent.Contract, runs []crashtest.Run) []metering.Request {
	requests := make([]metering.Request, len(runs))
	for i, r := range runs {
		requests[i] = metering.Request{
			Kind: metering.Record, Contract: contract.ID, Run: r.ID, Agent: r.Agent,
			Credits: r.Credits, Outcome: r.Outcome, FinishedAt: r.FinishedAt,
		}
	}
	return requests
}

// answered counts the results that were repeats, if none was a refusal.
func answered(results []metering.Result, err error) (repeated int, _ error) {
	for _, r := range results {
		if r.Err != nil {
			err = errors.Join(err, r.Err)
		}
		if r.Repeated {
			repeated++
		}
	}
	return repeated, err
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
