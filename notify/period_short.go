package notify

import (
	"context"
	"fmt"
	"time"

	"cistern/credit"
	"cistern/ent"
	"cistern/ent/billingperiod"
)

// freshFor is how long after its start a period may be told of as one that starts short.
const freshFor = 24 * time.Hour

// PeriodStarted tells of a billed period that starts with too few credits (D3), once, whoever asks and however often. The first period of
// a contract follows none, and nothing is told of it.
func PeriodStarted(ctx context.Context, tx *ent.Tx, p *ent.BillingPeriod, now time.Time) ([]Notice, error) {
	if p.Kind != credit.PeriodBilled || !now.Before(p.StartsAt.Add(freshFor)) {
		return nil, nil
	}
	before, err := tx.BillingPeriod.Query().
		Where(billingperiod.ContractID(p.ContractID), billingperiod.EndsAt(p.StartsAt)).
		Only(ctx)
	if ent.IsNotFound(err) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("find the period before: %w", err)
	}
	if !credit.StartsShort(p.Credited, before.Used, before.Kind) {
		return nil, nil
	}
	return tell(ctx, tx, news{
		kind: credit.NotifyBilledPeriodShort, contract: p.ContractID, occasion: fmt.Sprintf("short/%s", p.ID),
		figures: ShortFigures{Granted: p.Credited, Before: before.Used, ResetsAt: p.EndsAt},
	}, now)
}
