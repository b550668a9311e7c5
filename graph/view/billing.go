package view

import (
	"time"

	"cistern/billing"
	"cistern/credit"
	"cistern/graph/globalid"
)

// Billing is how a contract buys, seen at one instant.
type Billing struct {
	Account billing.Account
	Now     time.Time
}

// ID is the key of the contract's billing.
func (b Billing) ID() globalid.ID {
	return globalid.ID{Type: globalid.Billing, Of: b.Account.Contract.ID}
}

// Channel is how it buys.
func (b Billing) Channel() credit.Channel { return b.Account.Contract.Channel }

// Allowance is what every reset grants.
func (b Billing) Allowance() credit.Amount { return b.Account.Contract.Allowance }

// AllowancePrice is what every reset charges for it.
func (b Billing) AllowancePrice() credit.Money {
	return credit.Money{AmountMinor: b.Account.Contract.AllowanceMinor, Currency: b.Account.Contract.Currency}
}

// PendingAllowance is nil when the allowance stays.
func (b Billing) PendingAllowance() *credit.Amount { return b.Account.Contract.PendingAllowance }

// ResetsAt is nil when no billing is planned.
func (b Billing) ResetsAt() (*time.Time, error) {
	at, found, err := b.Account.Reset()
	if !found {
		return nil, err
	}
	return &at, err
}

// NextCharge is nil when it is nothing.
func (b Billing) NextCharge() (*credit.Money, error) { return b.Account.NextCharge() }

// Quote is what a purchase would do, to the forecast too.
type Quote struct {
	billing.Quote
	RunsOutBefore, RunsOutAfter *time.Time
}

// Recurring is nil for a top-up.
func (q Quote) Recurring() *credit.Money {
	if q.Quote.RecursFrom.IsZero() {
		return nil
	}
	return &q.Quote.Recurring
}

// RecursFrom is nil for a top-up.
func (q Quote) RecursFrom() *time.Time {
	if q.Quote.RecursFrom.IsZero() {
		return nil
	}
	return &q.Quote.RecursFrom
}

// Quotes are offers with when credits run out as it is, and after each.
func Quotes(quotes []billing.Quote, before *time.Time, after []*time.Time) []Quote {
	out := make([]Quote, len(quotes))
	for i, q := range quotes {
		out[i] = Quote{q, before, after[i]}
	}
	return out
}
