package ledger

import (
	"context"
	"fmt"
	"time"

	"entgo.io/ent/dialect/sql"
	"github.com/google/uuid"

	"cistern/credit"
	"cistern/ent"
	"cistern/ent/grant"
)

var descending = sql.OrderDesc()

// NewGrant is an addition to the pool.
type NewGrant struct {
	Kind        credit.GrantKind
	Amount      credit.Amount // above zero
	EffectiveAt time.Time     // from when it can pay; it leaves the pool of a running period alone until then
	ExpiresAt   time.Time     // zero: never; of MONTHLY and TOP_UP, which are for a period: with the first billed period to come
	PurchaseID  *uuid.UUID
	GrantedBy   *uuid.UUID
	Note        string

	IdempotencyKey *string // unique in the contract; of a grant that is asked for
}

// Priorities of grants: lower burns first, so that what lasts for a year is drawn on after what ends with the month (D4).
const (
	priorityPeriod = 10
	priorityAnnual = 20
)

// Grant adds credits to the pool of the running period and posts them. Use so far is settled first, so that it is drawn from the
// grants that were there when it happened (D6). One that has expired already is a credit.Error of BAD_USER_INPUT.
// The caller holds the contract's lock.
func Grant(ctx context.Context, tx *ent.Tx, p *ent.BillingPeriod, g NewGrant, now time.Time) (*ent.BillingPeriod, error) {
	if !g.ExpiresAt.IsZero() && !g.ExpiresAt.After(within(p, now)) {
		return nil, &credit.Error{Code: credit.CodeBadInput, Field: "expiresAt", Message: "a grant must expire after now"}
	}
	if err := Settle(ctx, tx, p, now); err != nil {
		return nil, err
	}
	if err := addGrant(ctx, tx, p, g, now); err != nil {
		return nil, err
	}
	return p, creditPeriod(ctx, tx, p, within(p, now))
}

func addGrant(ctx context.Context, tx *ent.Tx, p *ent.BillingPeriod, g NewGrant, now time.Time) error {
	id := uuid.Must(uuid.NewV7())
	create := tx.Grant.Create().
		SetID(id).SetContractID(p.ContractID).
		SetKind(g.Kind).SetAmount(g.Amount).SetRemaining(g.Amount).SetPriority(priority(g.Kind)).
		SetEffectiveAt(g.EffectiveAt).SetNillablePurchaseID(g.PurchaseID).SetNillableGrantedBy(g.GrantedBy).
		SetNote(g.Note).SetNillableIdempotencyKey(g.IdempotencyKey).SetCreatedAt(now)
	if !g.ExpiresAt.IsZero() {
		create.SetExpiresAt(g.ExpiresAt)
	}
	if err := create.Exec(ctx); err != nil {
		return fmt.Errorf("grant credits: %w", err)
	}
	return post(ctx, tx, p, entry{kind: credit.EntryGrant, amount: g.Amount, grant: &id, at: g.EffectiveAt, note: g.Note}, now)
}

func priority(kind credit.GrantKind) int16 {
	if kind == credit.GrantAnnual {
		return priorityAnnual
	}
	return priorityPeriod
}

// effective lists the grants that can pay at an instant, in no order.
func effective(ctx context.Context, tx *ent.Tx, contract uuid.UUID, at time.Time) ([]*ent.Grant, error) {
	grants, err := tx.Grant.Query().
		Where(
			grant.ContractID(contract),
			grant.RemainingGT(0),
			grant.EffectiveAtLTE(at),
			grant.Or(grant.ExpiresAtIsNil(), grant.ExpiresAtGT(at)),
		).
		All(ctx)
	if err != nil {
		return nil, fmt.Errorf("find grants: %w", err)
	}
	return grants, nil
}

// Coming are the grants that begin after the start of a span and before its end, in the order in which they begin.
func Coming(ctx context.Context, tx *ent.Tx, contract uuid.UUID, span credit.Period) ([]credit.GrantBalance, error) {
	grants, err := tx.Grant.Query().
		Where(
			grant.ContractID(contract),
			grant.RemainingGT(0),
			grant.EffectiveAtGT(span.Start),
			grant.EffectiveAtLT(span.End),
		).
		Order(grant.ByEffectiveAt(), grant.ByID()).
		All(ctx)
	if err != nil {
		return nil, fmt.Errorf("find the grants that begin: %w", err)
	}
	return balances(grants), nil
}

// take posts an entry that moves what is left of a grant.
func take(ctx context.Context, tx *ent.Tx, p *ent.BillingPeriod, g *ent.Grant, e entry, now time.Time) error {
	e.grant = &g.ID
	if err := post(ctx, tx, p, e, now); err != nil {
		return err
	}
	err := tx.Grant.Update().
		Where(grant.ContractID(g.ContractID), grant.ID(g.ID)).
		SetRemaining(g.Remaining + e.amount).
		Exec(ctx)
	if err != nil {
		return fmt.Errorf("draw on grant %s: %w", g.ID, err)
	}
	return nil
}
