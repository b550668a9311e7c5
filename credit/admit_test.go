package credit_test

import (
	"math/big"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"cistern/credit"
)

var (
	noLimit = credit.Headroom{}
	none    = credit.Headroom{Limited: true}
	five    = credit.Headroom{Limited: true, Left: 5 * credit.Credit}
	two     = credit.Headroom{Limited: true, Left: 2 * credit.Credit}
	passed  = credit.Headroom{Limited: true, Left: -1}
)

func TestAdmit(t *testing.T) {
	t.Parallel()
	const credits = credit.Credit
	for name, c := range map[string]struct {
		standing credit.Standing
		estimate credit.Amount
		hold     credit.Amount
		blockers []credit.BlockerCode
	}{
		"holds the estimate":            {credit.Standing{PlanEligible: true, Enforced: true, Pool: five}, 3 * credits, 3 * credits, nil},
		"holds what the pool has left":  {credit.Standing{PlanEligible: true, Enforced: true, Pool: five}, 9 * credits, 5 * credits, nil},
		"holds what is allocated":       {credit.Standing{PlanEligible: true, Enforced: true, Pool: five, Workspace: two}, 9 * credits, 2 * credits, nil},
		"holds what the agent may":      {credit.Standing{PlanEligible: true, Enforced: true, Pool: five, Workspace: five, Agent: two}, 9 * credits, 2 * credits, nil},
		"no estimate":                   {credit.Standing{PlanEligible: true, Enforced: true, Pool: five}, 0, 0, nil},
		"a free period enforces no cap": {credit.Standing{PlanEligible: true, Pool: none, Workspace: none, Agent: passed}, 3 * credits, 0, nil},
		"a free period keeps switches": {
			credit.Standing{PlanEligible: true, Disabled: true, Pool: five}, credits, 0,
			[]credit.BlockerCode{credit.BlockerDisabledByAdmin},
		},
		"the plan counts in a free period": {
			credit.Standing{}, credits, 0,
			[]credit.BlockerCode{credit.BlockerPlanNotEligible},
		},
		"an empty pool": {
			credit.Standing{PlanEligible: true, Enforced: true, Pool: none}, credits, 0,
			[]credit.BlockerCode{credit.BlockerPoolExhausted},
		},
		"an allocation of zero": {
			credit.Standing{PlanEligible: true, Enforced: true, Pool: five, Workspace: none}, credits, 0,
			[]credit.BlockerCode{credit.BlockerAllocationReached},
		},
		"a limit below present use": {
			credit.Standing{PlanEligible: true, Enforced: true, Pool: five, Workspace: five, Agent: passed}, credits, 0,
			[]credit.BlockerCode{credit.BlockerAgentLimitReached},
		},
		"every blocker, in order": {
			credit.Standing{Deleted: true, Disabled: true, SafetyHold: true, Enforced: true, Pool: none, Workspace: passed, Agent: none}, credits, 0,
			[]credit.BlockerCode{
				credit.BlockerPlanNotEligible, credit.BlockerAgentDeleted, credit.BlockerDisabledByAdmin, credit.BlockerSafetyHold,
				credit.BlockerPoolExhausted, credit.BlockerAllocationReached, credit.BlockerAgentLimitReached,
			},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			hold, blockers := credit.Admit(c.standing, c.estimate)
			if hold != c.hold || !slices.Equal(blockers, c.blockers) {
				t.Errorf("hold %v, blockers %v; want %v, %v", hold, blockers, c.hold, c.blockers)
			}
		})
	}
}

func TestStatus(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		standing credit.Standing
		ran      bool
		want     credit.AgentStatus
	}{
		{credit.Standing{Deleted: true, Disabled: true, SafetyHold: true}, true, credit.AgentDeleted},
		{credit.Standing{Disabled: true, SafetyHold: true}, true, credit.AgentDisabled},
		{credit.Standing{SafetyHold: true}, true, credit.AgentOnHold},
		{credit.Standing{}, true, credit.AgentPaused},
		{credit.Standing{PlanEligible: true, Enforced: true, Pool: none}, true, credit.AgentPaused},
		{credit.Standing{PlanEligible: true, Enforced: true, Pool: five, Agent: passed}, true, credit.AgentPaused},
		{credit.Standing{PlanEligible: true, Pool: none}, true, credit.AgentActive},
		{credit.Standing{PlanEligible: true, Enforced: true, Pool: five}, true, credit.AgentActive},
		{credit.Standing{PlanEligible: true, Enforced: true, Pool: five}, false, credit.AgentIdle},
	} {
		if got := credit.Status(c.standing, c.ran); got != c.want {
			t.Errorf("status of %+v is %s, want %s", c.standing, got, c.want)
		}
	}
}

