package metering

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"cistern/credit"
	"cistern/ent"
	"cistern/ent/agentusage"
	"cistern/ent/billingperiod"
	"cistern/ent/workspaceusage"
)

// tell finds the thresholds that the batch has reached or that have been armed again, and keeps what counts as told. While there are
// none, which is nearly always, it does not go to the database.
func (b *batch) tell(ctx context.Context, _ *Meter, tx *ent.Tx) error {
	for _, a := range b.agents {
		p := a.contract.period
		if p.kind != credit.PeriodBilled || a.used == a.before {
			continue
		}
		pool := credit.Crossing{Contract: a.contract.id, Period: p.id, ResetsAt: p.end}
		allocation, limit := pool, pool
		allocation.Workspace, limit.Workspace, limit.Agent = a.workspace.id, a.workspace.id, a.id
		for _, capped := range []struct {
			*tally
			limit *credit.Amount
			at    credit.Crossing
		}{
			{&p.tally, &p.credited, pool},
			{&a.workspace.tally, a.workspace.allocation, allocation},
			{&a.tally, a.limit, limit},
		} {
			if err := b.advance(ctx, tx, capped.tally, capped.limit, capped.at); err != nil {
				return err
			}
		}
	}
	return nil
}

// advance asks the rule about one cap. Each tally is asked once: what it was before the batch is done with then.
func (b *batch) advance(ctx context.Context, tx *ent.Tx, t *tally, limit *credit.Amount, at credit.Crossing) error {
	stays, now := t.told.Advance(credit.CapUse{Cap: limit, Before: t.before, After: t.used})
	t.before = t.used
	if stays == t.told {
		return nil
	}
	t.told = stays
	if now != credit.ThresholdNone {
		at.Threshold, at.Cap, at.Used = now, *limit, t.used
		b.crossings = append(b.crossings, at)
	}
	return keepTold(ctx, tx, at, stays)
}

func keepTold(ctx context.Context, tx *ent.Tx, of credit.Crossing, told credit.Threshold) (err error) {
	switch {
	case of.Agent != uuid.Nil:
		err = tx.AgentUsage.Update().
			Where(agentusage.ContractID(of.Contract), agentusage.PeriodID(of.Period), agentusage.ID(of.Agent)).
			SetThresholdTold(int16(told)).Exec(ctx)
	case of.Workspace != uuid.Nil:
		err = tx.WorkspaceUsage.Update().
			Where(workspaceusage.ContractID(of.Contract), workspaceusage.PeriodID(of.Period), workspaceusage.ID(of.Workspace)).
			SetThresholdTold(int16(told)).Exec(ctx)
	default:
		err = tx.BillingPeriod.Update().
			Where(billingperiod.ContractID(of.Contract), billingperiod.ID(of.Period)).
			SetThresholdTold(int16(told)).Exec(ctx)
	}
	if err != nil {
		return fmt.Errorf("keep the threshold that was told: %w", err)
	}
	return nil
}

// bursts are the hours that became large by this batch, in a period that is enforced.
func (b *batch) bursts() (found []credit.Burst) {
	if len(b.large) == 0 {
		return nil
	}
	for at, use := range b.use {
		a := b.agents[key{at.contract, at.agent}]
		p := a.contract.period
		after, large := b.large[agentHour{key{at.contract, at.agent}, at.hour.UnixMicro()}]
		if !large || use.imported || at.period != p.id || p.kind != credit.PeriodBilled || a.safetyHoldAt != nil || a.deletedAt != nil {
			continue
		}
		burst := credit.Burst{
			Contract: at.contract, Workspace: at.workspace, Agent: at.agent, Hour: at.hour,
			Before: after - use.credits, After: after, Runs: use.succeeded + use.failed, Pool: p.credited,
		}
		if burst.Passes(a.contract.now) {
			found = append(found, burst)
		}
	}
	return found
}
