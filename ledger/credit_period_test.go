package ledger_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"cistern/credit"
	"cistern/ent"
	"cistern/internal/dbtest"
	"cistern/ledger"
)

// D4: a grant can pay from the instant at which it has effect until the instant at which it expires, within a period too.
func TestPoolChangesWithinAPeriod(t *testing.T) {
	t.Parallel()
	db := dbtest.New(t).Client()
	begins, expires := epoch.AddDate(0, 0, 5), epoch.AddDate(0, 0, 10)
	december := epoch.AddDate(0, 1, 0)
	promo := ledger.NewGrant{Kind: credit.GrantPromo, Amount: 100 * credit.Credit, EffectiveAt: begins, ExpiresAt: expires}
	credited := func(t *testing.T, b book, now time.Time, want credit.Amount, due time.Time) {
		t.Helper()
		if p := b.open(t, now); p.Credited != want || !ledger.Due(p).Equal(due) {
			t.Errorf("at %s credited %s until %s, want %s until %s", now, p.Credited, ledger.Due(p), want, due)
		}
		b.requireWhole(t)
	}

	t.Run("BeginsAndExpires", func(t *testing.T) {
		t.Parallel()
		b := newBook(t, db)
		b.grant(t, promo, epoch)
		credited(t, b, begins.Add(-time.Microsecond), 1000*credit.Credit, begins)
		b.use(t, 10*credit.Credit, epoch)
		credited(t, b, begins, 1100*credit.Credit, expires)
		b.use(t, 30*credit.Credit, begins)
		credited(t, b, expires.Add(-time.Microsecond), 1100*credit.Credit, expires)
		credited(t, b, expires, 1030*credit.Credit, december)
		requireEntries(t, b, []posted{
			{credit.EntryGrant, 1000 * credit.Credit},
			{credit.EntryGrant, 100 * credit.Credit},
			{credit.EntryUsage, -10 * credit.Credit}, // by the allowance: the promotion had not begun
			{credit.EntryUsage, -30 * credit.Credit},
			{credit.EntryExpire, -70 * credit.Credit},
		})
	})
	t.Run("CrossesManyAtOnce", func(t *testing.T) {
		t.Parallel()
		b := newBook(t, db)
		b.grant(t, promo, epoch)
		credited(t, b, december.Add(-time.Microsecond), 1000*credit.Credit, december)
		entries := b.entries(t)
		if last := entries[len(entries)-1]; last.Kind != credit.EntryExpire || !last.At.Equal(expires) {
			t.Errorf("the last entry is %v", last)
		}
	})
	t.Run("ExpiresInAFreePeriodToo", func(t *testing.T) {
		t.Parallel()
		b := newBook(t, db, func(c *ent.ContractCreate) { c.SetBillingStartsOn(december) })
		b.grant(t, promo, epoch)
		credited(t, b, expires, 0, december)
		requireEntries(t, b, []posted{{credit.EntryGrant, 100 * credit.Credit}, {credit.EntryExpire, -100 * credit.Credit}})
	})
	t.Run("BeginsInALaterPeriod", func(t *testing.T) {
		t.Parallel()
		b := newBook(t, db)
		later := promo
		later.EffectiveAt, later.ExpiresAt = december.AddDate(0, 0, 5), december.AddDate(0, 0, 10)
		b.grant(t, later, epoch)
		credited(t, b, december, 1000*credit.Credit, later.EffectiveAt)
		credited(t, b, later.EffectiveAt, 1100*credit.Credit, later.ExpiresAt)
	})
	t.Run("PaysAtLastForUseBeforeIt", func(t *testing.T) {
		t.Parallel()
		b := newBook(t, db)
		b.use(t, 1040*credit.Credit, epoch)
		b.grant(t, promo, epoch)
		credited(t, b, begins, 1100*credit.Credit, expires)
		credited(t, b, expires, 1040*credit.Credit, december)
	})
	t.Run("IsReversedBeforeItBegins", func(t *testing.T) {
		t.Parallel()
		b := newBook(t, db)
		b.grant(t, promo, epoch)
		b.reverse(t, b.grants(t)[1].ID, epoch)
		credited(t, b, epoch, 1000*credit.Credit, december)
	})
	t.Run("RefusesWhatHasExpired", func(t *testing.T) {
		t.Parallel()
		b := newBook(t, db)
		b.open(t, expires)
		err := b.change(expires, func(ctx context.Context, tx *ent.Tx, p *ent.BillingPeriod) error {
			_, err := ledger.Grant(ctx, tx, p, promo, expires)
			return err
		})
		if refusal, expected := errors.AsType[*credit.Error](err); !expected || refusal.Code != credit.CodeBadInput || refusal.Field != "expiresAt" {
			t.Errorf("got %v", err)
		}
		if len(b.grants(t)) != 1 {
			t.Error("it was granted all the same")
		}
	})
	t.Run("BearsAClockThatIsBehind", func(t *testing.T) {
		t.Parallel()
		b := newBook(t, db)
		b.grant(t, promo, epoch)
		b.open(t, expires)
		b.grant(t, ledger.NewGrant{Kind: credit.GrantTrial, Amount: credit.Credit, EffectiveAt: epoch, ExpiresAt: december}, begins)
		credited(t, b, expires, 1001*credit.Credit, december)
	})
}
