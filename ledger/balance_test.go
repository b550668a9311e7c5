package ledger_test

import (
	"context"
	"testing"
	"time"

	"cistern/credit"
	"cistern/ent"
	"cistern/internal/dbtest"
	"cistern/ledger"
)

func TestBalanceAt(t *testing.T) {
	t.Parallel()
	db := dbtest.New(t).Client()
	b := newBook(t, db)
	december := epoch.AddDate(0, 1, 0)
	balance := func(at time.Time) (sum credit.Amount) {
		t.Helper()
		must(t, b.change(december, func(ctx context.Context, tx *ent.Tx, _ *ent.BillingPeriod) (err error) {
			sum, err = ledger.BalanceAt(ctx, tx, b.contract.ID, at)
			return err
		}))
		return sum
	}
	b.use(t, 300*credit.Credit, epoch)
	b.settle(t, epoch.Add(time.Hour))
	b.open(t, december)
	before := map[time.Time]credit.Amount{
		epoch.Add(-time.Microsecond):    0,
		epoch:                           1000 * credit.Credit,
		epoch.Add(time.Hour):            700 * credit.Credit,
		december.Add(-time.Microsecond): 700 * credit.Credit,
		december:                        1000 * credit.Credit,
	}
	for at, want := range before {
		if got := balance(at); got != want {
			t.Errorf("at %s the balance was %s, want %s", at, got, want)
		}
	}
	b.useLate(t, b.periods(t)[0].ID, 900*credit.Credit, december)
	for at, want := range before {
		if got := balance(at); got != want {
			t.Errorf("late use made the balance at %s %s, it was %s", at, got, want)
		}
	}
}
