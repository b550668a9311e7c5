package jobs

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"github.com/riverqueue/river"
)

// ForgetLimitsArgs asks to forget what was taken of limits and has come back.
type ForgetLimitsArgs struct{}

// Kind names the job in the queue.
func (ForgetLimitsArgs) Kind() string { return "forget_limits" }

type forgetLimitsWorker struct {
	river.WorkerDefaults[ForgetLimitsArgs]
	db  *sql.DB
	now func() time.Time
}

// forgetBelated is how far behind this process's clock those of others may be.
const forgetBelated = time.Minute

// Work deletes the rows that say nothing any more.
func (w *forgetLimitsWorker) Work(ctx context.Context, _ *river.Job[ForgetLimitsArgs]) error {
	if _, err := w.db.ExecContext(ctx, `delete from rate_limits where full_at < $1`, w.now().Add(-forgetBelated)); err != nil {
		return fmt.Errorf("forget limits: %w", err)
	}
	return nil
}
