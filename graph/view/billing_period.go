package view

import (
	"time"

	"cistern/credit"
	"cistern/ent"
	"cistern/graph/globalid"
	"cistern/report"
)

// BillingPeriod is a billing period on its contract's calendar, seen at one instant.
type BillingPeriod struct {
	*ent.BillingPeriod
	Calendar credit.Calendar
	Now      time.Time
}

// IsNode makes it one.
func (BillingPeriod) IsNode() {}

// ID is its global id.
func (p BillingPeriod) ID() globalid.ID {
	return globalid.ID{Type: globalid.BillingPeriod, Contract: p.ContractID, Of: p.BillingPeriod.ID}
}

// StartsOn is its first day.
func (p BillingPeriod) StartsOn() credit.Date { return p.Calendar.Date(p.StartsAt) }

// EndsOn is the day of the reset.
func (p BillingPeriod) EndsOn() credit.Date { return p.Calendar.Date(p.EndsAt) }

// Current reports whether it is the running one.
func (p BillingPeriod) Current() bool { return report.Running(p.BillingPeriod, p.Now) }
