package report

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"cistern/credit"
	"cistern/ent"
	"cistern/ledger"
)

// Scope says what somebody wants to look at.
type Scope struct {
	Contract  uuid.UUID
	Workspace uuid.UUID
	Period    *uuid.UUID // nil: the running one
	Now       time.Time  // of the world
}

// View is what a dashboard is about: one workspace in one billing period, seen at one instant.
type View struct {
	Contract  uuid.UUID
	Calendar  credit.Calendar
	Workspace uuid.UUID
	Period    *ent.BillingPeriod
	Previous  *ent.BillingPeriod // nil for the contract's first period
	Next      *ent.BillingPeriod // nil for its last
	Now       time.Time          // of the contract's clock
}

// Open finds the period and its neighbours. A period that the contract does not have is a credit.Error of NOT_FOUND;
// a running period that nobody has opened yet is ErrNotOpened.
func Open(ctx context.Context, tx *ent.Tx, s Scope) (View, error) {
	contract, err := tx.Contract.Get(ctx, s.Contract)
	if err != nil {
		return View{}, fmt.Errorf("find the contract: %w", err)
	}
	calendar, err := ledger.CalendarOf(contract)
	if err != nil {
		return View{}, fmt.Errorf("contract %s: %w", contract.ID, err)
	}
	v := View{Contract: contract.ID, Calendar: calendar, Workspace: s.Workspace, Now: ledger.Now(contract, s.Now)}
	if s.Period == nil {
		v.Period, err = RunningPeriod(ctx, tx, s.Contract, v.Now)
	} else {
		v.Period, err = Period(ctx, tx, s.Contract, *s.Period)
	}
	if err != nil {
		return View{}, err
	}
	if v.Previous, err = previousPeriod(ctx, tx, v.Period); err != nil {
		return View{}, err
	}
	v.Next, err = nextPeriod(ctx, tx, v.Period)
	return v, err
}

// DaysLeft is how many days of the contract's calendar the period still has, today among them; 0 when it has ended.
func (v View) DaysLeft() int {
	if !Running(v.Period, v.Now) {
		return 0
	}
	bounds := boundsOf(v.Period)
	return len(v.Calendar.Days(bounds, bounds.End)) - len(v.Calendar.Days(bounds, v.Now)) + 1
}

func boundsOf(p *ent.BillingPeriod) credit.Period {
	return credit.Period{Start: p.StartsAt, End: p.EndsAt}
}
