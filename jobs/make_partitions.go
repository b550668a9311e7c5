package jobs

import (
	"context"
	"database/sql"
	"time"

	"github.com/riverqueue/river"

	"cistern/metering"
)

// MakePartitionsArgs asks for the partitions of runs of the months ahead.
type MakePartitionsArgs struct{}

// Kind names the job in the queue.
func (MakePartitionsArgs) Kind() string { return "make_partitions" }

type makePartitionsWorker struct {
	river.WorkerDefaults[MakePartitionsArgs]
	db  *sql.DB
	now func() time.Time
}

// Work makes those that are missing.
func (w *makePartitionsWorker) Work(ctx context.Context, _ *river.Job[MakePartitionsArgs]) error {
	return metering.MakePartitions(ctx, w.db, w.now())
}
