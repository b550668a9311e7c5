package jobs

import (
	"context"
	"database/sql"
	"time"

	"github.com/riverqueue/river"

	"cistern/metering"
)

// DetachRunsArgs asks to take runs out of the table that are older than what is kept.
type DetachRunsArgs struct{}

// Kind names the job in the queue.
func (DetachRunsArgs) Kind() string { return "detach_runs" }

type detachRunsWorker struct {
	river.WorkerDefaults[DetachRunsArgs]
	db   *sql.DB
	keep int
	now  func() time.Time
}

// Work detaches whole months, and nothing where all are kept.
func (w *detachRunsWorker) Work(ctx context.Context, _ *river.Job[DetachRunsArgs]) error {
	if w.keep == 0 {
		return nil
	}
	return metering.DetachPartitions(ctx, w.db, w.keep, w.now())
}
