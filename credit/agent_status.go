package credit

import "io"

// AgentStatus is what is shown of an agent's state; the first that holds, in this order (D9).
type AgentStatus string

// The values of AgentStatus.
const (
	AgentDeleted  AgentStatus = "DELETED"
	AgentDisabled AgentStatus = "DISABLED"
	AgentOnHold   AgentStatus = "ON_HOLD"
	AgentPaused   AgentStatus = "PAUSED"
	AgentActive   AgentStatus = "ACTIVE"
	AgentIdle     AgentStatus = "IDLE"
)

var agentStatuses = []AgentStatus{AgentDeleted, AgentDisabled, AgentOnHold, AgentPaused, AgentActive, AgentIdle}

// Values lists what ent accepts.
func (AgentStatus) Values() []string { return texts(agentStatuses) }

// MarshalGQL writes the word as GraphQL and JSON have it.
func (v AgentStatus) MarshalGQL(w io.Writer) { marshalEnum(w, v) }

// UnmarshalGQL refuses any other word.
func (v *AgentStatus) UnmarshalGQL(in any) (err error) {
	*v, err = unmarshalEnum(in, agentStatuses)
	return err
}
