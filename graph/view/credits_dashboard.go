package view

import (
	"time"

	"cistern/ent"
	"cistern/report"
)

// CreditsDashboard is the use of one workspace in one billing period.
type CreditsDashboard struct {
	Moment
	report.UsageSummary
}

// Moment is a period, seen at one instant.
type Moment struct{ View report.View }

// AsOf is when the snapshot was taken that all of it is read from.
func (m Moment) AsOf() time.Time { return m.View.Now }

// DaysLeft is how many days are left until the reset.
func (m Moment) DaysLeft() int { return m.View.DaysLeft() }

// Period is the one that is shown.
func (m Moment) Period() *BillingPeriod { return m.period(m.View.Period) }

// PreviousPeriod is nil for the first.
func (m Moment) PreviousPeriod() *BillingPeriod { return m.period(m.View.Previous) }

// NextPeriod is nil for the current one.
func (m Moment) NextPeriod() *BillingPeriod { return m.period(m.View.Next) }

func (m Moment) period(p *ent.BillingPeriod) *BillingPeriod {
	if p == nil {
		return nil
	}
	return &BillingPeriod{BillingPeriod: p, Calendar: m.View.Calendar, Now: m.View.Now}
}
