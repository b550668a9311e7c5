package credit

import (
	"time"

	"github.com/google/uuid"
)

// Threshold is a share of a cap, in percent, that people are told of when use reaches it (D14).
type Threshold int

// The values of Threshold.
const (
	ThresholdNone    Threshold = 0
	ThresholdNear    Threshold = 80
	ThresholdReached Threshold = 100
)

// rearmPoints is how many points below a threshold use has to be, after more credits came, for it to be told again.
const rearmPoints = 5

// CapUse is how a change took use under a cap from Before to After, neither negative. The cap is what was granted for the period, an
// allocation or an agent's limit; nil is none.
type CapUse struct {
	Cap           *Amount
	Before, After Amount
}

// Advance says what is to be told of use that has grown, when the threshold at hand and those below it were told already. It returns
// what counts as told from then on and the threshold to tell now, ThresholdNone for nothing. A jump over both tells only the higher.
// A threshold is armed again where the cap has grown so that use before was five points below it. Nothing is told of no cap, and of
// a cap of nothing, which has no shares.
func (told Threshold) Advance(u CapUse) (stays, tell Threshold) {
	if u.Cap == nil {
		return ThresholdNone, ThresholdNone
	}
	stays = told.rearmed(u.Before, *u.Cap)
	if reached := u.Reached(); reached > stays {
		return reached, reached
	}
	return stays, ThresholdNone
}

// rearmed is what stays told: the highest threshold, of those told, that use is less than five points below.
func (told Threshold) rearmed(used, limit Amount) Threshold {
	for _, t := range []Threshold{ThresholdReached, ThresholdNear} {
		if told >= t && used > limit.percent(t-rearmPoints) {
			return t
		}
	}
	return ThresholdNone
}

// Reached is the highest threshold that use has reached, ThresholdNone under no cap and a cap of nothing.
func (u CapUse) Reached() Threshold {
	if u.Cap == nil || *u.Cap <= 0 {
		return ThresholdNone
	}
	for _, t := range []Threshold{ThresholdReached, ThresholdNear} {
		if u.After >= u.Cap.Reaching(t) {
			return t
		}
	}
	return ThresholdNone
}

// Reaching is the least use that reaches a threshold of the cap.
func (a Amount) Reaching(t Threshold) Amount { return a - a.percent(100-t) }

// percent is that share of an amount, rounded down; it cannot overflow.
func (a Amount) percent(share Threshold) Amount {
	return a/100*Amount(share) + a%100*Amount(share)/100
}

// Crossing is a cap whose use has reached a threshold: the pool, or with a Workspace its allocation, or with an Agent its limit.
type Crossing struct {
	Contract, Period uuid.UUID
	Workspace        uuid.UUID // zero for the pool
	Agent            uuid.UUID // zero for the pool and for an allocation
	Threshold        Threshold
	Cap, Used        Amount
	ResetsAt         time.Time
}
