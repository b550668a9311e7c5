package credit

// Headroom is how much may still be spent under one cap.
type Headroom struct {
	Limited bool   // false is no limit; Left then means nothing
	Left    Amount // cap - used - held, negative where use has passed the cap
}

// HeadroomUnder is what used and held, neither negative, leave of a cap; a nil cap is no limit, a cap of zero leaves nothing (D10).
func HeadroomUnder(limit *Amount, used, held Amount) Headroom {
	if limit == nil {
		return Headroom{}
	}
	taken, err := used.Plus(held)
	if err != nil {
		taken = MaxAmount // no cap is above it
	}
	return Headroom{Limited: true, Left: *limit - taken}
}

func (h Headroom) spent() bool { return h.Limited && h.Left <= 0 }

// Standing is everything that decides whether an agent may start a run now (D8, D9).
type Standing struct {
	PlanEligible, Deleted, Disabled, SafetyHold bool

	Enforced               bool // the period is billed; in a free one no headroom blocks and nothing is held (D3)
	Pool, Workspace, Agent Headroom
}

// Blockers is every reason why the agent may not start a run, in the order of BlockerCode; none means that it may.
func (s Standing) Blockers() []BlockerCode {
	var blockers []BlockerCode
	for _, reason := range []struct {
		holds bool
		code  BlockerCode
	}{
		{!s.PlanEligible, BlockerPlanNotEligible},
		{s.Deleted, BlockerAgentDeleted},
		{s.Disabled, BlockerDisabledByAdmin},
		{s.SafetyHold, BlockerSafetyHold},
		{s.Enforced && s.Pool.spent(), BlockerPoolExhausted},
		{s.Enforced && s.Workspace.spent(), BlockerAllocationReached},
		{s.Enforced && s.Agent.spent(), BlockerAgentLimitReached},
	} {
		if reason.holds {
			blockers = append(blockers, reason.code)
		}
	}
	return blockers
}

// Admit decides the start of one run (D8): either it is blocked, or it takes a hold of its estimate, which is not
// negative, or of the smallest headroom if that is less. A run in a free period holds nothing.
func Admit(s Standing, estimate Amount) (hold Amount, blockers []BlockerCode) {
	if blockers := s.Blockers(); len(blockers) > 0 {
		return 0, blockers
	}
	if !s.Enforced {
		return 0, nil
	}
	hold = estimate
	for _, headroom := range []Headroom{s.Pool, s.Workspace, s.Agent} {
		if headroom.Limited {
			hold = min(hold, headroom.Left)
		}
	}
	return hold, nil
}

// Status is what is shown of an agent (D9). Ran says whether it has run in this period.
func Status(s Standing, ran bool) AgentStatus {
	switch {
	case s.Deleted:
		return AgentDeleted
	case s.Disabled:
		return AgentDisabled
	case s.SafetyHold:
		return AgentOnHold
	case len(s.Blockers()) > 0:
		return AgentPaused
	case ran:
		return AgentActive
	default:
		return AgentIdle
	}
}
