package ledger_test

import (
	"context"
	"testing"
	"time"

	"github.com/google/uuid"
	"pgregory.net/rapid"

	"cistern/credit"
	"cistern/ent"
	"cistern/ent/billingperiod"
	"cistern/internal/dbtest"
	"cistern/ledger"
)

// D7: use that is told after its period has closed reaches the ledger in that period, and nothing else changes.
func TestSettleLate(t *testing.T) {
	t.Parallel()
	db := dbtest.New(t).Client()
	december := epoch.AddDate(0, 1, 0)
	late := december.Add(time.Hour)

	t.Run("IsPaidByWhatExpired", func(t *testing.T) {
		t.Parallel()
		b := newBook(t, db)
		b.use(t, 400*credit.Credit, epoch)
		running := b.open(t, december)
		b.useLate(t, b.periods(t)[0].ID, 150*credit.Credit, late)
		requireEntries(t, b, []posted{
			{credit.EntryGrant, 1000 * credit.Credit},
			{credit.EntryUsage, -400 * credit.Credit},
			{credit.EntryExpire, -600 * credit.Credit},
			{credit.EntryGrant, 1000 * credit.Credit},
			{credit.EntryReverse, 150 * credit.Credit},
			{credit.EntryUsage, -150 * credit.Credit},
		})
		if after := b.open(t, late); after.Credited != running.Credited || after.Used != 0 || after.Settled != 0 {
			t.Errorf("the running period became %v", after)
		}
		b.requireWhole(t)
	})
	t.Run("ForgivesWhatNothingExpiredFor", func(t *testing.T) {
		t.Parallel()
		b := newBook(t, db)
		b.use(t, 900*credit.Credit, epoch)
		b.open(t, december)
		november := b.periods(t)[0].ID
		b.useLate(t, november, 80*credit.Credit, late)
		b.useLate(t, november, 50*credit.Credit, late)
		b.useLate(t, november, 7*credit.Credit, late)
		requireEntries(t, b, []posted{
			{credit.EntryGrant, 1000 * credit.Credit},
			{credit.EntryUsage, -900 * credit.Credit},
			{credit.EntryExpire, -100 * credit.Credit},
			{credit.EntryGrant, 1000 * credit.Credit},
			{credit.EntryReverse, 80 * credit.Credit},
			{credit.EntryUsage, -80 * credit.Credit},
			{credit.EntryReverse, 20 * credit.Credit},
			{credit.EntryUsage, -20 * credit.Credit},
			{credit.EntryUsage, -30 * credit.Credit},
			{credit.EntryAdjust, 30 * credit.Credit},
			{credit.EntryUsage, -7 * credit.Credit},
			{credit.EntryAdjust, 7 * credit.Credit},
		})
		b.requireWhole(t)
	})
	t.Run("LeavesGrantsThatReachFurther", func(t *testing.T) {
		t.Parallel()
		b := newBook(t, db, func(c *ent.ContractCreate) { c.SetAllowance(0) })
		b.grant(t, ledger.NewGrant{Kind: credit.GrantAnnual, Amount: 100 * credit.Credit, EffectiveAt: epoch, ExpiresAt: epoch.AddDate(1, 0, 0)}, epoch)
		b.open(t, december)
		b.useLate(t, b.periods(t)[0].ID, 30*credit.Credit, late)
		if p := b.open(t, late); p.Credited != 100*credit.Credit {
			t.Errorf("credited %s", p.Credited)
		}
		b.requireWhole(t)
	})
	t.Run("BurnsWhatExpiredInOrder", func(t *testing.T) {
		t.Parallel()
		b := newBook(t, db)
		b.grant(t, ledger.NewGrant{Kind: credit.GrantPromo, Amount: 5 * credit.Credit, EffectiveAt: epoch, ExpiresAt: december}, epoch)
		b.grant(t, ledger.NewGrant{Kind: credit.GrantTrial, Amount: 5 * credit.Credit, EffectiveAt: epoch, ExpiresAt: december.Add(-time.Hour)}, epoch)
		b.open(t, december)
		b.useLate(t, b.periods(t)[0].ID, 7*credit.Credit, late)
		entries := b.entries(t)
		var drawn []credit.Amount
		for _, e := range entries {
			if e.Kind == credit.EntryUsage {
				drawn = append(drawn, e.Amount)
			}
		}
		if promo := b.grants(t)[1]; len(drawn) != 2 || drawn[0] != -5*credit.Credit || *entries[len(entries)-4].GrantID != promo.ID {
			t.Errorf("entries %v", entries)
		}
		b.requireWhole(t)
	})
	t.Run("PostsNothingForAFreePeriod", func(t *testing.T) {
		t.Parallel()
		b := newBook(t, db, func(c *ent.ContractCreate) { c.SetBillingStartsOn(december) })
		b.open(t, epoch)
		b.open(t, december)
		b.useLate(t, b.periods(t)[0].ID, 7*credit.Credit, late)
		requireEntries(t, b, []posted{{credit.EntryGrant, 1000 * credit.Credit}})
	})
}

// useLate counts credits in a closed period, as metering does, and settles them.
func (b book) useLate(t rapid.TB, period uuid.UUID, amount credit.Amount, now time.Time) {
	t.Helper()
	must(t, b.change(now, func(ctx context.Context, tx *ent.Tx, _ *ent.BillingPeriod) error {
		if err := tx.BillingPeriod.Update().
			Where(billingperiod.ContractID(b.contract.ID), billingperiod.ID(period)).
			AddUsed(amount).
			Exec(ctx); err != nil {
			return err
		}
		return ledger.SettleLate(ctx, tx, b.contract.ID, period, now)
	}))
}
