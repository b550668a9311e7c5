// Package tenancy keeps what serves people within the contracts of its caller. It is the second of three layers: above it the
// resolvers ask for one contract, below it the database shows only those that the transaction names (migration 0017).
package tenancy

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"

	entsql "entgo.io/ent/dialect/sql"
	"github.com/google/uuid"

	"cistern/ent"
	"cistern/ent/intercept"
)

// ErrOutside says that a row of another contract was to be written.
var ErrOutside = errors.New("a row of a contract outside of the caller's")

// Reach is the contracts that the caller of a context may see or change anything of.
type Reach func(context.Context) []uuid.UUID

// Client is ent confined to the contracts of the callers: every query and every change of many rows has the filter, and no row of
// another contract can be made. The pool works as cistern_app; what it does outside of Begin sees nothing at all.
func Client(pool ent.Option, reach Reach) *ent.Client {
	client := ent.NewClient(pool)
	client.Intercept(intercept.TraverseFunc(func(ctx context.Context, q intercept.Query) error {
		if column, tenant := ownerOf(q.Type()); tenant {
			q.WhereP(within(column, reach(ctx)))
		}
		return nil
	}))
	client.Use(func(next ent.Mutator) ent.Mutator {
		return ent.MutateFunc(func(ctx context.Context, m ent.Mutation) (ent.Value, error) {
			if err := confine(m, reach(ctx)); err != nil {
				return nil, err
			}
			return next.Mutate(ctx, m)
		})
	})
	return client
}

// Begin begins a transaction that sees these contracts alone, whatever runs in it.
func Begin(ctx context.Context, client *ent.Client, contracts []uuid.UUID, options *sql.TxOptions) (*ent.Tx, error) {
	tx, err := client.BeginTx(ctx, options)
	if err != nil {
		return nil, fmt.Errorf("begin: %w", err)
	}
	texts := make([]string, len(contracts))
	for i, id := range contracts {
		texts[i] = id.String()
	}
	// The first is for Citus, which takes the other to the servers of the rows only then; elsewhere it is of no effect.
	const name = `select set_config('citus.propagate_set_commands', 'local', true), set_config('app.contracts', $1, true)`
	if _, err := tx.SQLTx().ExecContext(ctx, name, strings.Join(texts, ",")); err != nil {
		return nil, errors.Join(fmt.Errorf("name the contracts of a transaction: %w", err), tx.Rollback())
	}
	return tx, nil
}

// ownerOf is the column that says whose a row is; not of types that belong to no contract.
func ownerOf(entity string) (column string, tenant bool) {
	switch entity {
	case ent.TypeUser, ent.TypePrice:
		return "", false
	case ent.TypeContract:
		return "id", true
	default:
		return "contract_id", true
	}
}

// within lets no row through without contracts: none has the nil id, and the statement still names the column.
func within(column string, contracts []uuid.UUID) func(*entsql.Selector) {
	if len(contracts) == 0 {
		contracts = []uuid.UUID{uuid.Nil}
	}
	values := make([]any, len(contracts))
	for i, id := range contracts {
		values[i] = id
	}
	return func(s *entsql.Selector) { s.Where(entsql.In(s.C(column), values...)) }
}

// filtered is a change of all rows that its filter lets through.
type filtered interface {
	WhereP(...func(*entsql.Selector))
}

func confine(m ent.Mutation, contracts []uuid.UUID) error {
	column, tenant := ownerOf(m.Type())
	if !tenant {
		return nil
	}
	if m.Op().Is(ent.OpCreate) {
		return confineNew(m, column, contracts)
	}
	m.(filtered).WhereP(within(column, contracts))
	return nil
}

func confineNew(m ent.Mutation, column string, contracts []uuid.UUID) error {
	var owner uuid.UUID
	if created, ok := m.(*ent.ContractMutation); ok {
		owner, _ = created.ID()
	} else if value, given := m.Field(column); given {
		owner, _ = value.(uuid.UUID)
	}
	if !slices.Contains(contracts, owner) {
		return fmt.Errorf("make %s: %w", m.Type(), ErrOutside)
	}
	return nil
}
