package jobs

import (
	"context"
	"database/sql"
	"time"

	"github.com/google/uuid"
	"github.com/riverqueue/river"

	"cistern/ent"
	"cistern/ledger"
	"cistern/notify"
)

const (
	// boundariesAhead is how long before they come boundaries are put in the queue: several looks of the sweep.
	boundariesAhead = 5 * time.Minute
	// boundariesAtOnce bounds one look; the next one takes the rest.
	boundariesAtOnce = 10_000
)

// SweepBoundariesArgs asks to put the boundaries that come next, and those that nobody has crossed, in the queue.
type SweepBoundariesArgs struct{}

// Kind names the job in the queue.
func (SweepBoundariesArgs) Kind() string { return "sweep_boundaries" }

type sweepBoundariesWorker struct {
	river.WorkerDefaults[SweepBoundariesArgs]
	db     *sql.DB
	client *ent.Client
	now    func() time.Time
}

// Work enqueues a job for each; one that is in the queue already is not added again.
func (w *sweepBoundariesWorker) Work(ctx context.Context, _ *river.Job[SweepBoundariesArgs]) error {
	boundaries, err := ledger.DueBy(ctx, w.db, w.now().Add(boundariesAhead), boundariesAtOnce)
	if err != nil {
		return err
	}
	crossings := make([]river.JobArgs, len(boundaries))
	for i, b := range boundaries {
		crossings[i] = OpenPeriodArgs{Contract: b.Contract, At: b.At}
	}
	return ent.InTx(ctx, w.client, func(tx *ent.Tx) error { return Enqueue(ctx, tx, crossings...) })
}

// OpenPeriodArgs asks to cross a boundary of a contract when it comes: credits reset, or a grant begins or expires.
type OpenPeriodArgs struct {
	Contract uuid.UUID `json:"contract"`
	At       time.Time `json:"at"`
}

// Kind names the job in the queue.
func (OpenPeriodArgs) Kind() string { return "open_period" }

// InsertOpts makes it wait for the boundary, and be there once.
func (a OpenPeriodArgs) InsertOpts() river.InsertOpts {
	return river.InsertOpts{ScheduledAt: a.At, UniqueOpts: river.UniqueOpts{ByArgs: true}}
}

type openPeriodWorker struct {
	river.WorkerDefaults[OpenPeriodArgs]
	client *ent.Client
	now    func() time.Time
}

// Work crosses it, and every other one that was missed, and tells of a period that starts short. Where the clock of the queue is ahead
// of ours the job waits: it would find nothing to do, and would not come again.
func (w *openPeriodWorker) Work(ctx context.Context, job *river.Job[OpenPeriodArgs]) error {
	if early := job.Args.At.Sub(w.now()); early > 0 {
		return river.JobSnooze(early)
	}
	return inPeriod(ctx, w.client, job.Args.Contract, w.now(), func(tx *ent.Tx, p *ent.BillingPeriod, now time.Time) error {
		notices, err := notify.PeriodStarted(ctx, tx, p, now)
		if err != nil {
			return err
		}
		return EnqueueEmails(ctx, tx, notices)
	})
}

// inPeriod runs fn under the contract's lock on its running period, which it opens.
func inPeriod(ctx context.Context, client *ent.Client, contract uuid.UUID, world time.Time, fn func(*ent.Tx, *ent.BillingPeriod, time.Time) error) error {
	return ent.InTx(ctx, client, func(tx *ent.Tx) error {
		locked, err := ledger.Lock(ctx, tx, contract)
		if err != nil {
			return err
		}
		now := ledger.Now(locked, world)
		p, err := ledger.OpenPeriod(ctx, tx, locked, now)
		if err != nil {
			return err
		}
		return fn(tx, p, now)
	})
}
