package view

import (
	"cistern/ent"
	"cistern/graph/globalid"
	"cistern/report"
)

// ContractOverview is the use of one contract in one billing period.
type ContractOverview struct {
	Moment
	report.PoolSummary
	Contract *ent.Contract
}

// WorkspaceShare is the part of a workspace in the use of its contract.
type WorkspaceShare struct {
	*report.WorkspaceShare
	Workspace *Workspace
}

// WorkspaceID is the workspace's global id.
func (s WorkspaceShare) WorkspaceID() globalid.ID { return s.Workspace.ID() }

// WorkspaceShareConnection is a page of workspaces with their part.
type WorkspaceShareConnection struct {
	Edges    []WorkspaceShareEdge
	Nodes    []WorkspaceShare
	PageInfo PageInfo
}

// WorkspaceShareEdge is a workspace's part in a page.
type WorkspaceShareEdge struct {
	Cursor string
	Node   WorkspaceShare
}

// WorkspaceShares is the connection of a list of workspaces of a contract.
func WorkspaceShares(of *ent.Contract, list report.List[*report.WorkspaceShare]) *WorkspaceShareConnection {
	c := &WorkspaceShareConnection{}
	c.Edges, c.Nodes, c.PageInfo = connect(list,
		func(s *report.WorkspaceShare) WorkspaceShare {
			return WorkspaceShare{s, &Workspace{Workspace: &s.Workspace, Contract: of}}
		},
		func(cursor string, n WorkspaceShare) WorkspaceShareEdge { return WorkspaceShareEdge{cursor, n} })
	return c
}
