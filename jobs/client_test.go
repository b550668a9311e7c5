package jobs_test

import (
	"context"
	"log/slog"
	"testing"
	"time"

	"cistern/internal/dbtest"
	"cistern/jobs"
)

// Of any number of processes one leads; when it stops another takes over, and the last leaves no leader.
func TestOneClientLeads(t *testing.T) {
	t.Parallel()
	db := dbtest.New(t)
	start := func() *jobs.Client {
		c, err := jobs.Start(t.Context(), jobs.Config{
			DatabaseURL: db.URL, Role: "cistern_worker", Client: db.Client(), DB: db.SQL, Now: time.Now, Log: slog.New(slog.DiscardHandler),
		})
		must(t, err)
		return c
	}
	leader := func(ctx context.Context) (id string, err error) {
		err = db.SQL.QueryRowContext(ctx, "select coalesce(string_agg(leader_id, ' '), '') from river_leader").Scan(&id)
		return id, err
	}
	stop := func(c *jobs.Client) {
		t.Helper()
		ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
		defer cancel()
		must(t, c.Stop(ctx))
	}
	one := start()
	var first string
	await(t, func(ctx context.Context) (_ bool, err error) {
		first, err = leader(ctx)
		return first != "", err
	})
	other := start()
	if now, err := leader(t.Context()); err != nil || now != first {
		t.Errorf("a second client leads: %q after %q, %v", now, first, err)
	}
	stop(one)
	await(t, func(ctx context.Context) (bool, error) {
		now, err := leader(ctx)
		return now != "" && now != first, err
	})
	stop(other)
	if now, err := leader(t.Context()); err != nil || now != "" {
		t.Errorf("%q leads after all have stopped, %v", now, err)
	}
}
