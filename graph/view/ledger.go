package view

import (
	"github.com/google/uuid"

	"cistern/credit"
	"cistern/ent"
	"cistern/graph/globalid"
	"cistern/report"
)

// Grant is an addition to the pool with what is left of it.
type Grant struct {
	*ent.Grant
	GrantedBy *User
}

// NewGrant finds who granted it among the people who are known.
func NewGrant(g *ent.Grant, known map[uuid.UUID]*ent.User) Grant {
	return Grant{g, userOf(g.GrantedBy, known)}
}

// ID is its key.
func (g Grant) ID() globalid.ID {
	return globalid.ID{Type: globalid.Grant, Contract: g.ContractID, Of: g.Grant.ID}
}

// GrantConnection is a page of grants.
type GrantConnection struct {
	Edges    []GrantEdge
	Nodes    []Grant
	PageInfo PageInfo
}

// GrantEdge is a grant in a page.
type GrantEdge struct {
	Cursor string
	Node   Grant
}

// Grants is the connection of a list of grants, whose givers are among the people who are known.
func Grants(list report.List[*ent.Grant], known map[uuid.UUID]*ent.User) *GrantConnection {
	c := &GrantConnection{}
	c.Edges, c.Nodes, c.PageInfo = connect(list,
		func(g *ent.Grant) Grant { return NewGrant(g, known) },
		func(cursor string, n Grant) GrantEdge { return GrantEdge{cursor, n} })
	return c
}

// LedgerEntry is a movement of the pool.
type LedgerEntry struct{ report.Entry }

// ID is its key.
func (e LedgerEntry) ID() globalid.ID {
	return globalid.ID{Type: globalid.LedgerEntry, Contract: e.ContractID, Of: e.LedgerEntry.ID}
}

// GrantKind is nil where no grant is concerned.
func (e LedgerEntry) GrantKind() *credit.GrantKind {
	if e.Grant == nil {
		return nil
	}
	return &e.Grant.Kind
}

// LedgerEntryConnection is a page of ledger entries.
type LedgerEntryConnection struct {
	Edges    []LedgerEntryEdge
	Nodes    []LedgerEntry
	PageInfo PageInfo
}

// LedgerEntryEdge is a ledger entry in a page.
type LedgerEntryEdge struct {
	Cursor string
	Node   LedgerEntry
}

// LedgerEntries is the connection of a list of ledger entries.
func LedgerEntries(list report.List[report.Entry]) *LedgerEntryConnection {
	c := &LedgerEntryConnection{}
	c.Edges, c.Nodes, c.PageInfo = connect(list,
		func(e report.Entry) LedgerEntry { return LedgerEntry{e} },
		func(cursor string, n LedgerEntry) LedgerEntryEdge { return LedgerEntryEdge{cursor, n} })
	return c
}
