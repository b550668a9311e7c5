package view

import (
	"time"

	"cistern/ent"
	"cistern/report"
)

// CreditsDashboard is the use of one workspace in one billing period.
type CreditsDashboard struct {
	View report.View
	report.UsageSummary
}

// AsOf is when the snapshot was taken that all of it is read from.
func (d CreditsDashboard) AsOf() time.Time { return d.View.Now }

// DaysLeft is how many days are left until the reset.
func (d CreditsDashboard) DaysLeft() int { return d.View.DaysLeft() }

// Period is the one that is shown.
func (d CreditsDashboard) Period() *BillingPeriod { return d.period(d.View.Period) }

// PreviousPeriod is nil for the first.
func (d CreditsDashboard) PreviousPeriod() *BillingPeriod { return d.period(d.View.Previous) }

// NextPeriod is nil for the current one.
func (d CreditsDashboard) NextPeriod() *BillingPeriod { return d.period(d.View.Next) }

func (d CreditsDashboard) period(p *ent.BillingPeriod) *BillingPeriod {
	if p == nil {
		return nil
	}
	return &BillingPeriod{BillingPeriod: p, Calendar: d.View.Calendar, Now: d.View.Now}
}
