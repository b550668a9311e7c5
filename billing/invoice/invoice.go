// Package invoice is the provider of contracts that pay by invoice: it trusts them, and tells the back office what to charge.
package invoice

import (
	"context"
	"time"

	"cistern/billing"
	"cistern/credit"
	"cistern/ent"
	"cistern/ledger"
)

// Provider charges the contract's next invoice: a purchase is paid with the billing event that it raises. What is not paid in the end
// is for the back office, which can refund it.
type Provider struct{}

// Name is kept with the purchase.
func (Provider) Name() string { return "invoice" }

// Charge raises the event.
func (Provider) Charge(ctx context.Context, tx *ent.Tx, a billing.Account, p *ent.Purchase, now time.Time) (paid bool, err error) {
	return true, raise(ctx, tx, a, p, credit.BillPurchase, now)
}

// Refund raises the event that the price is to be paid back.
func (Provider) Refund(ctx context.Context, tx *ent.Tx, a billing.Account, p *ent.Purchase, now time.Time) error {
	return raise(ctx, tx, a, p, credit.BillRefund, now)
}

func raise(ctx context.Context, tx *ent.Tx, a billing.Account, p *ent.Purchase, kind credit.BillingEventKind, now time.Time) error {
	return ledger.Bill(ctx, tx, a.Period, ledger.NewBillingEvent{
		Kind: kind, Purchase: &p.ID, Credits: p.Credits, Price: credit.Money{AmountMinor: p.AmountMinor, Currency: p.Currency}, At: now,
	}, now)
}