func TestHeadroomUnderIsNeverMoreThanTheCapLeaves(t *testing.T) {
	t.Parallel()
	if got := credit.HeadroomUnder(nil, 5, 5); got != noLimit {
		t.Errorf("without a limit: %+v", got)
	}
	notNegative := amounts().Filter(func(a credit.Amount) bool { return a >= 0 })
	rapid.Check(t, func(t *rapid.T) {
		limit, used, held := notNegative.Draw(t, "limit"), notNegative.Draw(t, "used"), notNegative.Draw(t, "held")
		taken := new(big.Int).Add(big.NewInt(int64(used)), big.NewInt(int64(held)))
		got := credit.HeadroomUnder(&limit, used, held)
		exact := taken.IsInt64() && int64(got.Left) == int64(limit)-taken.Int64()
		if !got.Limited || !exact && (taken.IsInt64() || got.Left > 0) {
			t.Fatalf("%+v left of %v, with %v micro-credits taken", got, limit, taken)
		}
	})
}

func TestHoldsStayWithinEveryHeadroom(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		standing := standings().Draw(t, "standing")
		estimate := credit.Amount(rapid.Int64Range(0, 20).Draw(t, "estimate"))
		hold, blockers := credit.Admit(standing, estimate)
		switch {
		case len(blockers) > 0 || !standing.Enforced:
			if hold != 0 {
				t.Fatalf("hold %d beside blockers %v", int64(hold), blockers)
			}
		case hold > estimate || estimate > 0 && hold <= 0:
			t.Fatalf("hold %d for an estimate of %d", int64(hold), int64(estimate))
		default:
			for _, headroom := range []credit.Headroom{standing.Pool, standing.Workspace, standing.Agent} {
				if headroom.Limited && hold > headroom.Left {
					t.Fatalf("hold %d above the headroom %+v", int64(hold), headroom)
				}
			}
		}
	})
}

// Two hundred starts at once are two hundred decisions, one after the other under the lock of the period (D8).
func TestHoldsOfManyStartsNeverPassTheCap(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		granted := credit.Amount(rapid.Int64Range(0, 50).Draw(t, "granted"))
		var held credit.Amount
		for range 200 {
			estimate := credit.Amount(rapid.Int64Range(1, 100).Draw(t, "estimate"))
			hold, blockers := credit.Admit(credit.Standing{
				PlanEligible: true, Enforced: true, Pool: credit.HeadroomUnder(&granted, 0, held),
			}, estimate)
			if admitted := len(blockers) == 0; admitted != (held < granted) {
				t.Fatalf("admitted is %t with %d of %d held", admitted, int64(held), int64(granted))
			}
			held += hold
		}
		if held != granted {
			t.Fatalf("held %d of %d", int64(held), int64(granted))
		}
	})
}

func standings() *rapid.Generator[credit.Standing] {
	headrooms := rapid.Custom(func(t *rapid.T) credit.Headroom {
		return credit.Headroom{Limited: rapid.Bool().Draw(t, "limited"), Left: credit.Amount(rapid.Int64Range(-2, 10).Draw(t, "left"))}
	})
	rarely := rapid.Map(rapid.IntRange(0, 9), func(n int) bool { return n == 9 })
	return rapid.Custom(func(t *rapid.T) credit.Standing {
		standing := credit.Standing{
			PlanEligible: !rarely.Draw(t, "plan not eligible"),
			Deleted:      rarely.Draw(t, "deleted"),
			Disabled:     rarely.Draw(t, "disabled"),
			SafetyHold:   rarely.Draw(t, "safety hold"),
			Enforced:     !rarely.Draw(t, "free"),
			Pool:         headrooms.Draw(t, "pool"),
			Workspace:    headrooms.Draw(t, "workspace"),
			Agent:        headrooms.Draw(t, "agent"),
		}
		standing.Pool.Limited = true
		return standing
	})
}
