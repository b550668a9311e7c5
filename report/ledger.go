package report

import (
	"context"
	"fmt"
	"slices"

	"entgo.io/ent/dialect/sql"
	"github.com/google/uuid"

	"cistern/credit"
	"cistern/ent"
	"cistern/ent/grant"
	"cistern/ent/ledgerentry"
	"cistern/ent/predicate"
	"cistern/ledger"
)

// Grants lists the grants that make the pool now, in the order in which they burn, with what use so far has left of them; none for a
// past period.
func Grants(ctx context.Context, tx *ent.Tx, v View, page Page) (List[*ent.Grant], error) {
	after, err := page.place("BURN", isNothing)
	if err != nil || !Running(v.Period, v.Now) {
		return List[*ent.Grant]{}, err
	}
	grants, err := ledger.Left(ctx, tx, v.Period, v.Now)
	if err != nil {
		return List[*ent.Grant]{}, err
	}
	if after != nil {
		at := slices.IndexFunc(grants, func(g *ent.Grant) bool { return g.ID == after.id })
		if at < 0 {
			return List[*ent.Grant]{}, badInput("after", "this grant is gone from the pool: start again from the first page")
		}
		grants = grants[at+1:]
	}
	return listOf(page, grants, func(g *ent.Grant) cursor { return cursor{by: "BURN", id: g.ID} }), nil
}

// AllGrants lists what a contract was ever granted, newest first, with what settled use has left of it.
func AllGrants(ctx context.Context, tx *ent.Tx, contract uuid.UUID, page Page) (List[*ent.Grant], error) {
	after, err := page.place(byCreation, isMicros)
	if err != nil {
		return List[*ent.Grant]{}, err
	}
	query := tx.Grant.Query().Where(grant.ContractID(contract))
	if after != nil {
		query.Where(createdBefore[predicate.Grant](*after))
	}
	found, err := query.
		Order(grant.ByCreatedAt(sql.OrderDesc()), grant.ByID(sql.OrderDesc())).
		Limit(page.First + 1).
		All(ctx)
	if err != nil {
		return List[*ent.Grant]{}, fmt.Errorf("list grants: %w", err)
	}
	return listOf(page, found, func(g *ent.Grant) cursor {
		return creation(g.CreatedAt, g.ID)
	}), nil
}

// EntriesQuery says which movements of the pool to list.
type EntriesQuery struct {
	View
	Page
	Kinds []credit.EntryKind // none: all
}

// Entry is a movement of the pool with the grant that it concerns, nil where it concerns none.
type Entry struct {
	*ent.LedgerEntry
	Grant *ent.Grant
}

// Entries lists the movements of the pool that belong to a period, the last posted first: that is the order of their ids.
func Entries(ctx context.Context, tx *ent.Tx, q EntriesQuery) (List[Entry], error) {
	after, err := q.place("POSTED", isNothing)
	if err != nil {
		return List[Entry]{}, err
	}
	query := tx.LedgerEntry.Query().Where(ledgerentry.ContractID(q.Contract), ledgerentry.PeriodID(q.Period.ID))
	if len(q.Kinds) > 0 {
		query.Where(ledgerentry.KindIn(q.Kinds...))
	}
	if after != nil {
		query.Where(ledgerentry.IDLT(after.id))
	}
	found, err := query.Order(ledgerentry.ByID(sql.OrderDesc())).Limit(q.First + 1).All(ctx)
	if err != nil {
		return List[Entry]{}, fmt.Errorf("list ledger entries: %w", err)
	}
	entries, err := withGrants(ctx, tx, q.Contract, found)
	if err != nil {
		return List[Entry]{}, err
	}
	return listOf(q.Page, entries, func(e Entry) cursor { return cursor{by: "POSTED", id: e.ID} }), nil
}

func withGrants(ctx context.Context, tx *ent.Tx, contract uuid.UUID, found []*ent.LedgerEntry) ([]Entry, error) {
	var ids []uuid.UUID
	for _, e := range found {
		if e.GrantID != nil {
			ids = append(ids, *e.GrantID)
		}
	}
	grants, err := tx.Grant.Query().Where(grant.ContractID(contract), grant.IDIn(ids...)).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("find the grants of ledger entries: %w", err)
	}
	byID := make(map[uuid.UUID]*ent.Grant, len(grants))
	for _, g := range grants {
		byID[g.ID] = g
	}
	entries := make([]Entry, len(found))
	for i, e := range found {
		entries[i].LedgerEntry = e
		if e.GrantID != nil {
			entries[i].Grant = byID[*e.GrantID]
		}
	}
	return entries, nil
}
