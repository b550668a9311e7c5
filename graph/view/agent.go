package view

import (
	"github.com/google/uuid"

	"cistern/auth"
	"cistern/credit"
	"cistern/ent"
	"cistern/graph/globalid"
	"cistern/report"
)

// Agent is a custom agent of a workspace. Creator and DisabledBy are nil where there is nobody, or nobody known any more.
type Agent struct {
	*ent.Agent
	Creator, DisabledBy *User
}

// IsNode makes it one.
func (Agent) IsNode() {}

// NewAgent finds the people of an agent among those who are known.
func NewAgent(a *ent.Agent, known map[uuid.UUID]*ent.User) *Agent {
	return &Agent{Agent: a, Creator: userOf(a.CreatedBy, known), DisabledBy: userOf(a.DisabledBy, known)}
}

// ID is its global id.
func (a Agent) ID() globalid.ID {
	return globalid.ID{Type: globalid.Agent, Contract: a.ContractID, Of: a.Agent.ID}
}

// Scope is what the permission table is asked about for its fields.
func (a Agent) Scope() auth.Scope {
	return auth.Scope{Contract: a.ContractID, Workspace: a.WorkspaceID, Agent: a.Agent.ID}
}

// AgentUsage is the use of an agent in a billing period.
type AgentUsage struct {
	*report.AgentUsage
	View  report.View
	agent *Agent
}

// NewAgentUsage is what the view has of an agent, whose people are among those who are known.
func NewAgentUsage(v report.View, u *report.AgentUsage, known map[uuid.UUID]*ent.User) AgentUsage {
	return AgentUsage{AgentUsage: u, View: v, agent: NewAgent(&u.Agent, known)}
}

// ID is the key of the agent and the period.
func (u AgentUsage) ID() globalid.ID {
	return globalid.ID{Type: globalid.AgentUsage, Contract: u.ContractID, Of: u.AgentUsage.ID, Part: u.View.Period.ID}
}

// Blockers is every reason why the agent may not start a run now.
func (u AgentUsage) Blockers() []credit.Blocker { return u.AgentUsage.Blockers(u.View) }

// Agent is whose use it is.
func (u AgentUsage) Agent() *Agent { return u.agent }

// AgentSeries is the use of an agent as it grew. Agent is nil for the others together.
type AgentSeries struct {
	Agent      *Agent
	Cumulative []credit.Amount
}

// AllSeries are series whose agents' people are among those who are known.
func AllSeries(series []report.AgentSeries, known map[uuid.UUID]*ent.User) []AgentSeries {
	out := make([]AgentSeries, len(series))
	for i, s := range series {
		out[i].Cumulative = s.Cumulative
		if s.Agent != nil {
			out[i].Agent = NewAgent(&s.Agent.Agent, known)
		}
	}
	return out
}
