package jobs_test

import (
	"context"
	"log/slog"
	"testing"
	"time"

	"cistern/ent"
	"cistern/internal/dbtest"
	"cistern/jobs"
)

// work lets a process work off jobs at an instant until the test has ended.
func work(t *testing.T, db *dbtest.DB, now time.Time) {
	t.Helper()
	workThrough(t, db, db.Client(), now)
}

// workThrough is work that writes through a client.
func workThrough(t *testing.T, db *dbtest.DB, client *ent.Client, now time.Time) {
	t.Helper()
	working, err := jobs.Start(t.Context(), jobs.Config{
		DatabaseURL: db.URL, Role: "cistern_worker", Client: client, Patient: db.Client(), DB: db.SQL,
		Now: func() time.Time { return now }, Log: slog.New(slog.DiscardHandler),
	})
	must(t, err)
	t.Cleanup(func() {
		stopping, cancel := context.WithTimeout(context.Background(), 10*time.Second)
		defer cancel()
		must(t, working.Stop(stopping))
	})
}
