package view

import (
	"time"

	"cistern/ent"
	"cistern/ledger"
)

// Clock is what a contract lives by.
type Clock struct {
	Contract *ent.Contract
	Now      time.Time
	Movable  bool
	Ahead    []time.Time
}

// AheadSeconds is how far it is ahead of the world's.
func (c Clock) AheadSeconds() float64 { return ledger.Ahead(c.Contract.ClockAhead).Seconds() }
