package credit_test

import (
	"testing"
	"time"

	"cistern/credit"
)

func TestSpendable(t *testing.T) {
	t.Parallel()
	noon := instant(t, "2026-11-22T12:00:00Z")
	soon, late := noon.Add(time.Hour), noon.Add(2*time.Hour)
	var never time.Time
	grant := func(from, to time.Time, remaining credit.Amount) credit.GrantBalance {
		return credit.GrantBalance{EffectiveAt: from, ExpiresAt: to, Remaining: remaining}
	}
	for name, c := range map[string]struct {
		grants []credit.GrantBalance
		sum    credit.Amount
		until  time.Time
	}{
		"Nothing":          {nil, 0, never},
		"ForEver":          {[]credit.GrantBalance{grant(noon, never, 5)}, 5, never},
		"UntilItExpires":   {[]credit.GrantBalance{grant(noon, late, 5), grant(noon, never, 3)}, 8, late},
		"NotWhenItExpires": {[]credit.GrantBalance{grant(never, noon, 5)}, 0, never},
		"NotBeforeItBegins": {
			[]credit.GrantBalance{grant(noon.Add(time.Microsecond), never, 5)}, 0, noon.Add(time.Microsecond),
		},
		"TheFirstChange":    {[]credit.GrantBalance{grant(noon, late, 5), grant(soon, late, 3)}, 5, soon},
		"NotWhatIsUsedUp":   {[]credit.GrantBalance{grant(noon, soon, 0), grant(soon, late, 0), grant(noon, late, 1)}, 1, late},
		"InWhateverOrder":   {[]credit.GrantBalance{grant(soon, late, 3), grant(noon, late, 5)}, 5, soon},
		"ForgetsWhatIsPast": {[]credit.GrantBalance{grant(never, noon.Add(-1), 5), grant(noon, late, 1)}, 1, late},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if sum, until := credit.Spendable(c.grants, noon); sum != c.sum || !until.Equal(c.until) {
				t.Errorf("%d until %s, want %d until %s", sum, until, c.sum, c.until)
			}
		})
	}
}

func TestRefill_D9(t *testing.T) {
	t.Parallel()
	first, second := time.Unix(1, 0), time.Unix(2, 0)
	coming := []credit.GrantBalance{{EffectiveAt: first, Remaining: 5}, {EffectiveAt: second, Remaining: 3}}
	for left, want := range map[credit.Amount]*time.Time{0: &first, -4: &first, -5: &second, -7: &second, -8: nil} {
		got := credit.Refill(credit.Headroom{Limited: true, Left: left}, coming)
		if (got == nil) != (want == nil) || got != nil && *got != *want {
			t.Errorf("with %d left it is at %v, want %v", left, got, want)
		}
	}
}
