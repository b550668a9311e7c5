package credit_test

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"cistern/credit"
)

func TestBurnOrder(t *testing.T) {
	t.Parallel()
	noon := instant(t, "2026-11-22T12:00:00Z")
	later, never := noon.Add(time.Microsecond), time.Time{}
	inOrder := []credit.GrantBalance{
		{ID: id(9), Priority: -1, Kind: credit.GrantAnnual, EffectiveAt: later, ExpiresAt: never},    // lowest number, although last in all else
		{ID: id(8), Priority: 0, Kind: credit.GrantMonthly, EffectiveAt: later, ExpiresAt: noon},     // expires first
		{ID: id(7), Priority: 0, Kind: credit.GrantTrial, EffectiveAt: noon, ExpiresAt: later},       // a gift
		{ID: id(6), Priority: 0, Kind: credit.GrantPromo, EffectiveAt: later, ExpiresAt: later},      // a gift, effective later
		{ID: id(5), Priority: 0, Kind: credit.GrantTopUp, EffectiveAt: noon, ExpiresAt: later},       // bought, effective first
		{ID: id(1), Priority: 0, Kind: credit.GrantMonthly, EffectiveAt: later, ExpiresAt: later},    // lower id
		{ID: id(2), Priority: 0, Kind: credit.GrantAdjustment, EffectiveAt: later, ExpiresAt: later}, // not a gift
		{ID: id(3), Priority: 0, Kind: credit.GrantTrial, EffectiveAt: noon, ExpiresAt: never},       // never expires
		{ID: id(4), Priority: 0, Kind: credit.GrantTopUp, EffectiveAt: noon, ExpiresAt: never},       // bought
		{ID: id(0), Priority: 10, Kind: credit.GrantTrial, EffectiveAt: never, ExpiresAt: noon},      // highest number, although first in all else
	}
	rapid.Check(t, func(t *rapid.T) {
		shuffled := rapid.Permutation(inOrder).Draw(t, "shuffled")
		given := slices.Clone(shuffled)
		if got := credit.BurnOrder(shuffled); !slices.Equal(got, inOrder) {
			t.Fatalf("burn order is %v", got)
		}
		if !slices.Equal(shuffled, given) {
			t.Fatal("the argument was changed")
		}
	})
}

func TestBurnDown(t *testing.T) {
	t.Parallel()
	grants := []credit.GrantBalance{
		{ID: id(2), Kind: credit.GrantAnnual, Priority: 20, Remaining: 100 * credit.Credit},
		{ID: id(1), Kind: credit.GrantMonthly, Priority: 10, Remaining: 5 * credit.Credit},
	}
	for _, c := range []struct {
		use   credit.Amount
		draws []credit.Draw
		short credit.Amount
	}{
		{0, nil, 0},
		{1, []credit.Draw{{id(1), 1}}, 0},
		{5 * credit.Credit, []credit.Draw{{id(1), 5 * credit.Credit}}, 0},
		{5*credit.Credit + 1, []credit.Draw{{id(1), 5 * credit.Credit}, {id(2), 1}}, 0},
		{106 * credit.Credit, []credit.Draw{{id(1), 5 * credit.Credit}, {id(2), 100 * credit.Credit}}, credit.Credit},
		{credit.MaxAmount, []credit.Draw{{id(1), 5 * credit.Credit}, {id(2), 100 * credit.Credit}}, credit.MaxAmount - 105*credit.Credit},
	} {
		draws, short := credit.BurnDown(grants, c.use)
		if !slices.Equal(draws, c.draws) || short != c.short {
			t.Errorf("use of %v draws %v, short %v; want %v, short %v", c.use, draws, short, c.draws, c.short)
		}
	}
}

func TestBurnDownConservesCredits(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		grants := grantBalances().Draw(t, "grants")
		use := credit.Amount(rapid.Int64Range(0, 300).Draw(t, "use"))
		draws, short := credit.BurnDown(grants, use)

		paid := map[[16]byte]credit.Amount{}
		total := short
		for _, draw := range draws {
			if draw.Amount <= 0 || paid[draw.GrantID] != 0 {
				t.Fatalf("draws %v", draws)
			}
			paid[draw.GrantID] = draw.Amount
			total += draw.Amount
		}
		if total != use || short < 0 {
			t.Fatalf("use of %d: draws %v and short %d add up to %d", use, draws, int64(short), int64(total))
		}
		drained := true
		for _, grant := range credit.BurnOrder(grants) {
			left := max(grant.Remaining, 0) - paid[grant.ID]
			if left < 0 {
				t.Fatalf("%v paid %v", grant, paid[grant.ID])
			}
			if paid[grant.ID] > 0 && !drained {
				t.Fatalf("%v was drawn before an earlier one was empty: %v", grant, draws)
			}
			drained = drained && left == 0
		}
		if short > 0 && !drained {
			t.Fatalf("short %v while a grant has credits", short)
		}

		again, shortAgain := credit.BurnDown(rapid.Permutation(grants).Draw(t, "shuffled"), use)
		if !slices.Equal(again, draws) || shortAgain != short {
			t.Fatalf("another order of the same grants draws %v, short %v", again, shortAgain)
		}
	})
}

// grantBalances draws grants that are alike in much, so that every rule of the order has to decide.
func grantBalances() *rapid.Generator[[]credit.GrantBalance] {
	moments := rapid.SampledFrom([]time.Time{{}, time.Unix(1, 0), time.Unix(2, 0)})
	kinds := rapid.SampledFrom([]credit.GrantKind{
		credit.GrantMonthly, credit.GrantTopUp, credit.GrantAnnual, credit.GrantTrial, credit.GrantPromo, credit.GrantAdjustment,
	})
	grant := rapid.Custom(func(t *rapid.T) credit.GrantBalance {
		return credit.GrantBalance{
			ID:          id(rapid.Byte().Draw(t, "id")),
			Kind:        kinds.Draw(t, "kind"),
			Priority:    rapid.IntRange(0, 2).Draw(t, "priority"),
			EffectiveAt: moments.Draw(t, "effective"),
			ExpiresAt:   moments.Draw(t, "expires"),
			Remaining:   credit.Amount(rapid.Int64Range(-1, 50).Draw(t, "remaining")),
		}
	})
	return rapid.SliceOfNDistinct(grant, 0, 8, func(g credit.GrantBalance) [16]byte { return g.ID })
}

func id(n byte) [16]byte { return [16]byte{15: n} }
