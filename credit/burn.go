package credit

import (
	"bytes"
	"cmp"
	"slices"
	"time"
)

// GrantBalance is a grant with what is left of it.
type GrantBalance struct {
	ID                     [16]byte
	Kind                   GrantKind
	Priority               int       // lower burns first
	EffectiveAt, ExpiresAt time.Time // a zero ExpiresAt is never
	Remaining              Amount    // nothing is drawn from zero or less
}

// Draw is what one grant pays of a use, more than zero.
type Draw struct {
	GrantID [16]byte
	Amount  Amount
}

// BurnOrder is the grants in the order in which they burn (D4): lower priority number, earliest expiry, gifts before
// what was bought, earliest effective, id. It leaves its argument as it was.
func BurnOrder(grants []GrantBalance) []GrantBalance {
	return slices.SortedFunc(slices.Values(grants), func(a, b GrantBalance) int {
		return cmp.Or(
			cmp.Compare(a.Priority, b.Priority),
			compareExpiry(a.ExpiresAt, b.ExpiresAt),
			cmp.Compare(giftsFirst(a.Kind), giftsFirst(b.Kind)),
			a.EffectiveAt.Compare(b.EffectiveAt),
			bytes.Compare(a.ID[:], b.ID[:]),
		)
	})
}

func compareExpiry(a, b time.Time) int {
	switch {
	case a.IsZero() == b.IsZero():
		return a.Compare(b)
	case a.IsZero():
		return 1
	default:
		return -1
	}
}

func giftsFirst(kind GrantKind) int {
	if kind == GrantTrial || kind == GrantPromo {
		return 0
	}
	return 1
}

// BurnDown spreads use, which is not negative, over grants in their burn order. What all of them together cannot
// pay is short: the draws and short add up to use.
func BurnDown(grants []GrantBalance, use Amount) (draws []Draw, short Amount) {
	for _, grant := range BurnOrder(grants) {
		amount := min(grant.Remaining, use)
		if amount <= 0 {
			continue
		}
		draws = append(draws, Draw{GrantID: grant.ID, Amount: amount})
		use -= amount
	}
	return draws, use
}
