package ledger_test

import (
	"context"
	"errors"
	"testing"

	"github.com/google/uuid"
	"github.com/lib/pq"

	"cistern/credit"
	"cistern/ent"
	"cistern/ent/ledgerentry"
	"cistern/internal/dbtest"
	"cistern/ledger"
)

// D4, D6: use is drawn from the grants in their burn order, and posted for each of them.
func TestSettle(t *testing.T) {
	t.Parallel()
	db := dbtest.New(t).Client()
	december := epoch.AddDate(0, 1, 0)

	t.Run("BurnsInOrder", func(t *testing.T) {
		t.Parallel()
		b := newBook(t, db, func(c *ent.ContractCreate) { c.SetAllowance(100 * credit.Credit) })
		for _, g := range []ledger.NewGrant{
			{Kind: credit.GrantAnnual, EffectiveAt: epoch, ExpiresAt: epoch.AddDate(1, 0, 0)},
			{Kind: credit.GrantAdjustment, EffectiveAt: epoch},
			{Kind: credit.GrantTopUp, EffectiveAt: epoch.AddDate(0, 0, 1), ExpiresAt: december},
			{Kind: credit.GrantPromo, EffectiveAt: epoch.AddDate(0, 0, 2), ExpiresAt: december},
		} {
			g.Amount = 100 * credit.Credit
			b.grant(t, g, epoch.AddDate(0, 0, 3))
		}
		now := epoch.AddDate(0, 0, 4)
		for _, step := range []struct {
			use  credit.Amount
			left map[credit.GrantKind]credit.Amount
		}{
			{50, map[credit.GrantKind]credit.Amount{"PROMO": 50, "MONTHLY": 100, "TOP_UP": 100, "ADJUSTMENT": 100, "ANNUAL": 100}},
			{200, map[credit.GrantKind]credit.Amount{"PROMO": 0, "MONTHLY": 0, "TOP_UP": 50, "ADJUSTMENT": 100, "ANNUAL": 100}},
			{175, map[credit.GrantKind]credit.Amount{"PROMO": 0, "MONTHLY": 0, "TOP_UP": 0, "ADJUSTMENT": 0, "ANNUAL": 75}},
		} {
			b.use(t, step.use*credit.Credit, now)
			b.settle(t, now)
			b.settle(t, now)
			for _, g := range b.grants(t) {
				if want := step.left[g.Kind] * credit.Credit; g.Remaining != want {
					t.Errorf("of %s are left %s, want %s", g.Kind, g.Remaining, want)
				}
			}
			b.requireWhole(t)
		}
	})
	t.Run("LetsTheNextGrantPayWhatNoneCould", func(t *testing.T) {
		t.Parallel()
		b := newBook(t, db, func(c *ent.ContractCreate) { c.SetAllowance(10 * credit.Credit) })
		b.use(t, 14*credit.Credit, epoch)
		b.settle(t, epoch)
		if p := b.open(t, epoch); p.Settled != 10*credit.Credit {
			t.Errorf("settled %s of 14, granted were 10", p.Settled)
		}
		b.grant(t, ledger.NewGrant{Kind: credit.GrantTopUp, Amount: 5 * credit.Credit, EffectiveAt: epoch, ExpiresAt: december}, epoch)
		b.settle(t, epoch)
		if p := b.open(t, epoch); p.Settled != 14*credit.Credit || p.Credited != 15*credit.Credit {
			t.Errorf("settled %s, credited %s", p.Settled, p.Credited)
		}
		b.requireWhole(t)
	})
	t.Run("DrawsOnGrantsThatWereThere", func(t *testing.T) {
		t.Parallel()
		b := newBook(t, db)
		b.use(t, 30*credit.Credit, epoch)
		b.grant(t, ledger.NewGrant{Kind: credit.GrantTrial, Amount: credit.Credit, EffectiveAt: epoch, ExpiresAt: december}, epoch)
		requireEntries(t, b, []posted{
			{credit.EntryGrant, 1000 * credit.Credit},
			{credit.EntryUsage, -30 * credit.Credit},
			{credit.EntryGrant, credit.Credit},
		})
	})
	t.Run("CreditsALaterGrantInItsPeriod", func(t *testing.T) {
		t.Parallel()
		b := newBook(t, db)
		b.grant(t, ledger.NewGrant{Kind: credit.GrantTopUp, Amount: credit.Credit, EffectiveAt: december, ExpiresAt: december.AddDate(0, 1, 0)}, epoch)
		if p := b.open(t, epoch); p.Credited != 1000*credit.Credit {
			t.Errorf("credited %s before the grant has its effect", p.Credited)
		}
		if p := b.open(t, december); p.Credited != 1001*credit.Credit {
			t.Errorf("credited %s", p.Credited)
		}
		b.requireWhole(t)
	})
	t.Run("RefusesAnAmountOfNothing", func(t *testing.T) {
		t.Parallel()
		b := newBook(t, db)
		err := b.change(epoch, func(ctx context.Context, tx *ent.Tx, p *ent.BillingPeriod) error {
			_, err := ledger.Grant(ctx, tx, p, ledger.NewGrant{Kind: credit.GrantPromo, EffectiveAt: epoch}, epoch)
			return err
		})
		if pq.As(err, "23514") == nil {
			t.Errorf("got %v", err)
		}
	})
}

// D6: the database refuses to change what was posted, whoever of the program asks.
func TestEntriesAreForGood(t *testing.T) {
	t.Parallel()
	db := dbtest.New(t).Client()
	b := newBook(t, db)
	b.open(t, epoch)
	ours := ledgerentry.ContractID(b.contract.ID)
	update := b.db.LedgerEntry.Update().Where(ours).SetNote("changed").Exec(t.Context())
	_, remove := b.db.LedgerEntry.Delete().Where(ours).Exec(t.Context())
	for name, err := range map[string]error{"update": update, "delete": remove} {
		if pq.As(err, "42501") == nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestLockRefusesAnUnknownContract(t *testing.T) {
	t.Parallel()
	db := dbtest.New(t).Client()
	b := newBook(t, db)
	tx, err := b.db.Tx(t.Context())
	must(t, err)
	defer tx.Rollback()
	_, err = ledger.Lock(t.Context(), tx, uuid.Must(uuid.NewV7()))
	if refusal, expected := errors.AsType[*credit.Error](err); !expected || refusal.Code != credit.CodeNotFound {
		t.Errorf("got %v", err)
	}
}
