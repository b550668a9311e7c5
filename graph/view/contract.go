package view

import (
	"cistern/auth"
	"cistern/credit"
	"cistern/ent"
	"cistern/graph/globalid"
	"cistern/ledger"
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
