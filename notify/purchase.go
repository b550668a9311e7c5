package notify

import (
	"context"
	"fmt"
	"time"

	"cistern/credit"
	"cistern/ent"
)

// Purchased tells of a purchase that was granted or has failed, in whatever state it is stored by the same transaction; of one in any
// other state it tells nothing. Whoever ordered it is told too, while they belong to its workspace.
func Purchased(ctx context.Context, tx *ent.Tx, p *ent.Purchase, now time.Time) ([]Notice, error) {
	n := news{
		contract: p.ContractID, person: &p.OrderedBy,
		occasion: fmt.Sprintf("purchase/%s/%s", p.ID, p.Status),
		figures:  PurchaseFigures{Kind: p.Kind, Credits: p.Credits, Charge: credit.Money{AmountMinor: p.AmountMinor, Currency: p.Currency}},
	}
	switch p.Status {
	case credit.PurchaseGranted:
		n.kind = credit.NotifyPurchaseDone
	case credit.PurchaseFailed:
		n.kind = credit.NotifyPurchaseFailed
	default:
		return nil, nil
	}
	return tell(ctx, tx, n, now)
}
