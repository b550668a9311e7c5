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
	PriceID    string
	ActsAt     time.Time // now, or in a free period when the first billed one starts
	RecursFrom time.Time // the first reset that charges the allowance; zero of a top-up
}

// MakeQuote tells what it would mean to buy an amount of the price list. What cannot be bought is a credit.Error: BAD_USER_INPUT, or
// FORBIDDEN where the contract buys through its account team or nothing is billed.
func MakeQuote(ctx context.Context, tx *ent.Tx, a Account, kind credit.PurchaseKind, credits credit.Amount, now time.Time) (Quote, error) {
	if err := a.checkSelfServe(ctx, tx); err != nil {
		return Quote{}, err
	}
	line, err := priceOf(ctx, tx, credits, a.Contract.Currency)
	if err != nil {
		return Quote{}, err
	}
	effect, err := credit.Buy(kind, offerOf(line), a.Contract.Allowance, a.Period.Kind)
	if err != nil {
		return Quote{}, err
	}
	q := Quote{PurchaseEffect: effect, PriceID: line.ID, ActsAt: a.within(now)}
	reset, _, err := a.Reset()
	if kind == credit.PurchaseAllowance {
		q.RecursFrom = reset
	}
	if a.Period.Kind == credit.PeriodFree {
		q.ActsAt = reset
	}
	return q, err
}
