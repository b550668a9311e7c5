package jobs_test

import (
	"context"
	"log/slog"
	"testing"
	"time"

	"cistern/ent"
	"cistern/internal/dbtest"
	"cistern/jobs"
	"cistern/metering"
)

// Runs leave the table only where the operator said so.
func TestDetachRuns(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		keep     int
		attached bool
	}{"AllAreKept": {0, true}, "SixMonths": {6, false}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			db := dbtest.New(t)
			client := db.Client()
			must(t, metering.MakePartitions(t.Context(), db.SQL, dbtest.Epoch))
			working, err := jobs.Start(t.Context(), jobs.Config{
				DatabaseURL: db.URL, Role: "cistern_worker", Client: client, Patient: client, DB: db.SQL, KeepMonths: test.keep,
				Now: func() time.Time { return dbtest.Epoch.AddDate(0, 7, 0) }, Log: slog.New(slog.DiscardHandler),
			})
			must(t, err)
			must(t, ent.InTx(t.Context(), client, func(tx *ent.Tx) error { return jobs.Enqueue(t.Context(), tx, jobs.DetachRunsArgs{}) }))
			await(t, func(ctx context.Context) (done bool, err error) {
				err = db.SQL.QueryRowContext(ctx, "select bool_and(state = 'completed') from river_job where kind = 'detach_runs'").Scan(&done)
				return done, err
			})
			stopping, cancel := context.WithTimeout(context.Background(), 10*time.Second)
			defer cancel()
			must(t, working.Stop(stopping))
			var attached bool
			must(t, db.SQL.QueryRowContext(t.Context(),
				"select exists (select from pg_inherits where inhrelid = 'runs_2026_11'::regclass)").Scan(&attached))
			if attached != test.attached {
				t.Errorf("November is attached: %t", attached)
			}
		})
	}
}
