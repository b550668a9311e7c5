package billing

import (
	"context"
	"fmt"
	"time"

	"cistern/audit"
	"cistern/ent"
	"cistern/ledger"
)

// farthest is how far a clock is moved at once: each reset on the way is crossed in one transaction.
const farthest = 5 * 366 * 24 * time.Hour

// MoveClock moves the contract's clock forward to an instant, and crosses what lies between. The account is as it is then. An instant
// that is not ahead, or too far, is a credit.Error of BAD_USER_INPUT. Whoever calls it has made sure that this is no contract that
// anybody pays for.
func MoveClock(ctx context.Context, tx *ent.Tx, a *Account, to time.Time, cause audit.Cause, now time.Time) error {
	if err := cause.Check(); err != nil {
		return err
	}
	by := to.Sub(now)
	switch {
	case by <= 0:
		return badInput("to", "the clock shows %s and goes forward only", now.UTC().Format(time.RFC3339))
	case by > farthest:
		return badInput("to", "move the clock by five years at once at the most")
	}
	c := a.Contract
	before := *c
	c.ClockAhead += by.Microseconds()
	if err := tx.Contract.UpdateOneID(c.ID).SetClockAhead(c.ClockAhead).Exec(ctx); err != nil {
		return fmt.Errorf("move the clock: %w", err)
	}
	var err error
	if a.Period, err = ledger.OpenPeriod(ctx, tx, c, to); err != nil {
		return err
	}
	type state struct {
		Ahead string `json:"clockAhead"`
	}
	return audit.Record(ctx, tx, c.ID, cause.Entry(audit.Entry{
		Action: "contract.move_clock", SubjectType: "contract", SubjectID: c.ID,
		Before: state{ledger.Ahead(before.ClockAhead).String()}, After: state{ledger.Ahead(c.ClockAhead).String()},
	}), now)
}

// Ahead is when something happens to the contract by itself, the next first: its period ends, and its first billed one begins.
func (a Account) Ahead() ([]time.Time, error) {
	next := []time.Time{a.Period.EndsAt}
	first, found, err := a.FirstBilled()
	if err == nil && found && first.Start.After(a.Period.EndsAt) {
		next = append(next, first.Start)
	}
	return next, err
}
