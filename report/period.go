package report

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"time"

	"entgo.io/ent/dialect/sql"
	"github.com/google/uuid"

	"cistern/credit"
	"cistern/ent"
	"cistern/ent/billingperiod"
	"cistern/ledger"
)

// ErrNotOpened says that the contract's last period is due and nothing has opened the next one yet, or credited it anew;
// ledger.OpenPeriod does.
var ErrNotOpened = errors.New("the running billing period is not open yet")

var newestFirst = billingperiod.ByStartsAt(sql.OrderDesc())

// Running reports whether a period is the running one: past periods do not change.
func Running(p *ent.BillingPeriod, now time.Time) bool { return now.Before(p.EndsAt) }

// Period is a billing period of a contract. One that it does not have is a credit.Error of NOT_FOUND.
func Period(ctx context.Context, tx *ent.Tx, contract, id uuid.UUID) (*ent.BillingPeriod, error) {
	p, err := tx.BillingPeriod.Query().
		Where(billingperiod.ContractID(contract), billingperiod.ID(id)).
		Only(ctx)
	if ent.IsNotFound(err) {
		return nil, &credit.Error{Code: credit.CodeNotFound, Field: "period", Message: "there is no such billing period"}
	}
	if err != nil {
		return nil, fmt.Errorf("find the billing period: %w", err)
	}
	return p, nil
}

// RunningPeriod is the period that a contract is in, or ErrNotOpened.
func RunningPeriod(ctx context.Context, tx *ent.Tx, contract uuid.UUID, now time.Time) (*ent.BillingPeriod, error) {
	last, err := tx.BillingPeriod.Query().
		Where(billingperiod.ContractID(contract)).
		Order(newestFirst).
		First(ctx)
	if ent.IsNotFound(err) || err == nil && !now.Before(ledger.Due(last)) {
		return nil, ErrNotOpened
	}
	if err != nil {
		return nil, fmt.Errorf("find the running billing period: %w", err)
	}
	return last, nil
}

// Periods lists the billing periods of a contract, newest first.
func Periods(ctx context.Context, tx *ent.Tx, contract uuid.UUID, page Page) (List[*ent.BillingPeriod], error) {
	after, err := page.place("STARTS_AT", isMicros)
	if err != nil {
		return List[*ent.BillingPeriod]{}, err
	}
	query := tx.BillingPeriod.Query().Where(billingperiod.ContractID(contract))
	if after != nil {
		query.Where(billingperiod.StartsAtLT(time.UnixMicro(after.number())))
	}
	found, err := query.Order(newestFirst).Limit(page.First + 1).All(ctx)
	if err != nil {
		return List[*ent.BillingPeriod]{}, fmt.Errorf("list billing periods: %w", err)
	}
	return listOf(page, found, func(p *ent.BillingPeriod) cursor {
		return cursor{by: "STARTS_AT", value: strconv.FormatInt(p.StartsAt.UnixMicro(), 10), id: p.ID}
	}), nil
}

// previousPeriod is nil for the first period of a contract.
func previousPeriod(ctx context.Context, tx *ent.Tx, p *ent.BillingPeriod) (*ent.BillingPeriod, error) {
	return neighbour(ctx, tx.BillingPeriod.Query().
		Where(billingperiod.ContractID(p.ContractID), billingperiod.StartsAtLT(p.StartsAt)).
		Order(newestFirst))
}

// nextPeriod is nil for the last period of a contract.
func nextPeriod(ctx context.Context, tx *ent.Tx, p *ent.BillingPeriod) (*ent.BillingPeriod, error) {
	return neighbour(ctx, tx.BillingPeriod.Query().
		Where(billingperiod.ContractID(p.ContractID), billingperiod.StartsAtGT(p.StartsAt)).
		Order(billingperiod.ByStartsAt()))
}

func neighbour(ctx context.Context, nearestFirst *ent.BillingPeriodQuery) (*ent.BillingPeriod, error) {
	p, err := nearestFirst.First(ctx)
	if ent.IsNotFound(err) {
		return nil, nil //nolint:nilnil // having no neighbour is an answer
	}
	if err != nil {
		return nil, fmt.Errorf("find the neighbouring billing period: %w", err)
	}
	return p, nil
}
