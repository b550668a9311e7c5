package jobs

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"github.com/google/uuid"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promauto"
	"github.com/riverqueue/river"

	"cistern/ent"
	"cistern/ent/contract"
	"cistern/verify"
)

const (
	// verifyTimeout is for one contract with very many runs.
	verifyTimeout = 10 * time.Minute
	// verifyTurn is how long one job takes up contracts; it adds another one for the rest.
	verifyTurn = 3 * time.Second
)

var contractsVerified = promauto.NewCounterVec(prometheus.CounterOpts{
	Name: "cistern_contracts_verified_total", Help: "Contracts whose counters, runs and ledger were compared, by what came of it.",
}, []string{"result"})

// VerifyLedgerArgs asks to verify all contracts whose ids come after the one given.
type VerifyLedgerArgs struct {
	After uuid.UUID `json:"after"`
}

// Kind names the job in the queue.
func (VerifyLedgerArgs) Kind() string { return "verify_ledger" }

type verifyLedgerWorker struct {
	river.WorkerDefaults[VerifyLedgerArgs]
	patient, client *ent.Client
	now             func() time.Time
	log             *slog.Logger
}

// Timeout is more than other jobs have.
func (*verifyLedgerWorker) Timeout(*river.Job[VerifyLedgerArgs]) time.Duration { return verifyTimeout }

// Work verifies contract by contract, each in a snapshot of its own, and logs the first difference of each. A difference is no
// failure of the job, which would find it again.
func (w *verifyLedgerWorker) Work(ctx context.Context, job *river.Job[VerifyLedgerArgs]) error {
	contracts, err := w.patient.Contract.Query().
		Where(contract.IDGT(job.Args.After)).
		Order(contract.ByID()).
		Limit(contractsAtOnce).
		IDs(ctx)
	if err != nil {
		return fmt.Errorf("find contracts: %w", err)
	}
	began := w.now()
	for i, id := range contracts {
		if err := w.verify(ctx, id); err != nil {
			return err
		}
		if i == contractsAtOnce-1 || w.now().Sub(began) > verifyTurn {
			return ent.InTx(ctx, w.client, func(tx *ent.Tx) error { return Enqueue(ctx, tx, VerifyLedgerArgs{After: id}) })
		}
	}
	return nil
}

func (w *verifyLedgerWorker) verify(ctx context.Context, id uuid.UUID) error {
	found, err := verify.Snapshot(ctx, w.patient, id)
	if err != nil {
		return fmt.Errorf("contract %s: %w", id, err)
	}
	if len(found) == 0 {
		contractsVerified.WithLabelValues("agrees").Inc()
		return nil
	}
	contractsVerified.WithLabelValues("disagrees").Inc()
	w.log.Error("figures disagree", "contract", id, "differences", len(found), "first", found[0].String())
	return nil
}
