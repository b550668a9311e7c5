package credit_test

import (
	"math/big"
	"testing"

	"pgregory.net/rapid"

	"cistern/credit"
)

func TestAdvanceOfThresholds_D14(t *testing.T) {
	t.Parallel()
	const none, near, reached = credit.ThresholdNone, credit.ThresholdNear, credit.ThresholdReached
	for name, c := range map[string]struct {
		told               credit.Threshold
		limit              credit.Amount
		before, after      credit.Amount
		wantStays, wantNow credit.Threshold
	}{
		"below":                       {none, 1000, 0, 799, none, none},
		"reaches 80 %":                {none, 1000, 700, 800, near, near},
		"goes on above it":            {near, 1000, 800, 999, near, none},
		"reaches all":                 {near, 1000, 999, 1000, reached, reached},
		"jumps over both":             {none, 1000, 0, 1000, reached, reached},
		"jumps beyond":                {none, 1000, 0, 5000, reached, reached},
		"uses more than there is":     {reached, 1000, 1000, 9000, reached, none},
		"0 of 0":                      {none, 0, 0, 0, none, none},
		"something of 0":              {none, 0, 0, 700, none, none},
		"shares that are not whole":   {none, 3, 0, 2, none, none},
		"and one that is above":       {none, 9, 0, 8, near, near},
		"more came, 4 points below":   {near, 1000, 760, 990, near, none},
		"more came, 5 points below":   {near, 1000, 750, 800, near, near},
		"all is armed, 80 % is not":   {reached, 1000, 950, 999, near, none},
		"all is armed and reached":    {reached, 1000, 950, 1000, reached, reached},
		"both are armed":              {reached, 1000, 500, 600, none, none},
		"both are armed and one told": {reached, 1000, 500, 900, near, near},
		"a cap that was lowered":      {none, 1000, 900, 901, near, near},
		"the largest cap":             {none, credit.MaxAmount, 0, credit.MaxAmount, reached, reached},
	} {
		t.Run(name, func(t *testing.T) {
			stays, now := c.told.Advance(credit.CapUse{Cap: &c.limit, Before: c.before, After: c.after})
			if stays != c.wantStays || now != c.wantNow {
				t.Errorf("%d stays told and %d is told now, want %d and %d", stays, now, c.wantStays, c.wantNow)
			}
		})
	}
	if stays, now := reached.Advance(credit.CapUse{Before: 7, After: 9}); stays != none || now != none {
		t.Errorf("without a cap %d stays told and %d is told", stays, now)
	}
}

// While a cap stays as it is each threshold is told at most once, the higher never before the lower is out of question, and in the
// end the highest that use has reached has been told.
func TestThresholdsAreToldOnce_D14(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		limit := credit.Amount(rapid.Int64Range(0, 2000).Draw(t, "limit"))
		told, used, highest := credit.ThresholdNone, credit.Amount(0), credit.ThresholdNone
		for _, grows := range rapid.SliceOf(rapid.Int64Range(0, 700)).Draw(t, "use") {
			before := used
			used += credit.Amount(grows)
			stays, now := told.Advance(credit.CapUse{Cap: &limit, Before: before, After: used})
			if now != credit.ThresholdNone && now <= highest {
				t.Fatalf("%d is told after %d", now, highest)
			}
			told, highest = stays, max(highest, now)
		}
		if want := shareReached(used, limit); highest != want {
			t.Fatalf("%d was told of %d in %d, want %d", highest, used, limit, want)
		}
	})
}

// After more credits a threshold is told again exactly if use had fallen to five points below it.
func TestThresholdsArmAgain_D14(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		used := credit.Amount(rapid.Int64Range(1, 1_000_000).Draw(t, "used"))
		limit := credit.Amount(rapid.Int64Range(1, 2_000_000).Draw(t, "limit after more came"))
		told := rapid.SampledFrom([]credit.Threshold{credit.ThresholdNear, credit.ThresholdReached}).Draw(t, "told")
		_, now := told.Advance(credit.CapUse{Cap: &limit, Before: used, After: max(used, limit)})
		armed := 100*int64(used) <= 95*int64(limit)
		if again := now == credit.ThresholdReached; again != (armed || told == credit.ThresholdNear) {
			t.Fatalf("%d of %d: told again is %v", used, limit, again)
		}
	})
}

// A threshold is reached as its fraction is, at exactly the amount that is said for it.
func TestReachedThreshold_D14(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		limit := credit.Amount(rapid.Int64Range(0, 1_000_000).Draw(t, "limit"))
		near := limit.Reaching(credit.ThresholdNear)
		for used := max(0, near-1); used <= near+1; used++ {
			if got, want := (credit.CapUse{Cap: &limit, After: used}).Reached(), shareReached(used, limit); got != want {
				t.Fatalf("%d of %d reaches %d, want %d", used, limit, got, want)
			}
		}
	})
	if got := (credit.CapUse{After: 7}).Reached(); got != credit.ThresholdNone {
		t.Errorf("without a cap %d is reached", got)
	}
}

// shareReached asks by fractions what the rule asks by whole numbers.
func shareReached(used, limit credit.Amount) credit.Threshold {
	if limit == 0 {
		return credit.ThresholdNone
	}
	share := big.NewRat(100*int64(used), int64(limit))
	for _, t := range []credit.Threshold{credit.ThresholdReached, credit.ThresholdNear} {
		if share.Cmp(big.NewRat(int64(t), 1)) >= 0 {
			return t
		}
	}
	return credit.ThresholdNone
}
