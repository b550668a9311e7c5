package metering_test

import (
	"strings"
	"testing"

	"cistern/credit"
	"cistern/ent"
	"cistern/internal/dbtest"
	"cistern/metering"
)

// D8: a start is admitted while every headroom is above zero, and holds its estimate or the smallest headroom.
func TestStart(t *testing.T) {
	t.Parallel()
	plants := newPlants(t)

	t.Run("HoldsItsEstimate", func(t *testing.T) {
		t.Parallel()
		p := plants(t)
		run := p.accepted(t, noon, p.start(40*credits)).Run
		if run.Status != credit.RunRunning || run.Hold != 40*credits || !run.StartedAt.Equal(noon) || p.held(t) != 40*credits {
			t.Errorf("started %+v, held %s", run, p.held(t))
		}
	})
	t.Run("HoldsWhatIsLeftOfThePool", func(t *testing.T) {
		t.Parallel()
		p := plants(t)
		p.accepted(t, noon, p.start(999*credits))
		if run := p.accepted(t, noon, p.start(40*credits)).Run; run.Hold != credits {
			t.Errorf("holds %s of the last credit", run.Hold)
		}
		blockers := p.blocked(t, noon, p.start(0), credit.BlockerPoolExhausted)
		if at := blockers[0].ClearsAt; at == nil || !at.Equal(dbtest.Epoch.AddDate(0, 1, 0)) {
			t.Errorf("clears at %v, want the reset", at)
		}
	})
	t.Run("AdmitsOneOf200WithOneCreditLeft", func(t *testing.T) {
		t.Parallel()
		p := plants(t, func(c *ent.ContractCreate) { c.SetAllowance(credits) })
		requests := make([]metering.Request, 200)
		for i := range requests {
			requests[i] = p.start(credits)
		}
		admitted := 0
		for _, r := range p.apply(t, noon, requests...) {
			if r.Err == nil {
				admitted++
			}
		}
		if admitted != 1 {
			t.Errorf("admitted %d", admitted)
		}
	})
	t.Run("StaysBlockedWithoutAnAllowanceToCome", func(t *testing.T) {
		t.Parallel()
		p := plants(t)
		p.accepted(t, noon, p.record(1000*credits, noon))
		must(t, p.client.Contract.UpdateOne(p.contract).SetPendingAllowance(0).Exec(t.Context()))
		if blockers := p.blocked(t, noon, p.start(1), credit.BlockerPoolExhausted); blockers[0].ClearsAt != nil {
			t.Errorf("clears at %s though nothing will be granted", blockers[0].ClearsAt)
		}
	})
	t.Run("RepeatsItsFirstAnswer", func(t *testing.T) {
		t.Parallel()
		p := plants(t)
		first := p.start(1000 * credits)
		p.accepted(t, noon, first)
		if again := p.accepted(t, noon, first); !again.Repeated || again.Run.Hold != 1000*credits {
			t.Errorf("answered %+v", again)
		}
		p.accepted(t, noon, p.finish(first.Run, 1000*credits))
		if again := p.accepted(t, noon.AddDate(0, 3, 0), first); !again.Repeated || p.held(t) != 0 {
			t.Errorf("answered %+v, held %s", again, p.held(t))
		}
	})
	t.Run("RefusesARepeatWithOtherContent", func(t *testing.T) {
		t.Parallel()
		p := plants(t)
		first := p.start(40 * credits)
		p.accepted(t, noon, first)
		other := first
		other.Estimate++
		p.refused(t, noon, other, credit.CodeConflict, "runId")
		other = first
		other.Agent = dbtest.Agent(t, p.client, p.workspace).ID
		p.refused(t, noon, other, credit.CodeConflict, "runId")
		recorded := p.record(credits, noon)
		p.accepted(t, noon, recorded)
		other = first
		other.Run = recorded.Run
		p.refused(t, noon, other, credit.CodeConflict, "runId")
	})
	t.Run("RefusesWhatItCannotReach", func(t *testing.T) {
		t.Parallel()
		p, stranger := plants(t), plants(t)
		unknown := p.start(credits)
		unknown.Agent = newID()
		p.refused(t, noon, unknown, credit.CodeNotFound, "agentId")
		foreign := p.start(credits)
		foreign.Agent = stranger.agent.ID
		p.refused(t, noon, foreign, credit.CodeNotFound, "agentId")
		foreign.Contract = newID()
		p.refused(t, noon, foreign, credit.CodeNotFound, "agentId")
	})
	t.Run("KeepsACallerOfOneWorkspaceInIt", func(t *testing.T) {
		t.Parallel()
		p := plants(t)
		within := p.start(credits)
		within.Workspace = p.workspace.ID
		p.accepted(t, noon, within)
		beside := within
		beside.Workspace = dbtest.Workspace(t, p.client, p.contract).ID
		p.refused(t, noon, beside, credit.CodeNotFound, "agentId")
		beside.Run = newID()
		p.refused(t, noon, beside, credit.CodeNotFound, "agentId")
	})
	t.Run("RefusesBadInput", func(t *testing.T) {
		t.Parallel()
		p := plants(t)
		const most = 1_000_000_000 * credits
		for field, change := range map[string]func(*metering.Request){
			"runId":      func(r *metering.Request) { r.Run = [16]byte{} },
			"estimate":   func(r *metering.Request) { r.Estimate = -1 },
			"estimate ":  func(r *metering.Request) { r.Estimate = most + 1 },
			"credits":    func(r *metering.Request) { r.Credits = -1 },
			"credits ":   func(r *metering.Request) { r.Credits = most + 1 },
			"finishedAt": func(r *metering.Request) { r.FinishedAt = noon.AddDate(0, 0, 1) },
		} {
			request := p.start(credits)
			change(&request)
			p.refused(t, noon, request, credit.CodeBadInput, strings.TrimSpace(field))
		}
		if run := p.accepted(t, noon, p.start(most)).Run; run.Hold != 1000*credits {
			t.Errorf("the largest estimate holds %s", run.Hold)
		}
	})
}

