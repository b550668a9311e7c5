package ledger

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"cistern/credit"
	"cistern/ent"
)

// entry is a movement of the pool about to be posted.
type entry struct {
	kind   credit.EntryKind
	amount credit.Amount // above zero adds to the pool
	grant  *uuid.UUID    // nil where no grant is concerned
	at     time.Time     // business time; the row also keeps when it was written
	note   string
}

// post appends an entry to the ledger. Nothing ever changes one.
func post(ctx context.Context, tx *ent.Tx, p *ent.BillingPeriod, e entry, now time.Time) error {
	err := tx.LedgerEntry.Create().
		SetID(uuid.Must(uuid.NewV7())).SetContractID(p.ContractID).
		SetKind(e.kind).SetAmount(e.amount).SetPeriodID(p.ID).SetNillableGrantID(e.grant).
		SetAt(e.at).SetNote(e.note).SetCreatedAt(now).
		Exec(ctx)
	if err != nil {
		return fmt.Errorf("post ledger entry: %w", err)
	}
	return nil
}
