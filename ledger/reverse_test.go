package ledger_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/google/uuid"
	"pgregory.net/rapid"

	"cistern/credit"
	"cistern/ent"
	"cistern/internal/dbtest"
	"cistern/ledger"
)

// D6: what is taken back is what the use so far has left, and it leaves the pool at once.
func TestReverse(t *testing.T) {
	t.Parallel()
	db := dbtest.New(t).Client()
	december := epoch.AddDate(0, 1, 0)
	noAllowance := func(c *ent.ContractCreate) { c.SetAllowance(0) }
	topUp := ledger.NewGrant{Kind: credit.GrantTopUp, Amount: 100 * credit.Credit, EffectiveAt: epoch, ExpiresAt: december}

	t.Run("TakesWhatUseHasLeft", func(t *testing.T) {
		t.Parallel()
		b := newBook(t, db, noAllowance)
		b.grant(t, topUp, epoch)
		b.use(t, 30*credit.Credit, epoch)
		if taken := b.reverse(t, b.grants(t)[0].ID, epoch); taken != 70*credit.Credit {
			t.Errorf("took back %s", taken)
		}
		if p := b.open(t, epoch); p.Credited != 30*credit.Credit {
			t.Errorf("credited %s after 70 of 100 were taken back", p.Credited)
		}
		requireEntries(t, b, []posted{
			{credit.EntryGrant, 100 * credit.Credit}, {credit.EntryUsage, -30 * credit.Credit}, {credit.EntryReverse, -70 * credit.Credit},
		})
		b.requireWhole(t)
	})
	t.Run("TakesItOnce", func(t *testing.T) {
		t.Parallel()
		b := newBook(t, db, noAllowance)
		b.grant(t, topUp, epoch)
		b.reverse(t, b.grants(t)[0].ID, epoch)
		if again := b.reverse(t, b.grants(t)[0].ID, epoch); again != 0 || len(b.entries(t)) != 2 {
			t.Errorf("took back %s the second time, %d entries", again, len(b.entries(t)))
		}
	})
	t.Run("LeavesThePoolOfNowWhereItBeginsLater", func(t *testing.T) {
		t.Parallel()
		b := newBook(t, db)
		later := topUp
		later.EffectiveAt, later.ExpiresAt = december, december.AddDate(0, 1, 0)
		b.grant(t, later, epoch)
		b.reverse(t, b.grants(t)[1].ID, epoch)
		if p := b.open(t, epoch); p.Credited != 1000*credit.Credit {
			t.Errorf("credited %s", p.Credited)
		}
		if p := b.open(t, december); p.Credited != 1000*credit.Credit {
			t.Errorf("credited %s after the grant's day", p.Credited)
		}
		b.requireWhole(t)
	})
	t.Run("TakesNothingOfWhatExpired", func(t *testing.T) {
		t.Parallel()
		b := newBook(t, db, noAllowance)
		b.grant(t, topUp, epoch)
		b.open(t, december)
		if taken := b.reverse(t, b.grants(t)[0].ID, december); taken != 0 {
			t.Errorf("took back %s", taken)
		}
	})
	t.Run("FindsNoGrantOfAnotherContract", func(t *testing.T) {
		t.Parallel()
		b, other := newBook(t, db), newBook(t, db)
		other.open(t, epoch)
		err := b.change(epoch, func(ctx context.Context, tx *ent.Tx, p *ent.BillingPeriod) error {
			_, err := ledger.Reverse(ctx, tx, p, ledger.Reversal{Grant: other.grants(t)[0].ID}, epoch)
			return err
		})
		if refusal, expected := errors.AsType[*credit.Error](err); !expected || refusal.Code != credit.CodeNotFound {
			t.Errorf("got %v", err)
		}
	})
}

func (b book) reverse(t rapid.TB, grant uuid.UUID, now time.Time) (taken credit.Amount) {
	t.Helper()
	must(t, b.change(now, func(ctx context.Context, tx *ent.Tx, p *ent.BillingPeriod) (err error) {
		taken, err = ledger.Reverse(ctx, tx, p, ledger.Reversal{Grant: grant, Note: "refund"}, now)
		return err
	}))
	return taken
}
