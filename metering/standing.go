package metering

import "cistern/credit"

// standing is what the rules of admission want to know of an agent now.
func (a *agent) standing() credit.Standing {
	c, p, w := a.contract, a.contract.period, a.workspace
	return credit.Standing{
		PlanEligible: c.plan.Eligible(),
		Deleted:      a.deletedAt != nil,
		Disabled:     a.disabledAt != nil,
		SafetyHold:   a.safetyHoldAt != nil,
		Enforced:     p.kind == credit.PeriodBilled,
		Pool:         credit.HeadroomUnder(&p.credited, p.used, c.held),
		Workspace:    credit.HeadroomUnder(w.allocation, w.used, w.held),
		Agent:        credit.HeadroomUnder(a.limit, a.used, a.held),
	}
}

// stopped reports whether runs that are going should stop (D11).
func (a *agent) stopped() bool {
	return a.deletedAt != nil || a.disabledAt != nil || a.safetyHoldAt != nil
}
