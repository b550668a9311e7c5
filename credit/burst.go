package credit

import (
	"time"

	"github.com/google/uuid"
)

// What an agent may spend in an hour while it is new (D13): the larger of 200 credits and 5 % of the pool.
const (
	BurstFloor              = 200 * Credit
	burstShare    Threshold = 5
	newFor                  = 7 * 24 * time.Hour
	newRuns                 = 20
	burstFreshFor           = 2 * time.Hour
)

// Burst is the use of an agent in an hour of the contract's clock, and how a change took it from Before to After.
type Burst struct {
	Contract, Workspace, Agent uuid.UUID
	Hour                       time.Time
	Before, After              Amount
	Runs                       int64  // that the change added to the hour
	Pool                       Amount // granted for the period
}

// Limit is what a new agent may spend in the hour.
func (b Burst) Limit() Amount { return max(BurstFloor, b.Pool.percent(burstShare)) }

// Passes reports whether the change took the hour's use over the limit, while the hour is at hand: it is not over for an hour yet. A
// change that only adds to a passed limit does not, so that an agent that a person has let go is not held again in the same hour.
func (b Burst) Passes(now time.Time) bool {
	return b.Before <= b.Limit() && b.After > b.Limit() && now.Before(b.Hour.Add(burstFreshFor))
}

// Newcomer is what makes an agent new.
type Newcomer struct {
	CreatedAt time.Time
	Runs      int64 // that finished before the burst
}

// IsNew reports whether an agent is in its first 7 days or 20 runs.
func (n Newcomer) IsNew(now time.Time) bool {
	return now.Before(n.CreatedAt.Add(newFor)) || n.Runs < newRuns
}
