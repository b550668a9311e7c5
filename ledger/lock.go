package ledger

import (
	"context"
	"fmt"
	"time"

	"entgo.io/ent/dialect/sql"
	"github.com/google/uuid"

	"cistern/credit"
	"cistern/ent"
	"cistern/ent/contract"
)

// Lock takes the contract's row: the one lock under which its periods, counters, holds and grants change. Every transaction that
// writes rows of a contract takes it first, and a transaction over several contracts takes them in order of their ids, so that
// no two can wait for each other. With the commit whoever watches the contract is told.
// A contract that does not exist is a credit.Error of NOT_FOUND.
func Lock(ctx context.Context, tx *ent.Tx, id uuid.UUID) (*ent.Contract, error) {
	locked, err := tx.Contract.Query().
		Where(contract.ID(id)).
		Modify(func(s *sql.Selector) { s.For(sql.LockNoKeyUpdate) }).
		Only(ctx)
	if ent.IsNotFound(err) {
		return nil, &credit.Error{Code: credit.CodeNotFound, Message: "there is no such contract"}
	}
	if err != nil {
		return nil, fmt.Errorf("lock contract: %w", err)
	}
	tx.Changes(id)
	return locked, nil
}

// Now is the time of the contract's clock: the world's, unless the contract is one to try things out with, whose clock was moved
// forward. Whatever is decided about a contract is decided at this time.
func Now(c *ent.Contract, world time.Time) time.Time {
	return world.Add(Ahead(c.ClockAhead))
}

// Ahead is how far a clock is ahead, of microseconds as they are kept.
func Ahead(micros int64) time.Duration { return time.Duration(micros) * time.Microsecond }

// CalendarOf is the contract's service day in its time zone.
func CalendarOf(c *ent.Contract) (credit.Calendar, error) {
	return credit.NewCalendar(int(c.ServiceDay), c.TimeZone)
}

// BillingStart is the day from which the contract is billed; nil is never (D3).
func BillingStart(c *ent.Contract) *credit.Date {
	if c.BillingStartsOn == nil {
		return nil
	}
	d := credit.DateOf(*c.BillingStartsOn)
	return &d
}
