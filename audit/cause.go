package audit

import "cistern/credit"

// maxReason is the longest reason, in characters.
const maxReason = 500

// Cause is who makes a change, why, and in which request.
type Cause struct {
	Actor     Actor
	Reason    string // at most 500 characters; empty where none was given
	RequestID string // empty outside of requests
}

// Check refuses a reason that cannot be kept, with a credit.Error of BAD_USER_INPUT.
func (c Cause) Check() error { return credit.CheckText("reason", c.Reason, 0, maxReason) }

// Entry is an entry about what it was the cause of.
func (c Cause) Entry(e Entry) Entry {
	e.Actor, e.Reason, e.RequestID = c.Actor, c.Reason, c.RequestID
	return e
}
