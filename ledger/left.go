package ledger

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"

	"cistern/credit"
	"cistern/ent"
	"cistern/ent/grant"
)

// Left is the grants that make the pool of a running period, used up ones of this period among them, in the order in which they burn
// (D4); those that begin later come last. Of each it tells what would remain if all use so far were settled; nothing is written.
func Left(ctx context.Context, tx *ent.Tx, p *ent.BillingPeriod, now time.Time) ([]*ent.Grant, error) {
	grants, err := tx.Grant.Query().
		Where(
			grant.ContractID(p.ContractID),
			grant.Or(grant.RemainingGT(0), grant.EffectiveAtGTE(p.StartsAt)),
			grant.Or(grant.ExpiresAtIsNil(), grant.ExpiresAtGT(now)),
		).
		All(ctx)
	if err != nil {
		return nil, fmt.Errorf("find the grants of the pool: %w", err)
	}
	byID := make(map[uuid.UUID]*ent.Grant, len(grants))
	var able, later []*ent.Grant
	for _, g := range grants {
		byID[g.ID] = g
		if g.EffectiveAt.After(now) {
			later = append(later, g)
		} else {
			able = append(able, g)
		}
	}
	draws, _ := credit.BurnDown(balances(able), unsettled(p))
	for _, d := range draws {
		byID[d.GrantID].Remaining -= d.Amount
	}
	ordered := make([]*ent.Grant, 0, len(grants))
	for _, b := range credit.BurnOrder(balances(able)) {
		ordered = append(ordered, byID[b.ID])
	}
	slices.SortFunc(later, func(a, b *ent.Grant) int { return a.EffectiveAt.Compare(b.EffectiveAt) })
	return append(ordered, later...), nil
}
