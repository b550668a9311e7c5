package credit

import (
	"cmp"
	"time"
)

// Blocker is a reason why an agent may not start a run now, explained (D9).
type Blocker struct {
	Code     BlockerCode
	Since    *time.Time // when it began; nil where that is not known: what is computed from counters keeps no time
	ClearsAt *time.Time // when it ends by itself; nil when a person has to act
}

// ClearedBy says who can take it away.
func (b Blocker) ClearedBy() []Clearer { return b.Code.ClearedBy() }

// Circumstances are what explains an agent's blockers.
type Circumstances struct {
	DeletedAt, DisabledAt, SafetyHoldAt *time.Time // nil while it is not so

	Reset         time.Time  // the end of the running period
	NextAllowance Amount     // what the reset will grant
	Refill        *time.Time // when grants give the pool something to spend before that; nil where none do

	Allocation, AgentLimit *Amount // nil is no cap
}

// Explain says of every blocker since when it stands and when it ends by itself. Those about credits end at the reset, if that leaves
// something to spend: no reset lifts a cap of zero, nor an exhausted pool that is granted nothing. A refill ends that one earlier.
func Explain(codes []BlockerCode, c Circumstances) []Blocker {
	explained := make([]Blocker, len(codes))
	for i, code := range codes {
		b := Blocker{Code: code}
		switch code {
		case BlockerAgentDeleted:
			b.Since = c.DeletedAt
		case BlockerDisabledByAdmin:
			b.Since = c.DisabledAt
		case BlockerSafetyHold:
			b.Since = c.SafetyHoldAt
		case BlockerPoolExhausted:
			b.ClearsAt = cmp.Or(c.Refill, c.resetOf(&c.NextAllowance))
		case BlockerAllocationReached:
			b.ClearsAt = c.resetOf(c.Allocation)
		case BlockerAgentLimitReached:
			b.ClearsAt = c.resetOf(c.AgentLimit)
		case BlockerPlanNotEligible: // since the plan was chosen, which is not kept
		}
		explained[i] = b
	}
	return explained
}

// resetOf is the reset, if it leaves something to spend under the cap; nil is no cap.
func (c Circumstances) resetOf(limit *Amount) *time.Time {
	if limit != nil && *limit == 0 {
		return nil
	}
	return &c.Reset
}
