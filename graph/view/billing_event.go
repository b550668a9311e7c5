package view

import (
	"cistern/credit"
	"cistern/ent"
	"cistern/graph/globalid"
	"cistern/report"
)

// BillingEvent is money that a back office has to charge or to pay back.
type BillingEvent struct{ *ent.BillingEvent }

// ID is its key.
func (e BillingEvent) ID() globalid.ID {
	return globalid.ID{Type: globalid.BillingEvent, Contract: e.ContractID, Of: e.BillingEvent.ID}
}

// Amount is how much.
func (e BillingEvent) Amount() credit.Money {
	return credit.Money{AmountMinor: e.AmountMinor, Currency: e.Currency}
}

// PeriodID is the global id of the billing period.
func (e BillingEvent) PeriodID() globalid.ID {
	return globalid.ID{Type: globalid.BillingPeriod, Contract: e.ContractID, Of: e.BillingEvent.PeriodID}
}

// PurchaseID is the global id of the purchase, nil for an allowance.
func (e BillingEvent) PurchaseID() *globalid.ID {
	if e.BillingEvent.PurchaseID == nil {
		return nil
	}
	return &globalid.ID{Type: globalid.Purchase, Contract: e.ContractID, Of: *e.BillingEvent.PurchaseID}
}

// BillingEventConnection is a page of billing events.
type BillingEventConnection struct {
	Edges    []BillingEventEdge
	Nodes    []BillingEvent
	PageInfo PageInfo
}

// BillingEventEdge is a billing event in a page.
type BillingEventEdge struct {
	Cursor string
	Node   BillingEvent
}

// BillingEvents is the connection of a list of billing events.
func BillingEvents(list report.List[*ent.BillingEvent]) *BillingEventConnection {
	c := &BillingEventConnection{}
	c.Edges, c.Nodes, c.PageInfo = connect(list,
		func(e *ent.BillingEvent) BillingEvent { return BillingEvent{e} },
		func(cursor string, n BillingEvent) BillingEventEdge { return BillingEventEdge{cursor, n} })
	return c
}
