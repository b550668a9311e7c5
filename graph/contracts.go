package graph

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"cistern/auth"
	"cistern/ent"
	"cistern/ent/contract"
	"cistern/graph/globalid"
	"cistern/graph/view"
	"cistern/report"
)

// contract finds a contract for a caller who may see it.
func (r *Resolver) contract(ctx context.Context, id globalid.ID) (*view.Contract, error) {
	return read(ctx, r, func(tx *ent.Tx, _ time.Time) (*view.Contract, error) { return findContract(ctx, tx, id) })
}

func findContract(ctx context.Context, tx *ent.Tx, id globalid.ID) (*view.Contract, error) {
	if id.Type != globalid.Contract {
		return nil, auth.ErrNotFound
	}
	if err := auth.From(ctx).Require(auth.ViewContract, auth.Scope{Contract: id.Of}); err != nil {
		return nil, err
	}
	found, err := tx.Contract.Query().Where(contract.ID(id.Of)).Only(ctx)
	if err != nil {
		return nil, fmt.Errorf("find contract: %w", err)
	}
	return &view.Contract{Contract: found}, nil
}

// overview opens the view of a period of a contract: the running one, or the one named.
func (r *Resolver) overview(ctx context.Context, c *view.Contract, period *globalid.ID) (*view.ContractOverview, error) {
	scope := report.Scope{Contract: c.Contract.ID}
	if err := named(&scope, period); err != nil {
		return nil, err
	}
	return inView(ctx, r, scope, func(tx *ent.Tx, v report.View) (*view.ContractOverview, error) {
		return overviewOf(ctx, tx, c.Contract, v)
	})
}

func overviewOf(ctx context.Context, tx *ent.Tx, c *ent.Contract, v report.View) (*view.ContractOverview, error) {
	summary, err := report.Pool(ctx, tx, v)
	return &view.ContractOverview{Moment: view.Moment{View: v}, PoolSummary: summary, Contract: c}, err
}

// assignedContracts lists how the contracts stand that the caller looks after.
func (r *Resolver) assignedContracts(ctx context.Context, search *string, p report.Page) (*view.ContractHealthConnection, error) {
	caller := auth.From(ctx)
	if err := caller.Require(auth.ViewAssigned, auth.Scope{}); err != nil {
		return nil, err
	}
	return read(ctx, r, func(tx *ent.Tx, at time.Time) (*view.ContractHealthConnection, error) {
		q := report.HealthQuery{Page: p, Contracts: caller.Assigned(), Now: at}
		if search != nil {
			q.Search = *search
		}
		list, err := report.ContractHealths(ctx, tx, q)
		return view.ContractHealths(list), err
	})
}

// findContracts finds contracts by their ids.
func findContracts(ctx context.Context, tx *ent.Tx, ids ...uuid.UUID) (map[uuid.UUID]*ent.Contract, error) {
	found, err := tx.Contract.Query().Where(contract.IDIn(ids...)).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("find contracts: %w", err)
	}
	byID := make(map[uuid.UUID]*ent.Contract, len(found))
	for _, c := range found {
		byID[c.ID] = c
	}
	return byID, nil
}
