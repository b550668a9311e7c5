package ledger

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"cistern/credit"
	"cistern/ent"
)

// NewBillingEvent is money that a contract owes, or gets back.
type NewBillingEvent struct {
	Kind     credit.BillingEventKind
	Purchase *uuid.UUID // nil for an allowance
	Credits  credit.Amount
	Price    credit.Money // of nothing there is no event
	At       time.Time
}

// Bill tells whoever keeps the books, in the transaction that moves the credits, so that nothing is charged twice or forgotten: the
// database holds one event for each purchase and kind, and one for the allowance of each period. The caller holds the contract's lock;
// p is the period that it is about.
func Bill(ctx context.Context, tx *ent.Tx, p *ent.BillingPeriod, e NewBillingEvent, now time.Time) error {
	if e.Price.AmountMinor == 0 {
		return nil
	}
	err := tx.BillingEvent.Create().
		SetID(uuid.Must(uuid.NewV7())).SetContractID(p.ContractID).
		SetKind(e.Kind).SetPeriodID(p.ID).SetNillablePurchaseID(e.Purchase).SetCredits(e.Credits).
		SetAmountMinor(e.Price.AmountMinor).SetCurrency(e.Price.Currency).
		SetAt(e.At).SetCreatedAt(now).
		Exec(ctx)
	if err != nil {
		return fmt.Errorf("raise a billing event: %w", err)
	}
	return nil
}
