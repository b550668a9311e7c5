package view

import (
	"time"

	"cistern/report"
)

// ContractHealth is how a contract stands.
type ContractHealth struct{ *report.ContractHealth }

// Contract is the contract.
func (h ContractHealth) Contract() Contract { return Contract{h.ContractHealth.Contract} }

// AsOf is when it was looked at.
func (h ContractHealth) AsOf() time.Time { return h.Now }

// Period is nil while the contract has none.
func (h ContractHealth) Period() *BillingPeriod {
	if h.ContractHealth.Period == nil {
		return nil
	}
	return &BillingPeriod{BillingPeriod: h.ContractHealth.Period, Calendar: h.Calendar, Now: h.Now}
}

// Pace is nil where nothing was granted.
func (h ContractHealth) Pace() *float64 { return h.PaceOf() }

// ContractHealthConnection is a page of contracts with how they stand.
type ContractHealthConnection struct {
	Edges    []ContractHealthEdge
	Nodes    []ContractHealth
	PageInfo PageInfo
}

// ContractHealthEdge is a contract in a page.
type ContractHealthEdge struct {
	Cursor string
	Node   ContractHealth
}

// ContractHealths is the connection of a list of contracts.
func ContractHealths(list report.List[*report.ContractHealth]) *ContractHealthConnection {
	c := &ContractHealthConnection{}
	c.Edges, c.Nodes, c.PageInfo = connect(list,
		func(h *report.ContractHealth) ContractHealth { return ContractHealth{h} },
		func(cursor string, n ContractHealth) ContractHealthEdge { return ContractHealthEdge{cursor, n} })
	return c
}
