package jobs

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"github.com/google/uuid"
	"github.com/riverqueue/river"

	"cistern/credit"
	"cistern/ent"
	"cistern/ledger"
	"cistern/notify"
	"cistern/report"
)

// poolsAtOnce are looked at in one job, which forecasts each; it adds another one for the rest.
const poolsAtOnce = 50

// WatchPoolsArgs asks to tell of pools that are expected to run out, and of periods that started short while nobody looked: those of all
// contracts whose ids come after the one given.
type WatchPoolsArgs struct {
	After uuid.UUID `json:"after"`
}

// Kind names the job in the queue.
func (WatchPoolsArgs) Kind() string { return "watch_pools" }

type watchPoolsWorker struct {
	river.WorkerDefaults[WatchPoolsArgs]
	db     *sql.DB
	client *ent.Client
	now    func() time.Time
}

// Work looks at contract after contract, each in transactions of its own.
func (w *watchPoolsWorker) Work(ctx context.Context, job *river.Job[WatchPoolsArgs]) error {
	contracts, err := ledger.Billed(ctx, w.db, job.Args.After, poolsAtOnce)
	if err != nil {
		return err
	}
	return turn{
		contracts: contracts,
		atOnce:    poolsAtOnce,
		do:        w.watch,
		rest:      func(after uuid.UUID) river.JobArgs { return WatchPoolsArgs{After: after} },
	}.take(ctx, w.client)
}

// watch forecasts before it takes the contract's lock, which runs wait for.
func (w *watchPoolsWorker) watch(ctx context.Context, contract uuid.UUID) error {
	world := w.now()
	runsOut, err := w.forecast(ctx, contract, world)
	if err != nil {
		return err
	}
	return inPeriod(ctx, w.client, contract, world, func(tx *ent.Tx, p *ent.BillingPeriod, now time.Time) error {
		notices, err := notify.PeriodStarted(ctx, tx, p, now)
		if err != nil {
			return err
		}
		if runsOut != nil {
			more, err := notify.RunsOut(ctx, tx, p, *runsOut, now)
			if err != nil {
				return err
			}
			notices = append(notices, more...)
		}
		return EnqueueEmails(ctx, tx, notices)
	})
}

// forecast is when the pool is expected to run out; nil where it lasts, or where the period is still to be opened.
func (w *watchPoolsWorker) forecast(ctx context.Context, contract uuid.UUID, world time.Time) (at *time.Time, err error) {
	err = ent.InTx(ctx, w.client, func(tx *ent.Tx) error {
		v, err := report.Open(ctx, tx, report.Scope{Contract: contract, Now: world})
		if errors.Is(err, report.ErrNotOpened) {
			return nil
		}
		if err != nil {
			return err
		}
		runOuts, err := report.RunOuts(ctx, tx, v, []credit.Amount{0})
		if err == nil {
			at = runOuts[0]
		}
		return err
	})
	return at, err
}
