package view

import (
	"time"

	"cistern/graph/globalid"
	"cistern/live"
	"cistern/report"
)

// Frame is what all frames of subscriptions have.
type Frame struct{ AsOf time.Time }

// Version stands for the version until the frame has been read.
func (Frame) Version() string { return live.Pending }

// WorkspaceUsage is a frame of a workspace.
type WorkspaceUsage struct {
	Frame
	WorkspaceID globalid.ID
	Dashboard   *CreditsDashboard
}

// AgentUsageNow is a frame of an agent.
type AgentUsageNow struct {
	Frame
	AgentID globalid.ID
	Usage   *AgentUsage // nil where the dashboard does not list the agent
}

// ContractUsage is a frame of a contract.
type ContractUsage struct {
	Frame
	ContractID globalid.ID
	Period     *BillingPeriod
	report.ContractUsage
}

// Workspaces are the parts of the use.
func (u ContractUsage) Workspaces() []WorkspacePart {
	parts := make([]WorkspacePart, len(u.Parts))
	for i, p := range u.Parts {
		parts[i] = WorkspacePart{p, globalid.ID{Type: globalid.Workspace, Contract: u.ContractID.Of, Of: p.ID}}
	}
	return parts
}

// NotificationsNow is a frame of what a person was told.
type NotificationsNow struct{ Frame }

// WorkspacePart is a workspace's part of the use of its contract.
type WorkspacePart struct {
	report.WorkspacePart
	WorkspaceID globalid.ID
}
