package view

import (
	"cistern/auth"
	"cistern/credit"
	"cistern/ent"
	"cistern/graph/globalid"
	"cistern/ledger"
	"cistern/report"
)

// Contract is the agreement that owns workspaces.
type Contract struct{ *ent.Contract }

// IsNode makes it one.
func (Contract) IsNode() {}

// ID is its global id.
func (c Contract) ID() globalid.ID { return globalid.ID{Type: globalid.Contract, Of: c.Contract.ID} }

// Scope is what the permission table is asked about for its fields.
func (c Contract) Scope() auth.Scope { return auth.Scope{Contract: c.Contract.ID} }

// ServiceDay is the day of the month on which credits reset.
func (c Contract) ServiceDay() int { return int(c.Contract.ServiceDay) }

// BillingStartsOn is nil for never.
func (c Contract) BillingStartsOn() *credit.Date { return ledger.BillingStart(c.Contract) }

// ContractConnection is a page of contracts.
type ContractConnection struct {
	Edges    []ContractEdge
	Nodes    []Contract
	PageInfo PageInfo
}

// ContractEdge is a contract in a page.
type ContractEdge struct {
	Cursor string
	Node   Contract
}

// Contracts is the connection of a list of contracts.
func Contracts(list report.List[*ent.Contract]) *ContractConnection {
	c := &ContractConnection{}
	c.Edges, c.Nodes, c.PageInfo = connect(list,
		func(found *ent.Contract) Contract { return Contract{found} },
		func(cursor string, n Contract) ContractEdge { return ContractEdge{cursor, n} })
	return c
}
