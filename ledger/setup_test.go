package ledger_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"

	"cistern/credit"
	"cistern/ent"
	"cistern/ent/billingperiod"
	"cistern/ent/grant"
	"cistern/ent/ledgerentry"
	"cistern/internal/dbtest"
	"cistern/ledger"
)

// book is one contract with the operations of the ledger, each in a transaction of its own.
type book struct {
	db       *ent.Client
	contract *ent.Contract
}

func newBook(t *testing.T, db *ent.Client, changes ...func(*ent.ContractCreate)) book {
	t.Helper()
	return book{db, dbtest.Contract(t, db, changes...)}
}

// change runs fn under the contract's lock on the period that is running at now.
func (b book) change(now time.Time, fn func(ctx context.Context, tx *ent.Tx, p *ent.BillingPeriod) error) error {
	ctx := context.Background()
	tx, err := b.db.Tx(ctx)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	locked, err := ledger.Lock(ctx, tx, b.contract.ID)
	if err != nil {
		return err
	}
	p, err := ledger.OpenPeriod(ctx, tx, locked, now)
	if err != nil {
		return err
	}
	if err := fn(ctx, tx, p); err != nil {
		return err
	}
	return tx.Commit()
}

func (b book) open(t rapid.TB, now time.Time) (opened *ent.BillingPeriod) {
	t.Helper()
	must(t, b.change(now, func(_ context.Context, _ *ent.Tx, p *ent.BillingPeriod) error {
		opened = p
		return nil
	}))
	return opened
}

func (b book) grant(t rapid.TB, g ledger.NewGrant, now time.Time) {
	t.Helper()
	must(t, b.change(now, func(ctx context.Context, tx *ent.Tx, p *ent.BillingPeriod) error {
		_, err := ledger.Grant(ctx, tx, p, g, now)
		return err
	}))
}

// use counts credits in the running period, as metering does.
func (b book) use(t rapid.TB, amount credit.Amount, now time.Time) {
	t.Helper()
	must(t, b.change(now, func(ctx context.Context, tx *ent.Tx, p *ent.BillingPeriod) error {
		return tx.BillingPeriod.Update().
			Where(billingperiod.ContractID(p.ContractID), billingperiod.ID(p.ID)).
			AddUsed(amount).
			Exec(ctx)
	}))
}

func (b book) settle(t rapid.TB, now time.Time) {
	t.Helper()
	must(t, b.change(now, func(ctx context.Context, tx *ent.Tx, p *ent.BillingPeriod) error {
		return ledger.Settle(ctx, tx, p, now)
	}))
}

func (b book) periods(t rapid.TB) []*ent.BillingPeriod {
	t.Helper()
	all, err := b.db.BillingPeriod.Query().
		Where(billingperiod.ContractID(b.contract.ID)).Order(billingperiod.ByStartsAt()).All(context.Background())
	must(t, err)
	return all
}

func (b book) grants(t rapid.TB) []*ent.Grant {
	t.Helper()
	all, err := b.db.Grant.Query().
		Where(grant.ContractID(b.contract.ID)).Order(grant.ByID()).All(context.Background())
	must(t, err)
	return all
}

func (b book) entries(t rapid.TB) []*ent.LedgerEntry {
	t.Helper()
	all, err := b.db.LedgerEntry.Query().
		Where(ledgerentry.ContractID(b.contract.ID)).Order(ledgerentry.ByID()).All(context.Background())
	must(t, err)
	return all
}

// requireWhole holds what is true of a ledger at any time.
func (b book) requireWhole(t rapid.TB) {
	t.Helper()
	periods, grants, entries := b.periods(t), b.grants(t), b.entries(t)
	if err := errors.Join(entriesExplainGrants(grants, entries), entriesExplainPeriods(periods, entries), periodsTile(periods),
		runningIsCredited(periods, grants)); err != nil {
		t.Fatal(err)
	}
}

func entriesExplainGrants(grants []*ent.Grant, entries []*ent.LedgerEntry) error {
	var balance, remaining credit.Amount
	left := map[[16]byte]credit.Amount{}
	for _, e := range entries {
		balance += e.Amount
		if e.GrantID != nil {
			left[*e.GrantID] += e.Amount
		}
	}
	for _, g := range grants {
		remaining += g.Remaining
		if left[g.ID] != g.Remaining {
			return fmt.Errorf("of %s grant of %s remain %s, its entries say %s", g.Kind, g.Amount, g.Remaining, left[g.ID])
		}
	}
	if balance != remaining {
		return fmt.Errorf("entries add up to %s, grants have %s left", balance, remaining)
	}
	return nil
}

func entriesExplainPeriods(periods []*ent.BillingPeriod, entries []*ent.LedgerEntry) error {
	posted := map[[16]byte]credit.Amount{}
	for _, e := range entries {
		if e.Kind == credit.EntryUsage {
			posted[e.PeriodID] -= e.Amount
		}
	}
	for i, p := range periods {
		closed := i < len(periods)-1
		if posted[p.ID] != p.Settled || closed && p.Kind == credit.PeriodBilled && p.Settled != p.Used {
			return fmt.Errorf("period of %s used %s, settled %s and posted %s", p.StartsAt, p.Used, p.Settled, posted[p.ID])
		}
	}
	return nil
}

func periodsTile(periods []*ent.BillingPeriod) error {
	for i := 1; i < len(periods); i++ {
		if end, start := periods[i-1].EndsAt, periods[i].StartsAt; !end.Equal(start) {
			return fmt.Errorf("a period ends at %s and the next starts at %s", end, start)
		}
	}
	return nil
}

// runningIsCredited says that the running period's pool is what was paid so far and what can pay until the period is due, and that
// nothing is left of what expired before.
func runningIsCredited(periods []*ent.BillingPeriod, grants []*ent.Grant) error {
	if len(periods) == 0 {
		return nil
	}
	p := periods[len(periods)-1]
	due := ledger.Due(p)
	spendable := p.Settled
	for _, g := range grants {
		switch {
		case g.Remaining == 0 || !g.EffectiveAt.Before(due):
		case g.ExpiresAt != nil && g.ExpiresAt.Before(due):
			return fmt.Errorf("%s are left of a grant that expired at %s", g.Remaining, g.ExpiresAt)
		default:
			spendable += g.Remaining
		}
	}
	if p.Kind == credit.PeriodBilled && p.Credited != spendable {
		return fmt.Errorf("the running period is credited with %s, its grants could pay %s", p.Credited, spendable)
	}
	for _, closed := range periods[:len(periods)-1] {
		if closed.DueAt != nil {
			return fmt.Errorf("the period of %s has closed and is due at %s", closed.StartsAt, closed.DueAt)
		}
	}
	return nil
}

func must(t rapid.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
