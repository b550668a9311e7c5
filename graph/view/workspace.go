package view

import (
	"github.com/google/uuid"

	"cistern/auth"
	"cistern/credit"
	"cistern/ent"
	"cistern/graph/globalid"
	"cistern/report"
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

// WorkspaceConnection is a page of workspaces.
type WorkspaceConnection struct {
	Edges    []WorkspaceEdge
	Nodes    []Workspace
	PageInfo PageInfo
}

// WorkspaceEdge is a workspace in a page.
type WorkspaceEdge struct {
	Cursor string
	Node   Workspace
}

// Workspaces is the connection of a list of workspaces, whose contracts are among the owners.
func Workspaces(list report.List[*ent.Workspace], owners map[uuid.UUID]*ent.Contract) *WorkspaceConnection {
	c := &WorkspaceConnection{}
	c.Edges, c.Nodes, c.PageInfo = connect(list,
		func(w *ent.Workspace) Workspace { return Workspace{w, owners[w.ContractID]} },
		func(cursor string, n Workspace) WorkspaceEdge { return WorkspaceEdge{cursor, n} })
	return c
}
