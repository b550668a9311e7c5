package graph

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"cistern/auth"
	"cistern/ent"
	"cistern/ent/contract"
	"cistern/graph/globalid"
	"cistern/graph/view"
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

// findContracts finds contracts by their ids, by name.
func findContracts(ctx context.Context, tx *ent.Tx, ids []uuid.UUID) ([]view.Contract, error) {
	found, err := tx.Contract.Query().Where(contract.IDIn(ids...)).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("find contracts: %w", err)
	}
	out := make([]view.Contract, len(found))
	for i, c := range found {
		out[i] = view.Contract{Contract: c}
	}
	slices.SortFunc(out, func(a, b view.Contract) int {
		return strings.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name))
	})
	return out, nil
}
