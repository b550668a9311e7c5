package demo

import (
	"context"
	"fmt"
	"time"

	"cistern/billing"
	"cistern/billing/invoice"
	"cistern/credit"
	"cistern/ent"
	"cistern/notify"
)

// order is a purchase, and what came of it.
type order struct {
	at      time.Time
	kind    credit.PurchaseKind
	credits credit.Amount // of the price list
	ends    credit.PurchaseStatus
}

// firstAllowance is the one with which the contract began, and its price.
func (s Story) firstAllowance() (credits credit.Amount, minor int64) {
	for _, a := range s.allowances {
		if s.daysBefore(a.age).Before(s.billed.Start) {
			credits = a.credits
		}
	}
	return credits, int64(credits / credit.Credit) // a cent each
}

// raises are purchases of larger allowances.
func (s Story) raises() (acts []act) {
	for _, a := range s.allowances {
		if at := s.daysBefore(a.age).Add(11 * time.Hour); at.After(s.billed.Start) {
			acts = append(acts, s.order(order{at, credit.PurchaseAllowance, a.credits, credit.PurchaseGranted}))
		}
	}
	return acts
}

// orders are the other purchases of riverbank: more credits in periods in which the allowance did not last, one of each end in the
// present one, and a smaller allowance from the next reset on.
func (s Story) orders() (acts []act) {
	for p := s.billed; p.Start.Before(s.calendar.Previous(s.present).Start); p = s.calendar.Next(p) {
		if missing := s.usedIn(p, p.End) - s.allowanceAt(p.Start); missing > 0 {
			acts = append(acts, s.order(order{p.Start.AddDate(0, 0, 20), credit.PurchaseTopUp, packOf(missing), credit.PurchaseGranted}))
		}
	}
	for _, o := range []order{
		{s.daysBefore(40), credit.PurchaseTopUp, 1000 * credit.Credit, credit.PurchaseRefunded},
		{s.daysBefore(26), credit.PurchaseTopUp, 1000 * credit.Credit, credit.PurchaseGranted}, // and it was not enough
		{s.daysBefore(11), credit.PurchaseTopUp, 500 * credit.Credit, credit.PurchaseGranted},
		{s.daysBefore(10), credit.PurchaseTopUp, 1000 * credit.Credit, credit.PurchaseFailed},
		{s.daysBefore(9), credit.PurchaseAllowance, 10_000 * credit.Credit, credit.PurchaseCanceled},
		{s.daysBefore(1), credit.PurchaseTopUp, 1000 * credit.Credit, credit.PurchasePending},
	} {
		o.at = o.at.Add(14 * time.Hour)
		acts = append(acts, s.order(o))
	}
	return append(acts, act{s.daysBefore(2).Add(15 * time.Hour), func(ctx context.Context, tx *ent.Tx, a billing.Account, now time.Time) error {
		return billing.LowerAllowance(ctx, tx, a, s.allowances[1].credits, by(s.owner, ""), now)
	}})
}

// allowanceAt is what has been bought for every month by an instant.
func (s Story) allowanceAt(at time.Time) credit.Amount {
	credits, _ := s.firstAllowance()
	for _, a := range s.allowances {
		if s.daysBefore(a.age).Before(at) {
			credits = a.credits
		}
	}
	return credits
}

// packOf is the smallest amount of the price list that is enough, of those that are bought for a period.
func packOf(missing credit.Amount) credit.Amount {
	for _, credits := range []credit.Amount{500 * credit.Credit, 1000 * credit.Credit} {
		if credits >= missing {
			return credits
		}
	}
	return 2500 * credit.Credit
}

// order orders for the first workspace, tells people, and does what came of it an hour later.
func (s Story) order(o order) act {
	return act{o.at, func(ctx context.Context, tx *ent.Tx, a billing.Account, now time.Time) error {
		p, err := s.place(ctx, tx, a, o, now)
		if p == nil || err != nil {
			return err
		}
		switch o.ends {
		case credit.PurchaseRefunded:
			p, err = billing.Refund(ctx, tx, a, p.ID, invoice.Provider{}, by(s.owner, "Bought twice"), now.Add(time.Hour))
		case credit.PurchaseFailed:
			p, err = billing.Advance(ctx, tx, a, p.ID, billing.News{Status: o.ends, Failure: "The card was declined.", Cause: by(s.owner, "")}, now.Add(time.Hour))
		case credit.PurchaseCanceled:
			p, err = billing.Advance(ctx, tx, a, p.ID, billing.News{Status: o.ends, Cause: by(s.owner, "")}, now.Add(time.Hour))
		default:
		}
		if err != nil {
			return err
		}
		_, err = notify.Purchased(ctx, tx, p, now)
		return err
	}}
}

// place orders at the price that is quoted; nil where an allowance is that large already.
func (s Story) place(ctx context.Context, tx *ent.Tx, a billing.Account, o order, now time.Time) (*ent.Purchase, error) {
	quotes, err := billing.Quotes(ctx, tx, a, o.kind, now)
	if err != nil {
		return nil, err
	}
	for _, q := range quotes {
		if q.Credits == o.credits {
			return billing.Order(ctx, tx, a, billing.NewOrder{
				Workspace: s.workspaceID(0), Kind: o.kind, Credits: o.credits, AgreedMinor: q.Charge.AmountMinor,
				IdempotencyKey: fmt.Sprintf("demo %s", o.at.Format(time.RFC3339)), Cause: by(s.owner, ""),
			}, o.provider(), now)
		}
	}
	return nil, nil //nolint:nilnil // it was bought before
}

func (o order) provider() billing.Provider {
	if o.ends == credit.PurchaseGranted || o.ends == credit.PurchaseRefunded {
		return invoice.Provider{}
	}
	return card{}
}

// card is a provider that leaves purchases pending until somebody tells what came of them.
type card struct{}

// Name is kept with the purchase.
func (card) Name() string { return "card" }

// Charge waits for the bank.
func (card) Charge(context.Context, *ent.Tx, billing.Account, *ent.Purchase, time.Time) (paid bool, err error) {
	return false, nil
}

// Refund has nothing to pay back: nothing was paid.
func (card) Refund(context.Context, *ent.Tx, billing.Account, *ent.Purchase, time.Time) error {
	return nil
}
