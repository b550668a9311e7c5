package jobs_test

import (
	"context"
	"fmt"
	"log/slog"
	"testing"
	"time"

	"github.com/google/uuid"

	"cistern/credit"
	"cistern/ent"
	"cistern/internal/dbtest"
	"cistern/jobs"
	"cistern/live"
)

// Whoever watches is told of what jobs change: what is watched here is polled once an hour only.
func TestWhatJobsChangeIsSeenAtOnce(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		now      time.Time
		byPerson bool
		figure   string
		atLeast  int
	}{
		"Reset":      {dbtest.Epoch.AddDate(0, 4, 0), false, `select count(*) from billing_periods where contract_id = $1`, 5},
		"Settlement": {dbtest.Epoch.Add(time.Hour), false, `select count(*) from ledger_entries where contract_id = $1 and kind = 'USAGE'`, 1},
		"Notice":     {dbtest.Epoch.AddDate(0, 1, 0), true, `select count(*) from notifications where contract_id = $1`, 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			db := dbtest.New(t)
			told := live.Start(live.Config{DB: db.SQL, URL: db.URL, Log: slog.New(slog.DiscardHandler)})
			t.Cleanup(told.Close)
			client := ent.NewClient(ent.Announcing(db.SQL, told.Changed))
			contract, admin := contractWithPromo(t, client, dbtest.Epoch.AddDate(1, 0, 0)), dbtest.User(t, client)
			dbtest.ContractRole(t, client, admin, &ent.Contract{ID: contract})
			_, err := db.SQL.ExecContext(t.Context(), `update billing_periods set used = $2 where contract_id = $1`, contract, 2000*credit.Credit)
			must(t, err)
			of := contract
			if test.byPerson {
				of = admin.ID
			}
			awaitListening(t, told)
			next := watchFigure(t, told, of, func(ctx context.Context) (figure int, err error) {
				err = db.SQL.QueryRowContext(ctx, test.figure, contract).Scan(&figure)
				return figure, err
			})
			next() // what there is before
			opening := jobs.OpenPeriodArgs{Contract: contract, At: dbtest.Epoch}
			must(t, ent.InTx(t.Context(), client, func(tx *ent.Tx) error { return jobs.Enqueue(t.Context(), tx, opening) }))
			workThrough(t, db, client, test.now)
			for next() < test.atLeast {
			}
		})
	}
}

// awaitListening waits until changes are heard of, and what was to be read for that has been.
func awaitListening(t *testing.T, told *live.Live) {
	t.Helper()
	anybody, readings := uuid.New(), 0
	next := watchFigure(t, told, anybody, func(context.Context) (int, error) {
		readings++
		return readings, nil
	})
	for range 3 {
		next()
		told.Changed(anybody)
	}
}

// watchFigure returns what waits for the next figure.
func watchFigure(t *testing.T, told *live.Live, of uuid.UUID, read func(context.Context) (int, error)) (next func() int) {
	t.Helper()
	w, err := told.Watch(live.Topic{Key: t.Name() + of.String(), Of: []uuid.UUID{of}, Poll: time.Hour, Read: func(ctx context.Context) (live.Reading, error) {
		figure, err := read(ctx)
		return live.Reading{Body: fmt.Append(nil, figure), At: time.Now()}, err
	}}, "")
	must(t, err)
	t.Cleanup(w.Close)
	return func() (figure int) {
		t.Helper()
		ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
		defer cancel()
		frame, err := w.Next(ctx, nil)
		must(t, err)
		_, err = fmt.Sscan(string(frame.Body), &figure)
		must(t, err)
		return figure
	}
}
