package auth

import (
	"context"
	"fmt"
	"math"
	"net/http"
	"net/netip"
	"time"
)

const (
	budgetWindow = time.Minute
	// budgetLeases is in how many parts a budget is leased to processes: each is one statement.
	budgetLeases = 20
)

// Budgets bound what callers ask of the API: each has so many points a minute, in all processes together.
type Budgets struct {
	points *limiter
	policy string
}

// NewBudgets gives everybody as many points a minute, in the database of the sessions; what was not spent does not add up.
func NewBudgets(s *Sessions, points int) *Budgets {
	return &Budgets{newLimiter(s.db, s.now, limit{
		of: "points", every: budgetWindow / time.Duration(points), burst: points, lease: points / budgetLeases,
	}), fmt.Sprintf(`"points";q=%d;w=%d`, points, int(budgetWindow.Seconds()))}
}

// Spent is what came of Spend.
type Spent struct {
	Points int           // that were asked for
	Limit  int           // of a minute
	Left   int           // as far as this process knows: others may have spent since
	Full   time.Duration // until all of the limit is back
	Wait   time.Duration // above zero: nothing was taken, and there will be enough after that

	policy string
}

// Spend takes points off the budget of whoever calls: a person, whatever sessions and scripts they have, or a token, or for all of
// those who are nobody the network that they come from. Zero points only look.
func (b *Budgets) Spend(ctx context.Context, points int) (Spent, error) {
	now, err := b.points.take(ctx, spender(ctx), points)
	return Spent{Points: points, Limit: b.points.burst, Left: now.left, Full: now.full, Wait: now.wait, policy: b.policy}, err
}

// SetHeaders tells of the budget as draft-ietf-httpapi-ratelimit-headers-10 has it.
func (s Spent) SetHeaders(h http.Header) {
	h.Set("RateLimit-Policy", s.policy)
	h.Set("RateLimit", fmt.Sprintf(`"points";r=%d;t=%d`, s.Left, int(math.Ceil(s.Full.Seconds()))))
}

func spender(ctx context.Context) string {
	switch v := From(ctx); {
	case v == nil:
		from, _ := ctx.Value(networkKey{}).(netip.Prefix)
		return from.String()
	case v.Program():
		return v.Token.ID.String()
	default:
		return v.UserID.String()
	}
}

type networkKey struct{}

// withNetwork returns a context in which somebody calls from a network who is nobody.
func withNetwork(ctx context.Context, from netip.Prefix) context.Context {
	return context.WithValue(ctx, networkKey{}, from)
}
