package jobs

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/riverqueue/river"

	"cistern/ent"
	"cistern/ledger"
)

// contractsAtOnce are settled in one job; it adds another one for the rest.
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
	for _, id := range contracts {
		err := inPeriod(ctx, w.client, id, w.now(), func(tx *ent.Tx, p *ent.BillingPeriod, now time.Time) error {
			return ledger.Settle(ctx, tx, p, now)
		})
		if err != nil {
			return fmt.Errorf("contract %s: %w", id, err)
		}
	}
	if len(contracts) < contractsAtOnce {
		return nil
	}
	rest := SettleUseArgs{After: contracts[len(contracts)-1]}
	return ent.InTx(ctx, w.client, func(tx *ent.Tx) error { return Enqueue(ctx, tx, rest) })
}
