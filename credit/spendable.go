package credit

import "time"

// Spendable is what the grants of a pool can pay at an instant, and when that next changes by itself: a grant begins or expires.
// A zero until is never.
func Spendable(grants []GrantBalance, at time.Time) (sum Amount, until time.Time) {
	for _, g := range grants {
		switch {
		case g.Remaining <= 0 || !g.ExpiresAt.IsZero() && !g.ExpiresAt.After(at):
		case g.EffectiveAt.After(at):
			until = earlier(until, g.EffectiveAt)
		default:
			sum += g.Remaining
			until = earlier(until, g.ExpiresAt)
		}
	}
	return sum, until
}

// Refill is when grants that begin later, in the order in which they begin, have made up for what a pool lacks; nil where they do not.
func Refill(pool Headroom, coming []GrantBalance) *time.Time {
	for _, g := range coming {
		if pool.Left += g.Remaining; pool.Left > 0 {
			return &g.EffectiveAt
		}
	}
	return nil
}

// earlier is the first of two instants of which zero is never.
func earlier(a, b time.Time) time.Time {
	if a.IsZero() || !b.IsZero() && b.Before(a) {
		return b
	}
	return a
}
