package view

import (
	"cistern/auth"
	"cistern/credit"
	"cistern/ent"
	"cistern/graph/globalid"
)

// Workspace is a workspace with the contract that owns it.
type Workspace struct {
	*ent.Workspace
	Contract *ent.Contract
}

// IsNode makes it one.
func (Workspace) IsNode() {}

// ID is its global id.
func (w Workspace) ID() globalid.ID {
	return globalid.ID{Type: globalid.Workspace, Contract: w.ContractID, Of: w.Workspace.ID}
}

// Scope is what the permission table is asked about for its fields.
func (w Workspace) Scope() auth.Scope {
	return auth.Scope{Contract: w.ContractID, Workspace: w.Workspace.ID}
}

// Plan is the plan of the contract.
func (w Workspace) Plan() credit.Plan { return w.Contract.Plan }

// TimeZone is the contract's.
func (w Workspace) TimeZone() string { return w.Contract.TimeZone }
