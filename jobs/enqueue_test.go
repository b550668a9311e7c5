package jobs_test

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"

	"cistern/credit"
	"cistern/ent"
	"cistern/internal/dbtest"
	"cistern/jobs"
)

type errandArgs struct {
	Where   string `json:"where"`
	Amount  int    `json:"amount"`
	options river.InsertOpts
}

func (errandArgs) Kind() string                   { return "errand" }
func (a errandArgs) InsertOpts() river.InsertOpts { return a.options }

// What Enqueue writes is what River's own client does.
func TestEnqueueWritesWhatRiverDoes(t *testing.T) {
	t.Parallel()
	db := dbtest.New(t)
	pool, err := pgxpool.New(t.Context(), db.URL)
	must(t, err)
	defer pool.Close()
	rivers, err := river.NewClient(riverpgxv5.New(pool), &river.Config{Logger: slog.New(slog.DiscardHandler)})
	must(t, err)
	for name, options := range map[string]river.InsertOpts{
		"Plain":     {},
		"Attempts":  {MaxAttempts: 3},
		"Queue":     {Queue: "elsewhere"},
		"Scheduled": {ScheduledAt: time.Date(2100, 1, 31, 12, 0, 0, 123456000, time.UTC)},
		"Unique":    {UniqueOpts: river.UniqueOpts{ByArgs: true}},
	} {
		t.Run(name, func(t *testing.T) {
			job := errandArgs{Where: `<"Huế">`, Amount: 5, options: options}
			_, err := rivers.Insert(t.Context(), job, nil)
			must(t, err)
			theirs := takeJob(t, db)
			must(t, ent.InTx(t.Context(), db.Client(), func(tx *ent.Tx) error { return jobs.Enqueue(t.Context(), tx, job) }))
			if diff := cmp.Diff(theirs, takeJob(t, db)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// takeJob removes the only job and returns what it said, without its id and the times that are now.
func takeJob(t *testing.T, db *dbtest.DB) map[string]any {
	t.Helper()
	var row []byte
	must(t, db.SQL.QueryRowContext(t.Context(), "delete from river_job returning to_jsonb(river_job)").Scan(&row))
	var job map[string]any
	must(t, json.Unmarshal(row, &job))
	if job["state"] == "available" {
		job["scheduled_at"] = job["scheduled_at"] == job["created_at"]
	}
	delete(job, "id")
	delete(job, "created_at")
	return job
}

func TestEnqueue(t *testing.T) {
	t.Parallel()
	db := dbtest.New(t)
	client := db.Client()
	count := func(ctx context.Context) (n int) {
		must(t, db.SQL.QueryRowContext(ctx, "select count(*) from river_job").Scan(&n))
		return n
	}
	unique := errandArgs{options: river.InsertOpts{UniqueOpts: river.UniqueOpts{ByArgs: true}}}
	t.Run("LeavesNothingOfATransactionRolledBack", func(t *testing.T) {
		broken := errors.New("broken")
		err := ent.InTx(t.Context(), client, func(tx *ent.Tx) error {
			must(t, jobs.Enqueue(t.Context(), tx, unique))
			return broken
		})
		if n := count(t.Context()); n != 0 || !errors.Is(err, broken) {
			t.Errorf("%d jobs, %v", n, err)
		}
	})
	t.Run("AddsAUniqueJobOnce", func(t *testing.T) {
		for range 2 {
			must(t, ent.InTx(t.Context(), client, func(tx *ent.Tx) error {
				return jobs.Enqueue(t.Context(), tx, unique, unique, errandArgs{Where: "elsewhere", options: unique.options})
			}))
		}
		if n := count(t.Context()); n != 2 {
			t.Errorf("%d jobs", n)
		}
	})
	t.Run("LeavesNothingOverdueToTheScheduler", func(t *testing.T) {
		overdue := errandArgs{Where: "overdue", options: river.InsertOpts{ScheduledAt: dbtest.Epoch}}
		must(t, ent.InTx(t.Context(), client, func(tx *ent.Tx) error { return jobs.Enqueue(t.Context(), tx, overdue) }))
		var state string
		must(t, db.SQL.QueryRowContext(t.Context(), "select state from river_job where args ->> 'where' = 'overdue'").Scan(&state))
		if state != "available" {
			t.Errorf("is %s", state)
		}
	})
	t.Run("TakesNoJobs", func(t *testing.T) {
		must(t, ent.InTx(t.Context(), client, func(tx *ent.Tx) error { return jobs.Enqueue(t.Context(), tx) }))
	})
}

// What is enqueued is worked off at once, long before anybody would have looked.
func TestEnqueuedJobsRun(t *testing.T) {
	t.Parallel()
	db := dbtest.New(t)
	client := db.Client()
	now := dbtest.Epoch.AddDate(0, 0, 9)
	working, err := jobs.Start(t.Context(), jobs.Config{
		DatabaseURL: db.URL, Role: "cistern_worker", Client: client, DB: db.SQL,
		Now: func() time.Time { return now }, Log: slog.New(slog.DiscardHandler),
	})
	must(t, err)
	defer func() { must(t, working.Stop(context.WithoutCancel(t.Context()))) }()
	awaitSchedule(t, db)

	contract := contractWithRuns(t, client, now)
	must(t, ent.InTx(t.Context(), client, func(tx *ent.Tx) error { return jobs.Enqueue(t.Context(), tx, jobs.StallArgs{}) }))
	await(t, func(ctx context.Context) (bool, error) {
		c, err := client.Contract.Get(ctx, contract.ID)
		return err == nil && c.Held == 3*credit.Credit, err
	})
}

// awaitSchedule waits until the jobs that run at the start are done.
func awaitSchedule(t *testing.T, db *dbtest.DB) {
	t.Helper()
	await(t, func(ctx context.Context) (done bool, err error) {
		err = db.SQL.QueryRowContext(ctx, "select count(*) > 0 and bool_and(state = 'completed') from river_job").Scan(&done)
		return done, err
	})
}
