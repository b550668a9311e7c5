package ledger

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"cistern/credit"
	"cistern/ent"
	"cistern/ent/billingperiod"
)

// Settle posts the use of a billed period that is not in the ledger yet, drawn from the grants in burn order (D4, D6). Use that no
// grant can pay for stays unsettled, and the next grant of the period pays for it first. A free period draws nothing.
// The caller holds the contract's lock.
func Settle(ctx context.Context, tx *ent.Tx, p *ent.BillingPeriod, now time.Time) error {
	use := unsettled(p)
	if use == 0 {
		return nil
	}
	at := within(p, now)
	grants, err := effective(ctx, tx, p.ContractID, at)
	if err != nil {
		return err
	}
	byID := make(map[uuid.UUID]*ent.Grant, len(grants))
	for _, g := range grants {
		byID[g.ID] = g
	}
	draws, unpaid := credit.BurnDown(balances(grants), use)
	for _, d := range draws {
		if err := take(ctx, tx, p, byID[d.GrantID], entry{kind: credit.EntryUsage, amount: -d.Amount, at: at}, now); err != nil {
			return err
		}
	}
	return setSettled(ctx, tx, p, p.Used-unpaid)
}

// forgive posts the use of a closing period that no grant has paid for, and takes it back: a period starts with what was granted
// for it, not with a debt.
func forgive(ctx context.Context, tx *ent.Tx, p *ent.BillingPeriod, now time.Time) error {
	unpaid := unsettled(p)
	if unpaid == 0 {
		return nil
	}
	const note = "use above the credits granted, not carried over"
	for _, e := range []entry{
		{kind: credit.EntryUsage, amount: -unpaid, at: p.EndsAt, note: note},
		{kind: credit.EntryAdjust, amount: unpaid, at: p.EndsAt, note: note},
	} {
		if err := post(ctx, tx, p, e, now); err != nil {
			return err
		}
	}
	return setSettled(ctx, tx, p, p.Used)
}

// unsettled is the use of a period that is not in the ledger yet; a free period's never is.
func unsettled(p *ent.BillingPeriod) credit.Amount {
	if p.Kind == credit.PeriodFree {
		return 0
	}
	return p.Used - p.Settled
}

func setSettled(ctx context.Context, tx *ent.Tx, p *ent.BillingPeriod, settled credit.Amount) error {
	err := tx.BillingPeriod.Update().
		Where(billingperiod.ContractID(p.ContractID), billingperiod.ID(p.ID)).
		SetSettled(settled).
		Exec(ctx)
	if err != nil {
		return fmt.Errorf("settle period: %w", err)
	}
	p.Settled = settled
	return nil
}

func balances(grants []*ent.Grant) []credit.GrantBalance {
	out := make([]credit.GrantBalance, len(grants))
	for i, g := range grants {
		out[i] = credit.GrantBalance{
			ID: g.ID, Kind: g.Kind, Priority: int(g.Priority), EffectiveAt: g.EffectiveAt, Remaining: g.Remaining,
		}
		if g.ExpiresAt != nil {
			out[i].ExpiresAt = *g.ExpiresAt
		}
	}
	return out
}
