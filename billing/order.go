package billing

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"cistern/audit"
	"cistern/credit"
	"cistern/ent"
	"cistern/ent/purchase"
)

// Provider takes money for purchases, and pays it back. It works in the transaction that moves the credits, so it never waits for
// another machine there: one that has to ask somebody leaves the purchase pending, and tells what comes of it by Advance.
type Provider interface {
	// Name is kept with the purchase.
	Name() string
	// Charge takes the price of a pending purchase, and reports whether it is paid with that.
	Charge(ctx context.Context, tx *ent.Tx, a Account, p *ent.Purchase, now time.Time) (paid bool, err error)
	// Refund pays the price of a granted purchase back.
	Refund(ctx context.Context, tx *ent.Tx, a Account, p *ent.Purchase, now time.Time) error
}

// NewOrder is what somebody wants to buy.
type NewOrder struct {
	Workspace      uuid.UUID // in which it is ordered; the credits are the contract's
	Kind           credit.PurchaseKind
	Credits        credit.Amount // one of the price list; of an allowance what it shall be
	AgreedMinor    int64         // what the buyer has been told that is charged at once, in minor units
	IdempotencyKey string        // 1 to 200 characters, unique in the contract
	audit.Cause                  // its actor is the buyer
}

// Order buys an amount of the price list (D16). Credits are granted once it is paid, which a Provider may say at once. The same key
// with the same content returns the first purchase as it is by now; with other content it is a credit.Error of CONFLICT.
func Order(ctx context.Context, tx *ent.Tx, a Account, o NewOrder, by Provider, now time.Time) (*ent.Purchase, error) {
	if err := checkKey(o.IdempotencyKey); err != nil {
		return nil, err
	}
	first, err := o.first(ctx, tx, a)
	if first != nil || err != nil {
		return first, err
	}
	if err := a.checkSelfServe(ctx, tx); err != nil {
		return nil, err
	}
	line, err := priceOf(ctx, tx, o.Credits, a.Contract.Currency)
	if err != nil {
		return nil, err
	}
	quote, err := a.quote(o.Kind, offerOf(line), now)
	if err != nil {
		return nil, err
	}
	if quote.Charge.AmountMinor != o.AgreedMinor {
		return nil, badInput("amountMinor", "the price has changed meanwhile: it is %d minor units of %s now", quote.Charge.AmountMinor, quote.Charge.Currency)
	}
	p, err := o.save(ctx, tx, a, line.ID, quote, by, now)
	if err != nil {
		return nil, err
	}
	paid := quote.Charge.AmountMinor == 0
	if !paid {
		if paid, err = by.Charge(ctx, tx, a, p, now); err != nil {
			return nil, err
		}
	}
	if !paid {
		return p, nil
	}
	return Advance(ctx, tx, a, p.ID, News{Status: credit.PurchasePaid, Cause: o.Cause}, now)
}

// first is the purchase that the key was used for before.
func (o NewOrder) first(ctx context.Context, tx *ent.Tx, a Account) (*ent.Purchase, error) {
	p, err := tx.Purchase.Query().
		Where(purchase.ContractID(a.Contract.ID), purchase.IdempotencyKey(o.IdempotencyKey)).
		Only(ctx)
	if ent.IsNotFound(err) {
		return nil, nil //nolint:nilnil // the key is new
	}
	if err != nil {
		return nil, fmt.Errorf("look for the same order: %w", err)
	}
	same := p.Kind == o.Kind && p.Credits == o.Credits && p.AmountMinor == o.AgreedMinor &&
		p.OrderedBy == o.Actor.ID && p.WorkspaceID != nil && *p.WorkspaceID == o.Workspace
	if !same {
		return nil, errKeyUsed
	}
	return p, nil
}

func (o NewOrder) save(ctx context.Context, tx *ent.Tx, a Account, priceID string, q Quote, by Provider, now time.Time) (*ent.Purchase, error) {
	create := tx.Purchase.Create().
		SetID(uuid.Must(uuid.NewV7())).SetContractID(a.Contract.ID).SetWorkspaceID(o.Workspace).
		SetKind(o.Kind).SetStatus(credit.PurchasePending).SetPriceID(priceID).SetCredits(o.Credits).
		SetAmountMinor(q.Charge.AmountMinor).SetCurrency(q.Charge.Currency).
		SetProvider(by.Name()).SetIdempotencyKey(o.IdempotencyKey).SetOrderedBy(o.Actor.ID).
		SetCreatedAt(now).SetChangedAt(now)
	if o.Kind == credit.PurchaseAllowance {
		create.SetAllowanceBefore(a.Contract.Allowance).SetRecurringMinor(q.Recurring.AmountMinor)
	}
	p, err := create.Save(ctx)
	if err != nil {
		return nil, fmt.Errorf("order credits: %w", err)
	}
	return p, record(ctx, tx, o.Cause, "purchase.order", nil, p, now)
}
