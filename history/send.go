package history

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"github.com/google/uuid"

	"cistern/ent"
	"cistern/ent/billingperiod"
	"cistern/metering"
)

// rehearse decides runs as commit would, in a transaction that is rolled back.
func (i *Importer) rehearse(agents *agents) sender {
	return func(ctx context.Context, requests []metering.Request) ([]metering.Result, []*ent.BillingPeriod, error) {
		tx, err := i.Client.Tx(ctx)
		if err != nil {
			return nil, nil, fmt.Errorf("begin: %w", err)
		}
		defer tx.Rollback() // the server does it otherwise
		withRuns := map[uuid.UUID]bool{}
		for _, q := range requests {
			withRuns[q.Agent] = true
		}
		if err := agents.make(ctx, tx, withRuns, i.Now()); err != nil {
			return nil, nil, err
		}
		outcome, err := i.Meter.Apply(ctx, tx, requests, i.Now())
		if err != nil {
			return nil, nil, err
		}
		periods, err := periodsOf(ctx, tx.BillingPeriod, outcome.Results)
		return outcome.Results, periods, err
	}
}

// commit records runs for good.
func (i *Importer) commit(ctx context.Context, requests []metering.Request) ([]metering.Result, []*ent.BillingPeriod, error) {
	results, err := i.Committer.Submit(ctx, requests)
	if err != nil {
		return nil, nil, err
	}
	periods, err := periodsOf(ctx, i.Client.BillingPeriod, results)
	return results, periods, err
}

// periodsOf finds the periods of the runs that are new.
func periodsOf(ctx context.Context, db *ent.BillingPeriodClient, results []metering.Result) ([]*ent.BillingPeriod, error) {
	ids := map[uuid.UUID]bool{}
	var contract uuid.UUID
	for _, result := range results {
		if result.Err == nil && !result.Repeated {
			contract = result.Run.Contract
			ids[result.Run.Period] = true
		}
	}
	if len(ids) == 0 {
		return nil, nil
	}
	periods, err := db.Query().
		Where(billingperiod.ContractID(contract), billingperiod.IDIn(slices.Collect(maps.Keys(ids))...)).
		All(ctx)
	if err != nil {
		return nil, fmt.Errorf("read billing periods: %w", err)
	}
	return periods, nil
}