// D9: whatever blocks an agent is found when it starts, and every reason is told.
func TestBlockers(t *testing.T) {
	t.Parallel()
	plants := newPlants(t)

	t.Run("AgentLimit", func(t *testing.T) {
		t.Parallel()
		p := plants(t)
		p.agent = dbtest.Agent(t, p.client, p.workspace, func(a *ent.AgentCreate) { a.SetCreditLimit(10 * credits) })
		if run := p.accepted(t, noon, p.start(40*credits)).Run; run.Hold != 10*credits {
			t.Errorf("holds %s", run.Hold)
		}
		if at := p.blocked(t, noon, p.start(1), credit.BlockerAgentLimitReached)[0].ClearsAt; at == nil {
			t.Error("does not say that the limit clears at the reset")
		}
	})
	t.Run("Allocation", func(t *testing.T) {
		t.Parallel()
		p := plants(t)
		p.workspace = dbtest.Workspace(t, p.client, p.contract, func(w *ent.WorkspaceCreate) { w.SetAllocation(10 * credits) })
		p.agent = dbtest.Agent(t, p.client, p.workspace)
		p.accepted(t, noon, p.start(6*credits))
		p.agent = dbtest.Agent(t, p.client, p.workspace)
		if run := p.accepted(t, noon, p.start(6*credits)).Run; run.Hold != 4*credits {
			t.Errorf("two agents of a workspace hold 6 and %s", run.Hold)
		}
		p.blocked(t, noon, p.start(1), credit.BlockerAllocationReached)
	})
	t.Run("ZeroBlocksAndNullDoesNot", func(t *testing.T) {
		t.Parallel()
		p := plants(t)
		request := p.start(1)
		p.changeAgent(t, func(a *ent.AgentUpdate) { a.SetCreditLimit(0) })
		p.changeWorkspace(t, func(w *ent.WorkspaceUpdate) { w.SetAllocation(0) })
		p.blocked(t, noon, request, credit.BlockerAllocationReached, credit.BlockerAgentLimitReached)
		p.changeAgent(t, func(a *ent.AgentUpdate) { a.ClearCreditLimit() })
		p.blocked(t, noon, request, credit.BlockerAllocationReached)
		p.changeWorkspace(t, func(w *ent.WorkspaceUpdate) { w.SetAllocation(1) })
		p.accepted(t, noon, request)
	})
	t.Run("Switches", func(t *testing.T) {
		t.Parallel()
		p := plants(t, func(c *ent.ContractCreate) { c.SetPlan(credit.PlanPlus).SetAllowance(0) })
		p.agent = dbtest.Agent(t, p.client, p.workspace, func(a *ent.AgentCreate) {
			a.SetDisabledAt(noon).SetSafetyHoldAt(noon).SetDeletedAt(noon)
		})
		blockers := p.blocked(t, noon, p.start(1), credit.BlockerPlanNotEligible, credit.BlockerAgentDeleted,
			credit.BlockerDisabledByAdmin, credit.BlockerSafetyHold, credit.BlockerPoolExhausted)
		for _, b := range blockers {
			if b.ClearsAt != nil {
				t.Errorf("%s clears at %s by itself", b.Code, b.ClearsAt)
			}
			switched := b.Code != credit.BlockerPlanNotEligible && b.Code != credit.BlockerPoolExhausted
			if (b.Since != nil) != switched || switched && !b.Since.Equal(noon) {
				t.Errorf("%s stands since %v", b.Code, b.Since)
			}
		}
	})
	t.Run("NothingOfCreditsInAFreePeriod", func(t *testing.T) {
		t.Parallel()
		p := plants(t, func(c *ent.ContractCreate) { c.SetBillingStartsOn(dbtest.Epoch.AddDate(0, 1, 0)) })
		p.agent = dbtest.Agent(t, p.client, p.workspace, func(a *ent.AgentCreate) { a.SetCreditLimit(0) })
		request := p.start(40 * credits)
		if run := p.accepted(t, noon, request).Run; run.Hold != 0 {
			t.Errorf("holds %s of nothing granted", run.Hold)
		}
		p.accepted(t, noon, p.finish(request.Run, 7*credits))
		if used := p.used(t); used[0] != 7*credits {
			t.Errorf("counted %v", used)
		}
		p.changeAgent(t, func(a *ent.AgentUpdate) { a.SetDisabledAt(noon) })
		p.blocked(t, noon, p.start(1), credit.BlockerDisabledByAdmin)
	})
	t.Run("AResetClearsThem", func(t *testing.T) {
		t.Parallel()
		p := plants(t)
		p.changeAgent(t, func(a *ent.AgentUpdate) { a.SetCreditLimit(10) })
		p.changeWorkspace(t, func(w *ent.WorkspaceUpdate) { w.SetAllocation(10) })
		p.accepted(t, noon, p.record(1000*credits, noon))
		p.blocked(t, noon, p.start(1), credit.BlockerPoolExhausted, credit.BlockerAllocationReached, credit.BlockerAgentLimitReached)
		p.accepted(t, noon.AddDate(0, 1, 0), p.start(1))
	})
}
