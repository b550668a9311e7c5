package jobs

import (
	"context"
	"database/sql"
	"time"

	"github.com/google/uuid"
	"github.com/riverqueue/river"

	"cistern/ent"
	"cistern/ledger"
)

// contractsAtOnce are taken up in one job; it adds another one for the rest.
const contractsAtOnce = 200

// SettleUseArgs asks to post the use of all contracts whose ids come after the one given.
type SettleUseArgs struct {
	After uuid.UUID `json:"after"`
}

// Kind names the job in the queue.
func (SettleUseArgs) Kind() string { return "settle_use" }

type settleUseWorker struct {
	river.WorkerDefaults[SettleUseArgs]
	db     *sql.DB
	client *ent.Client
	now    func() time.Time
}

// Work settles contract by contract, each in a transaction of its own.
func (w *settleUseWorker) Work(ctx context.Context, job *river.Job[SettleUseArgs]) error {
	contracts, err := ledger.Unsettled(ctx, w.db, job.Args.After, contractsAtOnce)
	if err != nil {
		return err
	}
	return turn{
		contracts: contracts,
		atOnce:    contractsAtOnce,
		do:        w.settle,
		rest:      func(after uuid.UUID) river.JobArgs { return SettleUseArgs{After: after} },
	}.take(ctx, w.client)
}

func (w *settleUseWorker) settle(ctx context.Context, contract uuid.UUID) error {
	return inPeriod(ctx, w.client, contract, w.now(), func(tx *ent.Tx, p *ent.BillingPeriod, now time.Time) error {
		return ledger.Settle(ctx, tx, p, now)
	})
}
