package guard

import (
	"context"
	"time"

	"github.com/google/uuid"

	"cistern/audit"
	"cistern/ent"
)

// Switch says which agent somebody switches. One that the contract has not is a credit.Error of NOT_FOUND.
type Switch struct {
	Contract uuid.UUID
	Agent    uuid.UUID
	audit.Cause
}

// Disable blocks every start of the agent and asks its running runs to stop, in whatever state it is (D11). An agent that is disabled
// already keeps the time and reason of the first.
func Disable(ctx context.Context, tx *ent.Tx, s Switch, now time.Time) (*ent.Agent, error) {
	return s.apply(ctx, tx, edit{
		action: "agent.disable",
		done:   func(a *ent.Agent) bool { return a.DisabledAt != nil },
		do: func(u *ent.AgentUpdate) {
			u.SetDisabledAt(now)
			if s.Actor.Kind == audit.User {
				u.SetDisabledBy(s.Actor.ID)
			}
			if s.Reason != "" {
				u.SetDisabledReason(s.Reason)
			}
		},
	}, now)
}

// Enable takes back Disable and nothing else: other blockers stay (D11).
func Enable(ctx context.Context, tx *ent.Tx, s Switch, now time.Time) (*ent.Agent, error) {
	return s.apply(ctx, tx, edit{
		action: "agent.enable",
		done:   func(a *ent.Agent) bool { return a.DisabledAt == nil },
		do:     func(u *ent.AgentUpdate) { u.ClearDisabledAt().ClearDisabledBy().ClearDisabledReason() },
	}, now)
}

// ClearSafetyHold lets an agent start again that is held for spending fast (D13).
func ClearSafetyHold(ctx context.Context, tx *ent.Tx, s Switch, now time.Time) (*ent.Agent, error) {
	return s.apply(ctx, tx, edit{
		action: "agent.clear_safety_hold",
		done:   func(a *ent.Agent) bool { return a.SafetyHoldAt == nil },
		do:     func(u *ent.AgentUpdate) { u.ClearSafetyHoldAt() },
	}, now)
}

// DeleteAgent deletes an agent for good: it starts no more, and its running runs are asked to stop. Its runs and use stay.
func DeleteAgent(ctx context.Context, tx *ent.Tx, s Switch, now time.Time) (*ent.Agent, error) {
	return s.apply(ctx, tx, edit{
		action: "agent.delete",
		done:   func(a *ent.Agent) bool { return a.DeletedAt != nil },
		do:     func(u *ent.AgentUpdate) { u.SetDeletedAt(now) },
	}, now)
}
