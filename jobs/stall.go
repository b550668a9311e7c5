package jobs

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"github.com/riverqueue/river"

	"cistern/ent"
	"cistern/metering"
)

// StallArgs asks to release the holds of runs that have gone silent.
type StallArgs struct{}

// Kind names the job in the queue.
func (StallArgs) Kind() string { return "stall_silent_runs" }

// staleContracts are looked at in one job; the next one takes the rest.
const staleContracts = 100

type stallWorker struct {
	river.WorkerDefaults[StallArgs]
	db     *sql.DB
	client *ent.Client
	now    func() time.Time
}

// Work releases them contract by contract, each in a transaction of its own.
func (w *stallWorker) Work(ctx context.Context, _ *river.Job[StallArgs]) error {
	contracts, err := metering.Stale(ctx, w.db, w.now(), staleContracts)
	if err != nil {
		return err
	}
	for _, id := range contracts {
		if err := ent.InTx(ctx, w.client, func(tx *ent.Tx) error {
			_, err := metering.Stall(ctx, tx, id, w.now())
			return err
		}); err != nil {
			return fmt.Errorf("contract %s: %w", id, err)
		}
	}
	return nil
}
