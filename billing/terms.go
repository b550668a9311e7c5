package billing

import (
	"context"
	"fmt"
	"time"

	"cistern/audit"
	"cistern/credit"
	"cistern/ent"
	"cistern/ledger"
)

const (
	// maxName is the longest name of a contract or a workspace, in characters.
	maxName = 200
	// maxGrant bounds what is granted at once, and an allowance, so that no pool can overflow by a slip of the hand.
	maxGrant = 1_000_000_000 * credit.Credit
	// maxMinor bounds a price.
	maxMinor = 1_000_000_000_000
	// maxAhead is how many years from now billing may start at the latest.
	maxAhead = 10
)

// Terms are what the account team agrees on with a company.
type Terms struct {
	Name            string         `json:"name"` // 1 to 200 characters
	Plan            credit.Plan    `json:"plan"`
	Trial           bool           `json:"trial"`
	Channel         credit.Channel `json:"channel"`
	ServiceDay      int            `json:"serviceDay"` // 1 to 31
	TimeZone        string         `json:"timeZone"`   // IANA name
	BillingStartsOn *credit.Date   `json:"billingStartsOn"`
	Allowance       credit.Amount  `json:"allowance"`
	AllowanceMinor  int64          `json:"allowanceMinor"` // its price for each period, in minor units of the contract's currency
}

// TermsOf are the terms of a contract as they are.
func TermsOf(c *ent.Contract) Terms {
	return Terms{
		Name: c.Name, Plan: c.Plan, Trial: c.Trial, Channel: c.Channel, ServiceDay: int(c.ServiceDay), TimeZone: c.TimeZone,
		BillingStartsOn: ledger.BillingStart(c), Allowance: c.Allowance, AllowanceMinor: c.AllowanceMinor,
	}
}

// check refuses terms that cannot be kept with a credit.Error of BAD_USER_INPUT.
func (t Terms) check(now time.Time) error {
	if err := credit.CheckText("name", t.Name, 1, maxName); err != nil {
		return err
	}
	calendar, err := credit.NewCalendar(t.ServiceDay, t.TimeZone)
	switch {
	case err != nil && (t.ServiceDay < 1 || t.ServiceDay > 31):
		return badInput("serviceDay", "%s", err)
	case err != nil:
		return badInput("timeZone", "%s", err)
	case t.BillingStartsOn != nil && calendar.StartOfDay(*t.BillingStartsOn).After(now.AddDate(maxAhead, 0, 0)):
		return badInput("billingStartsOn", "billing starts in %d years at the latest, or never", maxAhead)
	case t.Allowance < 0 || t.Allowance > maxGrant:
		return badInput("allowance", "an allowance is 0 to %s credits", maxGrant)
	case t.AllowanceMinor < 0 || t.AllowanceMinor > maxMinor || t.Allowance == 0 && t.AllowanceMinor > 0:
		return badInput("allowancePriceMinor", "the price of an allowance is 0 to %d minor units, and 0 without an allowance", int64(maxMinor))
	}
	return nil
}

// SetTerms changes a contract. A service day or time zone acts from the end of the running period on, which stays; an allowance from
// the next reset on, in the place of one that was pending. Billing that has begun goes on: its day cannot be changed any more.
func SetTerms(ctx context.Context, tx *ent.Tx, a Account, t Terms, cause audit.Cause, now time.Time) error {
	if err := cause.Check(); err != nil {
		return err
	}
	if err := t.check(now); err != nil {
		return err
	}
	before := TermsOf(a.Contract)
	if before.equal(t) {
		return nil
	}
	if a.Period.Kind == credit.PeriodBilled && !sameDate(before.BillingStartsOn, t.BillingStartsOn) {
		return badInput("billingStartsOn", "the contract is billed already: the day on which that began does not change")
	}
	if err := t.write(tx.Contract.UpdateOneID(a.Contract.ID), before).Exec(ctx); err != nil {
		return fmt.Errorf("set the terms of a contract: %w", err)
	}
	return audit.Record(ctx, tx, a.Contract.ID, cause.Entry(audit.Entry{
		Action: "contract.set_terms", SubjectType: "contract", SubjectID: a.Contract.ID, Before: before, After: t,
	}), now)
}

func (t Terms) write(u *ent.ContractUpdateOne, before Terms) *ent.ContractUpdateOne {
	u.SetName(t.Name).SetPlan(t.Plan).SetTrial(t.Trial).SetChannel(t.Channel).
		SetServiceDay(int16(t.ServiceDay)).SetTimeZone(t.TimeZone).
		SetAllowance(t.Allowance).SetAllowanceMinor(t.AllowanceMinor).
		SetNillableBillingStartsOn(t.billingDay())
	if t.BillingStartsOn == nil {
		u.ClearBillingStartsOn()
	}
	if t.Allowance != before.Allowance || t.AllowanceMinor != before.AllowanceMinor {
		u.ClearPendingAllowance().SetPendingAllowanceMinor(0)
	}
	return u
}

// billingDay is the day as a column of dates takes it.
func (t Terms) billingDay() *time.Time {
	if t.BillingStartsOn == nil {
		return nil
	}
	d := *t.BillingStartsOn
	day := time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC)
	return &day
}

func (t Terms) equal(other Terms) bool {
	same := sameDate(t.BillingStartsOn, other.BillingStartsOn)
	t.BillingStartsOn, other.BillingStartsOn = nil, nil
	return same && t == other
}

func sameDate(a, b *credit.Date) bool {
	return a == nil && b == nil || a != nil && b != nil && *a == *b
}
