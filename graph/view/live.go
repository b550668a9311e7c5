package view

import (
	"time"

	"cistern/graph/globalid"
	"cistern/live"
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
	Overview   *ContractOverview
}

// NotificationsNow is a frame of what a person was told.
type NotificationsNow struct{ Frame }
