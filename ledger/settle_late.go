package ledger

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/google/uuid"

	"cistern/credit"
	"cistern/ent"
	"cistern/ent/billingperiod"
	"cistern/ent/grant"
	"cistern/ent/ledgerentry"
)

// SettleLate posts the use that has landed in a closed period since (D7). What expired at the period's end pays for it: its expiry
// is reversed, in burn order. The rest is forgiven, as at the reset. No grant and no other period changes.
// The caller holds the contract's lock.
func SettleLate(ctx context.Context, tx *ent.Tx, contract, period uuid.UUID, now time.Time) error {
	p, err := tx.BillingPeriod.Query().
		Where(billingperiod.ContractID(contract), billingperiod.ID(period)).
		Only(ctx)
	if err != nil {
		return fmt.Errorf("find the period of late use: %w", err)
	}
	if unsettled(p) == 0 {
		return nil
	}
	expired, err := expiredAtEnd(ctx, tx, p)
	if err != nil {
		return err
	}
	draws, unpaid := credit.BurnDown(expired, unsettled(p))
	for _, d := range draws {
		id := uuid.UUID(d.GrantID)
		for _, e := range []entry{
			{kind: credit.EntryReverse, amount: d.Amount, grant: &id, at: p.EndsAt, note: "expired before late use was told"},
			{kind: credit.EntryUsage, amount: -d.Amount, grant: &id, at: p.EndsAt, note: "told late"},
		} {
			if err := post(ctx, tx, p, e, now); err != nil {
				return err
			}
		}
	}
	if err := setSettled(ctx, tx, p, p.Used-unpaid); err != nil {
		return err
	}
	return forgive(ctx, tx, p, now)
}

// expiredAtEnd is the grants that ended with a closed period, and of each what expired and late use has not brought back.
func expiredAtEnd(ctx context.Context, tx *ent.Tx, p *ent.BillingPeriod) ([]credit.GrantBalance, error) {
	entries, err := tx.LedgerEntry.Query().
		Where(
			ledgerentry.ContractID(p.ContractID), ledgerentry.PeriodID(p.ID), ledgerentry.At(p.EndsAt),
			ledgerentry.KindIn(credit.EntryExpire, credit.EntryReverse), ledgerentry.GrantIDNotNil(),
		).
		All(ctx)
	if err != nil {
		return nil, fmt.Errorf("find what expired with the period: %w", err)
	}
	left := map[uuid.UUID]credit.Amount{}
	for _, e := range entries {
		left[*e.GrantID] -= e.Amount
	}
	grants, err := tx.Grant.Query().
		Where(grant.ContractID(p.ContractID), grant.IDIn(slices.Collect(maps.Keys(left))...)).
		All(ctx)
	if err != nil {
		return nil, fmt.Errorf("find the grants that ended with the period: %w", err)
	}
	expired := balances(grants)
	for i := range expired {
		expired[i].Remaining = left[expired[i].ID]
	}
	return expired, nil
}
