package metering

import (
	"context"
	"fmt"
	"slices"
	"time"

	"cistern/credit"
	"cistern/ent"
	"cistern/ledger"
)

// refusal is why an agent may not start a run.
type refusal struct {
	agent *agent
	codes []credit.BlockerCode
}

// explain says of what blocked starts since when it stands and when it ends by itself.
func (b *batch) explain(ctx context.Context, _ *Meter, tx *ent.Tx) error {
	refills := map[*contract]*time.Time{}
	for i := range b.results {
		r := b.results[i].refused
		if r == nil {
			continue
		}
		c := r.agent.contract
		refill, known := refills[c]
		if !known && slices.Contains(r.codes, credit.BlockerPoolExhausted) {
			var err error
			if refill, err = r.refill(ctx, tx); err != nil {
				return fmt.Errorf("explain a refusal: %w", err)
			}
			refills[c] = refill
		}
		b.results[i].Blockers = credit.Explain(r.codes, credit.Circumstances{
			DeletedAt: r.agent.deletedAt, DisabledAt: r.agent.disabledAt, SafetyHoldAt: r.agent.safetyHoldAt,
			Reset: c.period.end, NextAllowance: c.nextAllowance, Refill: refill,
			Allocation: r.agent.workspace.allocation, AgentLimit: r.agent.limit,
		})
	}
	return nil
}

// refill is when grants that begin in the period give its exhausted pool something to spend. Most periods have none to look for.
func (r *refusal) refill(ctx context.Context, tx *ent.Tx) (*time.Time, error) {
	c := r.agent.contract
	if !c.period.due.Before(c.period.end) {
		return nil, nil //nolint:nilnil // none is an answer
	}
	coming, err := ledger.Coming(ctx, tx, c.id, credit.Period{Start: c.now, End: c.period.end})
	return credit.Refill(r.agent.standing().Pool, coming), err
}
