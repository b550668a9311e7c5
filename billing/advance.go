package billing

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"cistern/audit"
	"cistern/credit"
	"cistern/ent"
	"cistern/ent/grant"
	"cistern/ent/purchase"
	"cistern/ledger"
)

// News is what has become of the payment of a purchase.
type News struct {
	Status  credit.PurchaseStatus // PAID, FAILED, CANCELED or REFUNDED
	Failure string                // why it failed, for the buyer
	audit.Cause
}

// Advance moves a purchase on: one that is paid is granted, one that is refunded loses what is left of its credits. News that are
// old, or told again, change nothing (PurchaseStatus.CanBecome), so that whatever a provider tells grants once. A purchase that the
// contract does not have is a credit.Error of NOT_FOUND.
func Advance(ctx context.Context, tx *ent.Tx, a Account, id uuid.UUID, n News, now time.Time) (*ent.Purchase, error) {
	p, err := Find(ctx, tx, a.Contract.ID, id)
	if err != nil || !p.Status.CanBecome(n.Status) {
		return p, err
	}
	before := *p
	if p, err = move(ctx, tx, p, n, now); err != nil {
		return nil, err
	}
	switch n.Status {
	case credit.PurchasePaid:
		if err := a.fulfil(ctx, tx, p, now); err != nil {
			return nil, err
		}
		if p, err = move(ctx, tx, p, News{Status: credit.PurchaseGranted}, now); err != nil {
			return nil, err
		}
	case credit.PurchaseRefunded:
		if err := a.takeBack(ctx, tx, p, now); err != nil {
			return nil, err
		}
	default: // nothing was granted, and nothing is
	}
	return p, record(ctx, tx, n.Cause, "purchase.advance", &before, p, now)
}

// Refund pays back what a purchase was charged, and takes back what is left of its credits; the allowance stays as it is. Refunding
// again changes nothing; a purchase that was not granted is a credit.Error of CONFLICT.
func Refund(ctx context.Context, tx *ent.Tx, a Account, id uuid.UUID, by Provider, cause audit.Cause, now time.Time) (*ent.Purchase, error) {
	if err := cause.Check(); err != nil {
		return nil, err
	}
	p, err := Find(ctx, tx, a.Contract.ID, id)
	if err != nil || p.Status == credit.PurchaseRefunded {
		return p, err
	}
	if p.Status != credit.PurchaseGranted {
		return nil, &credit.Error{Code: credit.CodeConflict, Message: "only a purchase that was granted can be refunded"}
	}
	if err := by.Refund(ctx, tx, a, p, now); err != nil {
		return nil, err
	}
	return Advance(ctx, tx, a, id, News{Status: credit.PurchaseRefunded, Cause: cause}, now)
}

// fulfil grants what was bought. An allowance acts at once, whole; in a free period the first reset grants it.
func (a Account) fulfil(ctx context.Context, tx *ent.Tx, p *ent.Purchase, now time.Time) error {
	g := ledger.NewGrant{Kind: credit.GrantTopUp, Amount: p.Credits, EffectiveAt: a.within(now), PurchaseID: &p.ID, GrantedBy: &p.OrderedBy}
	if a.Period.Kind == credit.PeriodBilled {
		g.ExpiresAt = a.Period.EndsAt
	}
	if p.Kind == credit.PurchaseAllowance {
		if err := a.raiseAllowance(ctx, tx, p); err != nil {
			return err
		}
		if a.Period.Kind == credit.PeriodFree {
			return nil
		}
		g.Kind, g.Amount = credit.GrantMonthly, p.Credits-*p.AllowanceBefore
	}
	_, err := ledger.Grant(ctx, tx, a.Period, g, now)
	return err
}

// raiseAllowance drops a pending decrease (D16). An allowance that has been raised further meanwhile stays.
func (a Account) raiseAllowance(ctx context.Context, tx *ent.Tx, p *ent.Purchase) error {
	if p.Credits <= a.Contract.Allowance {
		return nil
	}
	return a.setAllowance(ctx, tx, p.Credits, *p.RecurringMinor)
}

func (a Account) setAllowance(ctx context.Context, tx *ent.Tx, credits credit.Amount, minor int64) error {
	err := tx.Contract.UpdateOneID(a.Contract.ID).
		SetAllowance(credits).SetAllowanceMinor(minor).
		ClearPendingAllowance().SetPendingAllowanceMinor(0).
		Exec(ctx)
	if err != nil {
		return fmt.Errorf("set the allowance: %w", err)
	}
	c := a.Contract
	c.Allowance, c.AllowanceMinor, c.PendingAllowance, c.PendingAllowanceMinor = credits, minor, nil, 0
	return nil
}

func (a Account) takeBack(ctx context.Context, tx *ent.Tx, p *ent.Purchase, now time.Time) error {
	given, err := tx.Grant.Query().Where(grant.ContractID(p.ContractID), grant.PurchaseID(p.ID)).Only(ctx)
	if ent.IsNotFound(err) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("find what a purchase granted: %w", err)
	}
	_, err = ledger.Reverse(ctx, tx, a.Period, ledger.Reversal{Grant: given.ID, Note: "refund"}, now)
	return err
}

// Find is a purchase of a contract. One that it does not have is a credit.Error of NOT_FOUND.
func Find(ctx context.Context, tx *ent.Tx, contract, id uuid.UUID) (*ent.Purchase, error) {
	p, err := tx.Purchase.Query().Where(purchase.ContractID(contract), purchase.ID(id)).Only(ctx)
	if ent.IsNotFound(err) {
		return nil, notFound("purchase")
	}
	if err != nil {
		return nil, fmt.Errorf("find purchase: %w", err)
	}
	return p, nil
}

// move writes a status and returns the purchase as it is then.
func move(ctx context.Context, tx *ent.Tx, p *ent.Purchase, n News, now time.Time) (*ent.Purchase, error) {
	moved := *p
	moved.Status, moved.ChangedAt = n.Status, now
	if n.Failure != "" {
		moved.Failure = &n.Failure
	}
	err := tx.Purchase.Update().
		Where(purchase.ContractID(p.ContractID), purchase.ID(p.ID)).
		SetStatus(moved.Status).SetChangedAt(now).SetNillableFailure(moved.Failure).
		Exec(ctx)
	if err != nil {
		return nil, fmt.Errorf("move purchase to %s: %w", n.Status, err)
	}
	return &moved, nil
}
