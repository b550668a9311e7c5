package billing_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"cistern/audit"
	"cistern/billing"
	"cistern/billing/invoice"
	"cistern/credit"
	"cistern/ent"
	"cistern/internal/dbtest"
)

// later is a provider that asks somebody who answers later.
type later struct{ invoice.Provider }

func (later) Charge(context.Context, *ent.Tx, billing.Account, *ent.Purchase, time.Time) (bool, error) {
	return false, nil
}

// Whatever a provider tells, in whatever order and however often, or not at all: the end depends on what has been told alone, credits
// are granted once, and only for what was paid and not refunded.
func TestNewsOfPayments_D16(t *testing.T) {
	t.Parallel()
	client := dbtest.New(t).Client()
	told := []credit.PurchaseStatus{credit.PurchaseFailed, credit.PurchaseCanceled, credit.PurchasePaid, credit.PurchaseRefunded}
	rapid.Check(t, func(rt *rapid.T) {
		s := open(t, client)
		p, err := s.order(s.topUp(newKey()), later{})
		must(rt, err)
		if granted := s.running(rt).Period.Credited; p.Status != credit.PurchasePending || granted != 1000*credit.Credit {
			rt.Fatalf("a purchase that is %s left %s credits", p.Status, granted)
		}
		news := rapid.SliceOfN(rapid.SampledFrom(told), 0, 8).Draw(rt, "news")
		wasGranted := false
		for _, status := range news {
			p = s.advance(rt, p.ID, status)
			wasGranted = wasGranted || p.Status == credit.PurchaseGranted
		}
		if want := endOf(news); p.Status != want {
			rt.Errorf("after %v it is %s, want %s", news, p.Status, want)
		}
		want := 1000 * credit.Credit
		if p.Status == credit.PurchaseGranted {
			want += 500 * credit.Credit
		}
		if got := s.running(rt).Period.Credited; got != want {
			rt.Errorf("after %v the pool is %s, want %s", news, got, want)
		}
		if n := len(s.grants(rt)) - 1; n > 1 || (n == 1) != wasGranted {
			rt.Errorf("after %v there are %d grants", news, n)
		}
	})
}

// endOf is where all that was told leads, in whatever order.
func endOf(news []credit.PurchaseStatus) credit.PurchaseStatus {
	for _, end := range []struct{ told, is credit.PurchaseStatus }{
		{credit.PurchaseRefunded, credit.PurchaseRefunded},
		{credit.PurchasePaid, credit.PurchaseGranted},
		{credit.PurchaseCanceled, credit.PurchaseCanceled},
		{credit.PurchaseFailed, credit.PurchaseFailed},
	} {
		if slices.Contains(news, end.told) {
			return end.is
		}
	}
	return credit.PurchasePending
}

func TestAdvance(t *testing.T) {
	t.Run("KeepsWhyItFailed", func(t *testing.T) {
		s := setup(t)
		p, err := s.order(s.topUp(newKey()), later{})
		must(t, err)
		must(t, s.account(func(ctx context.Context, tx *ent.Tx, a billing.Account) error {
			p, err = billing.Advance(ctx, tx, a, p.ID, billing.News{
				Status: credit.PurchaseFailed, Failure: "card expired", Cause: audit.Cause{Actor: audit.Actor{Kind: audit.System}},
			}, s.now)
			return err
		}))
		if p.Status != credit.PurchaseFailed || *p.Failure != "card expired" {
			t.Errorf("failed as %v", p)
		}
		if p = s.advance(t, p.ID, credit.PurchaseFailed); *p.Failure != "card expired" {
			t.Errorf("failed again as %v", p)
		}
		s.requireLogged(t, "purchase.order", "purchase.advance")
	})
	t.Run("AnAllowanceThatWasRaisedFurtherStays", func(t *testing.T) {
		s := setup(t)
		p, err := s.order(s.allowance(newKey(), 2500*credit.Credit, 1500), later{})
		must(t, err)
		s.buy(t, s.allowance(newKey(), 5000*credit.Credit, 4000))
		s.advance(t, p.ID, credit.PurchasePaid)
		if a := s.running(t); a.Contract.Allowance != 5000*credit.Credit || a.Period.Credited != 6500*credit.Credit {
			t.Errorf("allowance %s, credited %s: what was paid is granted", a.Contract.Allowance, a.Period.Credited)
		}
	})
	t.Run("UnknownPurchase", func(t *testing.T) {
		s := setup(t)
		err := s.account(func(ctx context.Context, tx *ent.Tx, a billing.Account) error {
			_, err := billing.Advance(ctx, tx, a, s.workspace.ID, billing.News{Status: credit.PurchasePaid}, s.now)
			return err
		})
		requireCode(t, err, credit.CodeNotFound, "")
	})
}

func TestRefund(t *testing.T) {
	refund := func(s *shop, p *ent.Purchase) (refunded *ent.Purchase, err error) {
		err = s.account(func(ctx context.Context, tx *ent.Tx, a billing.Account) (err error) {
			refunded, err = billing.Refund(ctx, tx, a, p.ID, invoice.Provider{}, s.cause("by mistake"), s.now)
			return err
		})
		return refunded, err
	}
	t.Run("TakesBackWhatIsLeftOnce", func(t *testing.T) {
		s := setup(t)
		p := s.buy(t, s.topUp(newKey()))
		s.use(t, 1200*credit.Credit)
		for range 2 {
			if refunded, err := refund(s, p); err != nil || refunded.Status != credit.PurchaseRefunded {
				t.Errorf("refunded %v, %v", refunded, err)
			}
		}
		if a := s.running(t); a.Period.Credited != 1200*credit.Credit {
			t.Errorf("credited %s, want what was used", a.Period.Credited)
		}
		s.requireEvents(t, "PURCHASE 500 USD", "REFUND 500 USD")
		s.requireLogged(t, "purchase.order", "purchase.advance", "purchase.advance")
	})
	t.Run("OfAnAllowanceThatIsNotGrantedYet", func(t *testing.T) {
		s := setup(t, free)
		if p, err := refund(s, s.buy(t, s.allowance(newKey(), 2500*credit.Credit, 0))); err != nil || p.Status != credit.PurchaseRefunded {
			t.Errorf("refunded %v, %v", p, err)
		}
		s.requireEvents(t)
	})
	t.Run("OfOneThatIsNotPaidIsRefused", func(t *testing.T) {
		s := setup(t)
		p, err := s.order(s.topUp(newKey()), later{})
		must(t, err)
		_, err = refund(s, p)
		requireCode(t, err, credit.CodeConflict, "")
	})
}
