package ledger

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"cistern/credit"
	"cistern/ent"
	"cistern/ent/billingperiod"
	"cistern/ent/grant"
)

// OpenPeriod returns the contract's running billing period, opening every one that has begun by now and closing those before it
// (D5), and crediting it with what its grants can pay now. The caller holds the contract's lock, so a boundary is crossed exactly
// once however many come to it together.
// Time does not run backwards for a contract: when a later period has been opened already, that one is the running one.
func OpenPeriod(ctx context.Context, tx *ent.Tx, c *ent.Contract, now time.Time) (*ent.BillingPeriod, error) {
	calendar, err := CalendarOf(c)
	if err != nil {
		return nil, fmt.Errorf("contract %s: %w", c.ID, err)
	}
	last, err := tx.BillingPeriod.Query().
		Where(billingperiod.ContractID(c.ID)).
		Order(billingperiod.ByStartsAt(descending)).
		First(ctx)
	if ent.IsNotFound(err) {
		return open(ctx, tx, c, calendar, calendar.PeriodAt(now), now)
	}
	for err == nil && !Due(last).After(now) {
		if Due(last).Before(last.EndsAt) {
			err = changePool(ctx, tx, last, now)
			continue
		}
		next := calendar.Next(credit.Period{Start: last.StartsAt, End: last.EndsAt})
		if err = closePeriod(ctx, tx, last, now); err == nil {
			last, err = open(ctx, tx, c, calendar, next, now)
		}
	}
	if err != nil {
		return nil, fmt.Errorf("open billing period: %w", err)
	}
	return last, nil
}

// OpenHistory opens the FREE periods that an import needs to reach back to the given instant: all between it and the first period.
func OpenHistory(ctx context.Context, tx *ent.Tx, c *ent.Contract, since, now time.Time) error {
	calendar, err := CalendarOf(c)
	if err != nil {
		return fmt.Errorf("contract %s: %w", c.ID, err)
	}
	first, err := tx.BillingPeriod.Query().
		Where(billingperiod.ContractID(c.ID)).
		Order(billingperiod.ByStartsAt()).
		First(ctx)
	if err != nil {
		return fmt.Errorf("find the first billing period: %w", err)
	}
	p := credit.Period{Start: first.StartsAt, End: first.EndsAt}
	for since.Before(p.Start) {
		p = calendar.Previous(p)
		if _, err := newPeriod(tx, c.ID, p, credit.PeriodFree, now).Save(ctx); err != nil {
			return fmt.Errorf("open billing period of %s: %w", p.Start.Format(time.DateOnly), err)
		}
	}
	return nil
}

// open starts a period with what surviving grants carry into it, and grants the allowance anew where it is billed.
func open(ctx context.Context, tx *ent.Tx, c *ent.Contract, calendar credit.Calendar, p credit.Period, now time.Time) (*ent.BillingPeriod, error) {
	opened, err := newPeriod(tx, c.ID, p, calendar.Kind(p, BillingStart(c)), now).Save(ctx)
	if err != nil {
		return nil, err
	}
	if opened.Kind == credit.PeriodBilled {
		if err := endWithPeriod(ctx, tx, opened); err != nil {
			return nil, err
		}
		if err := grantAllowance(ctx, tx, c, opened, now); err != nil {
			return nil, err
		}
	}
	return opened, creditPeriod(ctx, tx, opened, p.Start)
}

// grantAllowance grants the allowance for a period that begins, and raises the charge for it.
func grantAllowance(ctx context.Context, tx *ent.Tx, c *ent.Contract, p *ent.BillingPeriod, now time.Time) error {
	if err := applyPendingAllowance(ctx, tx, c); err != nil || c.Allowance == 0 {
		return err
	}
	err := addGrant(ctx, tx, p, NewGrant{Kind: credit.GrantMonthly, Amount: c.Allowance, EffectiveAt: p.StartsAt, ExpiresAt: p.EndsAt}, now)
	if err != nil {
		return err
	}
	return Bill(ctx, tx, p, NewBillingEvent{
		Kind: credit.BillAllowance, Credits: c.Allowance, Price: credit.Money{AmountMinor: c.AllowanceMinor, Currency: c.Currency}, At: p.StartsAt,
	}, now)
}

