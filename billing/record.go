package billing

import (
	"context"
	"time"

	"cistern/audit"
	"cistern/credit"
	"cistern/ent"
)

// purchaseState is what the audit log keeps of a purchase.
type purchaseState struct {
	Kind        credit.PurchaseKind   `json:"kind"`
	Status      credit.PurchaseStatus `json:"status"`
	Credits     credit.Amount         `json:"credits"`
	AmountMinor int64                 `json:"amountMinor"`
	Currency    string                `json:"currency"`
}

func stateOf(p *ent.Purchase) any {
	if p == nil {
		return nil
	}
	return purchaseState{p.Kind, p.Status, p.Credits, p.AmountMinor, p.Currency}
}

// record keeps what has become of a purchase; before is nil for a new one.
func record(ctx context.Context, tx *ent.Tx, by audit.Cause, action string, before, after *ent.Purchase, now time.Time) error {
	return audit.Record(ctx, tx, after.ContractID, by.Entry(audit.Entry{
		Action: action, SubjectType: "purchase", SubjectID: after.ID, Before: stateOf(before), After: stateOf(after),
	}), now)
}
