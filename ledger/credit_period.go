package ledger

import (
	"context"
	"fmt"
	"time"

	"cistern/credit"
	"cistern/ent"
	"cistern/ent/billingperiod"
	"cistern/ent/grant"
)

// Due is when the ledger has to act on a period next: a grant begins or expires within it, or it ends. What the period is credited
// with is true until then; OpenPeriod acts.
func Due(p *ent.BillingPeriod) time.Time {
	if p.DueAt == nil {
		return p.EndsAt
	}
	return *p.DueAt
}

// creditPeriod says anew what a period can spend in all from an instant on, and until when that is so: what its grants have paid,
// and what they have left. A free period is credited with nothing.
func creditPeriod(ctx context.Context, tx *ent.Tx, p *ent.BillingPeriod, at time.Time) error {
	grants, err := tx.Grant.Query().
		Where(grant.ContractID(p.ContractID), grant.RemainingGT(0), grant.EffectiveAtLT(p.EndsAt)).
		All(ctx)
	if err != nil {
		return fmt.Errorf("find the grants of the period: %w", err)
	}
	left, until := credit.Spendable(balances(grants), at)
	if until.IsZero() || until.After(p.EndsAt) {
		until = p.EndsAt
	}
	p.DueAt = &until
	if p.Kind == credit.PeriodBilled {
		p.Credited = p.Settled + left
	}
	if err := tx.BillingPeriod.Update().
		Where(billingperiod.ContractID(p.ContractID), billingperiod.ID(p.ID)).
		SetCredited(p.Credited).SetDueAt(until).
		Exec(ctx); err != nil {
		return fmt.Errorf("credit the period: %w", err)
	}
	return nil
}

// within is now, or the nearest instant of the part of the period that has not come due: clocks may be behind, and what is due is
// settled as of the last instant before it, which the database tells to the microsecond.
func within(p *ent.BillingPeriod, now time.Time) time.Time {
	if last := Due(p).Add(-time.Microsecond); now.After(last) {
		return last
	}
	if now.Before(p.StartsAt) {
		return p.StartsAt
	}
	return now.Truncate(time.Microsecond)
}
