package report

import (
	"context"
	"fmt"
	"strings"

	"entgo.io/ent/dialect/sql"
	"github.com/google/uuid"

	"cistern/ent"
	"cistern/ent/contract"
	"cistern/ent/workspace"
)

// NameQuery says which contracts or workspaces to list by their names: by the database's collation, without regard to case.
type NameQuery struct {
	Page
	Among  []uuid.UUID // ids of those that may be listed
	Search string      // words that all occur in the name, without regard to case; at most 100 characters; empty for any
}

// ContractsByName lists contracts. A page, cursor or search out of bounds is a credit.Error of BAD_USER_INPUT.
func ContractsByName(ctx context.Context, tx *ent.Tx, q NameQuery) (list List[*ent.Contract], err error) {
	fits, err := q.fits()
	if err != nil {
		return list, err
	}
	found, err := tx.Contract.Query().Where(contract.IDIn(q.Among...), fits).Order(byName).Limit(q.First + 1).All(ctx)
	if err != nil {
		return list, fmt.Errorf("list contracts by name: %w", err)
	}
	return listOf(q.Page, found, func(c *ent.Contract) cursor { return cursor{by: inNames, id: c.ID, value: c.Name} }), nil
}

// WorkspacesByName lists workspaces of contracts. A page, cursor or search out of bounds is a credit.Error of BAD_USER_INPUT.
func WorkspacesByName(ctx context.Context, tx *ent.Tx, contracts []uuid.UUID, q NameQuery) (list List[*ent.Workspace], err error) {
	fits, err := q.fits()
	if err != nil || len(contracts) == 0 { // no contract to name
		return list, err
	}
	found, err := tx.Workspace.Query().
		Where(workspace.ContractIDIn(contracts...), workspace.IDIn(q.Among...), fits).
		Order(byName).
		Limit(q.First + 1).
		All(ctx)
	if err != nil {
		return list, fmt.Errorf("list workspaces by name: %w", err)
	}
	return listOf(q.Page, found, func(w *ent.Workspace) cursor { return cursor{by: inNames, id: w.ID, value: w.Name} }), nil
}

// inNames is the one order of these lists.
const inNames = "names"

func byName(s *sql.Selector) {
	s.OrderExpr(sql.Expr("lower(" + s.C("name") + ")"))
	s.OrderBy(s.C("id"))
}

// fits keeps what the search finds and the page may hold.
func (q NameQuery) fits() (func(*sql.Selector), error) {
	after, err := q.place(inNames, isText)
	if err != nil {
		return nil, err
	}
	if err := checkSearch(q.Search); err != nil {
		return nil, err
	}
	return func(s *sql.Selector) {
		for _, word := range strings.Fields(q.Search) {
			s.Where(sql.ContainsFold(s.C("name"), word))
		}
		if after != nil {
			s.Where(sql.P(func(b *sql.Builder) {
				b.WriteString("(lower(" + s.C("name") + "), " + s.C("id") + ") > (lower(").Arg(after.value).WriteString("), ").Arg(after.id).WriteString(")")
			}))
		}
	}, nil
}
