package notify

import (
	"context"
	"fmt"
	"time"

	"cistern/credit"
	"cistern/ent"
)

// RunsOut tells that the pool of the running period is expected to run out before the reset (D14), once for what was granted: more credits
// make it news again. Where the pool is used up already people know.
func RunsOut(ctx context.Context, tx *ent.Tx, p *ent.BillingPeriod, at, now time.Time) ([]Notice, error) {
	if p.Kind != credit.PeriodBilled || p.Used >= p.Credited || !at.Before(p.EndsAt) {
		return nil, nil
	}
	return tell(ctx, tx, news{
		kind: credit.NotifyRunOutForecast, contract: p.ContractID, occasion: fmt.Sprintf("run out/%s/%d", p.ID, p.Credited),
		figures: RunOutFigures{RunsOutAt: at, Used: p.Used, Granted: p.Credited, ResetsAt: p.EndsAt},
	}, now)
}