// endWithPeriod gives what was granted for the first billed period, while it was not known when that would be, its end.
func endWithPeriod(ctx context.Context, tx *ent.Tx, p *ent.BillingPeriod) error {
	err := tx.Grant.Update().
		Where(grant.ContractID(p.ContractID), grant.ExpiresAtIsNil(), grant.KindIn(credit.GrantMonthly, credit.GrantTopUp)).
		SetExpiresAt(p.EndsAt).
		Exec(ctx)
	if err != nil {
		return fmt.Errorf("end grants with the period: %w", err)
	}
	return nil
}

func newPeriod(tx *ent.Tx, contract uuid.UUID, p credit.Period, kind credit.PeriodKind, now time.Time) *ent.BillingPeriodCreate {
	return tx.BillingPeriod.Create().
		SetID(uuid.Must(uuid.NewV7())).SetContractID(contract).
		SetStartsAt(p.Start).SetEndsAt(p.End).SetKind(kind).SetCredited(0).
		SetUsed(0).SetSucceeded(0).SetFailed(0).SetSettled(0).SetThresholdTold(0).
		SetOpenedAt(now)
}

// changePool crosses an instant within a period at which grants begin or expire: use until then is drawn from those that were there.
func changePool(ctx context.Context, tx *ent.Tx, p *ent.BillingPeriod, now time.Time) error {
	if err := Settle(ctx, tx, p, now); err != nil {
		return err
	}
	if err := expire(ctx, tx, p, now); err != nil {
		return err
	}
	return creditPeriod(ctx, tx, p, Due(p))
}

// closePeriod settles what was used and posts what is left of the grants that end with the period as expired (D5).
func closePeriod(ctx context.Context, tx *ent.Tx, p *ent.BillingPeriod, now time.Time) error {
	if err := Settle(ctx, tx, p, now); err != nil {
		return err
	}
	if err := forgive(ctx, tx, p, now); err != nil {
		return err
	}
	if err := expire(ctx, tx, p, now); err != nil {
		return err
	}
	if err := tx.BillingPeriod.Update().
		Where(billingperiod.ContractID(p.ContractID), billingperiod.ID(p.ID)).
		ClearDueAt().
		Exec(ctx); err != nil {
		return fmt.Errorf("close the period: %w", err)
	}
	return nil
}

// expire posts what is left of the grants that end when the period is due.
func expire(ctx context.Context, tx *ent.Tx, p *ent.BillingPeriod, now time.Time) error {
	ending, err := tx.Grant.Query().
		Where(grant.ContractID(p.ContractID), grant.ExpiresAtLTE(Due(p)), grant.RemainingGT(0)).
		Order(grant.ByID()).
		All(ctx)
	if err != nil {
		return fmt.Errorf("find ending grants: %w", err)
	}
	for _, g := range ending {
		if err := take(ctx, tx, p, g, entry{kind: credit.EntryExpire, amount: -g.Remaining, at: Due(p)}, now); err != nil {
			return err
		}
	}
	return nil
}

func applyPendingAllowance(ctx context.Context, tx *ent.Tx, c *ent.Contract) error {
	if c.PendingAllowance == nil {
		return nil
	}
	c.Allowance, c.AllowanceMinor = *c.PendingAllowance, c.PendingAllowanceMinor
	err := tx.Contract.UpdateOneID(c.ID).
		SetAllowance(c.Allowance).SetAllowanceMinor(c.AllowanceMinor).
		ClearPendingAllowance().SetPendingAllowanceMinor(0).
		Exec(ctx)
	if err != nil {
		return fmt.Errorf("apply the pending allowance: %w", err)
	}
	c.PendingAllowance, c.PendingAllowanceMinor = nil, 0
	return nil
}
