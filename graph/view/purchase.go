package view

import (
	"github.com/google/uuid"

	"cistern/credit"
	"cistern/ent"
	"cistern/graph/globalid"
	"cistern/report"
)

// Purchase is an order for credits. Its buyer is nil when they are no longer known.
type Purchase struct {
	*ent.Purchase
	buyer *ent.User
}

// NewPurchase finds the buyer among the people who are known.
func NewPurchase(p *ent.Purchase, known map[uuid.UUID]*ent.User) *Purchase {
	return &Purchase{p, known[p.OrderedBy]}
}

// IsNode makes it one.
func (Purchase) IsNode() {}

// ID is its global id.
func (p Purchase) ID() globalid.ID {
	return globalid.ID{Type: globalid.Purchase, Contract: p.ContractID, Of: p.Purchase.ID}
}

// Charge is what it cost at once.
func (p Purchase) Charge() credit.Money {
	return credit.Money{AmountMinor: p.AmountMinor, Currency: p.Currency}
}

// Recurring is nil for a top-up.
func (p Purchase) Recurring() *credit.Money {
	if p.RecurringMinor == nil {
		return nil
	}
	return &credit.Money{AmountMinor: *p.RecurringMinor, Currency: p.Currency}
}

// OrderedBy is nil when the person is no longer known.
func (p Purchase) OrderedBy() *User {
	if p.buyer == nil {
		return nil
	}
	return &User{p.buyer}
}

// PurchaseConnection is a page of purchases.
type PurchaseConnection struct {
	Edges    []PurchaseEdge
	Nodes    []Purchase
	PageInfo PageInfo
}

// PurchaseEdge is a purchase in a page.
type PurchaseEdge struct {
	Cursor string
	Node   Purchase
}

// Purchases is the connection of a list of purchases, whose buyers are among the people who are known.
func Purchases(list report.List[*ent.Purchase], known map[uuid.UUID]*ent.User) *PurchaseConnection {
	c := &PurchaseConnection{}
	c.Edges, c.Nodes, c.PageInfo = connect(list,
		func(p *ent.Purchase) Purchase { return *NewPurchase(p, known) },
		func(cursor string, n Purchase) PurchaseEdge { return PurchaseEdge{cursor, n} })
	return c
}
