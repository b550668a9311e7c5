package credit

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

func TestBuy_D16(t *testing.T) {
	offer := Offer{2500 * Credit, Money{2500, "USD"}}
	for name, test := range map[string]struct {
		kind      PurchaseKind
		allowance Amount
		period    PeriodKind
		granted   Amount
		charge    int64
	}{
		"TopUp":               {PurchaseTopUp, 1000 * Credit, PeriodBilled, 2500 * Credit, 2500},
		"TopUpInAFreePeriod":  {PurchaseTopUp, 1000 * Credit, PeriodFree, 2500 * Credit, 2500},
		"FirstAllowance":      {PurchaseAllowance, 0, PeriodBilled, 2500 * Credit, 2500},
		"MoreAllowance":       {PurchaseAllowance, 1000 * Credit, PeriodBilled, 1500 * Credit, 1500},
		"AllowanceBeforehand": {PurchaseAllowance, 1000 * Credit, PeriodFree, 0, 0},
	} {
		t.Run(name, func(t *testing.T) {
			e, err := Buy(test.kind, offer, test.allowance, test.period)
			if err != nil || e.Granted != test.granted || e.Charge != (Money{test.charge, "USD"}) {
				t.Errorf("grants %s for %v, %v", e.Granted, e.Charge, err)
			}
			if more := test.kind == PurchaseAllowance; more != (e.Allowance == offer.Credits) || more != (e.Recurring == offer.Price) {
				t.Errorf("the allowance is %s for %v", e.Allowance, e.Recurring)
			}
		})
	}
	for _, allowance := range []Amount{2500 * Credit, 2501 * Credit} {
		if _, err := Buy(PurchaseAllowance, offer, allowance, PeriodBilled); err == nil {
			t.Errorf("%s is bought as more than %s", offer.Credits, allowance)
		}
	}
}

func TestShareOfAPrice(t *testing.T) {
	for _, test := range []struct {
		minor       int64
		part, whole Amount
		want        int64
	}{
		{1000, 0, 3, 0}, {1000, 1, 3, 333}, {1000, 2, 3, 667}, {1, 1, 2, 1}, {999, 3, 3, 999},
		{math.MaxInt64, 1, 1, math.MaxInt64},
	} {
		if got := (Money{test.minor, "USD"}).Share(test.part, test.whole); got.AmountMinor != test.want {
			t.Errorf("%d/%d of %d is %v", test.part, test.whole, test.minor, got)
		}
	}
}

// A purchase moves forward only, and everything but a grant can be reached from what comes before it.
func TestPurchasesMoveForward(t *testing.T) {
	status := rapid.SampledFrom(purchaseStatuses)
	rapid.Check(t, func(t *rapid.T) {
		a, b, c := status.Draw(t, "a"), status.Draw(t, "b"), status.Draw(t, "c")
		if a.CanBecome(a) || a.CanBecome(b) && b.CanBecome(a) {
			t.Errorf("%s and %s lead to each other", a, b)
		}
		if c != PurchaseGranted && a.CanBecome(b) && b.CanBecome(c) && !a.CanBecome(c) {
			t.Errorf("%s becomes %s, and that %s", a, b, c)
		}
		if a.CanBecome(PurchaseGranted) != (a == PurchasePaid) {
			t.Errorf("%s is granted", a)
		}
	})
}

func TestCheckText(t *testing.T) {
	for text, fine := range map[string]bool{"": false, "a": true, "ệệệ": true, "ệệệệ": false, "a\n": false, "a\x00": false, "\xff": false} {
		if err := CheckText("note", text, 1, 3); (err == nil) != fine {
			t.Errorf("%q: %v", text, err)
		}
	}
}
