package metering

import "cistern/credit"

// standing is what the rules of admission want to know of an agent now.
func (a *agent) standing() credit.Standing {
	c, p, w := a.contract, a.contract.period, a.workspace
	return credit.Standing{
		PlanEligible: c.plan.Eligible(),
		Deleted:      a.deleted,
		Disabled:     a.disabled,
		SafetyHold:   a.safetyHold,
		Enforced:     p.kind == credit.PeriodBilled,
		Pool:         credit.HeadroomUnder(&p.credited, p.used, c.held),
		Workspace:    credit.HeadroomUnder(w.allocation, w.used, w.held),
		Agent:        credit.HeadroomUnder(a.limit, a.used, a.held),
	}
}

// explain says when each blocker ends by itself: those about credits at the reset, if there will be credits then.
func (a *agent) explain(codes []credit.BlockerCode) []Blocker {
	c := a.contract
	out := make([]Blocker, len(codes))
	for i, code := range codes {
		out[i].Code = code
		switch code {
		case credit.BlockerAllocationReached, credit.BlockerAgentLimitReached:
			out[i].ClearsAt = &c.period.end
		case credit.BlockerPoolExhausted:
			if c.nextAllowance > 0 {
				out[i].ClearsAt = &c.period.end
			}
		default: // a person has to act
		}
	}
	return out
}
