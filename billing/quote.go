package billing

import (
	"context"
	"time"

	"cistern/credit"
	"cistern/ent"
)

// Quote is what a purchase would do, and when.
type Quote struct {
	credit.PurchaseEffect
	Credits    credit.Amount // of the price list
	ActsAt     time.Time     // now, or in a free period when the first billed one starts
	RecursFrom time.Time     // the first reset that charges the allowance; zero of a top-up
}

// Quotes are for everything in the price list that can be bought now, the least first; of an allowance what is more than it is. Where the
// contract buys through its account team, or no billing is planned, that is a credit.Error of FORBIDDEN.
func Quotes(ctx context.Context, tx *ent.Tx, a Account, kind credit.PurchaseKind, now time.Time) ([]Quote, error) {
	if err := a.checkSelfServe(ctx, tx); err != nil {
		return nil, err
	}
	offers, err := PriceList(ctx, tx, a.Contract.Currency)
	if err != nil {
		return nil, err
	}
	quotes := make([]Quote, 0, len(offers))
	for _, offer := range offers {
		if kind == credit.PurchaseAllowance && offer.Credits <= a.Contract.Allowance {
			continue
		}
		q, err := a.quote(kind, offer, now)
		if err != nil {
			return nil, err
		}
		quotes = append(quotes, q)
	}
	return quotes, nil
}

func (a Account) quote(kind credit.PurchaseKind, offer credit.Offer, now time.Time) (Quote, error) {
	effect, err := credit.Buy(kind, offer, a.Contract.Allowance, a.Period.Kind)
	if err != nil {
		return Quote{}, err
	}
	q := Quote{PurchaseEffect: effect, Credits: offer.Credits, ActsAt: a.within(now)}
	reset, _, err := a.Reset()
	if kind == credit.PurchaseAllowance {
		q.RecursFrom = reset
	}
	if a.Period.Kind == credit.PeriodFree {
		q.ActsAt = reset
	}
	return q, err
}
