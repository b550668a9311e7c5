package metering_test

import (
	"testing"
	"time"

	"cistern/credit"
	"cistern/ent"
	"cistern/internal/dbtest"
	"cistern/metering"
)

// D8: the real use takes the place of the hold.
func TestFinish(t *testing.T) {
	t.Parallel()
	plants := newPlants(t)
	// started is a run that holds 40 credits.
	started := func(t *testing.T, p *plant) metering.Request {
		t.Helper()
		request := p.start(40 * credits)
		p.accepted(t, noon, request)
		return request
	}
	t.Run("ReplacesTheHold", func(t *testing.T) {
		t.Parallel()
		for _, used := range []credit.Amount{0, 1, 40 * credits, 5000 * credits} {
			p := plants(t)
			run := p.accepted(t, noon, p.finish(started(t, p).Run, used)).Run
			if run.Status != credit.RunSucceeded || *run.Credits != used || !run.FinishedAt.Equal(noon) {
				t.Errorf("finished %+v", run)
			}
			if p.held(t) != 0 || p.used(t)[0] != used {
				t.Errorf("held %s, used %v", p.held(t), p.used(t))
			}
		}
	})
	t.Run("TellsARunToStop", func(t *testing.T) {
		t.Parallel()
		p := plants(t)
		run := started(t, p).Run
		if p.accepted(t, noon, p.heartbeat(run)).StopRequested {
			t.Error("asked to stop while its agent is on")
		}
		p.changeAgent(t, func(a *ent.AgentUpdate) { a.SetDisabledAt(noon) })
		if !p.accepted(t, noon, p.heartbeat(run)).StopRequested || !p.accepted(t, noon, p.finish(run, 0)).StopRequested {
			t.Error("not asked to stop though its agent was disabled")
		}
	})
	t.Run("RepeatsItsFirstAnswer", func(t *testing.T) {
		t.Parallel()
		p := plants(t)
		request := p.finish(started(t, p).Run, 7*credits)
		p.accepted(t, noon, request)
		for _, told := range []time.Time{{}, noon} {
			request.FinishedAt = told
			again := p.accepted(t, noon.AddDate(1, 0, 0), request)
			if !again.Repeated || !again.Run.FinishedAt.Equal(noon) || p.used(t)[0] != 7*credits {
				t.Errorf("answered %+v, counted %v", again, p.used(t))
			}
		}
	})
	t.Run("RefusesARepeatWithOtherContent", func(t *testing.T) {
		t.Parallel()
		p := plants(t)
		first := p.finish(started(t, p).Run, 7*credits)
		p.accepted(t, noon, first)
		for _, change := range []func(*metering.Request){
			func(r *metering.Request) { r.Credits++ },
			func(r *metering.Request) { r.Outcome = credit.OutcomeFailed },
			func(r *metering.Request) { r.FinishedAt = noon.Add(time.Microsecond) },
			func(r *metering.Request) { r.Run = recorded(t, p).Run },
		} {
			other := first
			change(&other)
			p.refused(t, noon, other, credit.CodeConflict, "runId")
		}
	})
	t.Run("RefusesARunThatNobodyStarted", func(t *testing.T) {
		t.Parallel()
		p, stranger := plants(t), plants(t)
		run := started(t, p).Run
		p.refused(t, noon, p.finish(newID(), credits), credit.CodeNotFound, "runId")
		p.refused(t, noon, p.heartbeat(newID()), credit.CodeNotFound, "runId")
		stranger.refused(t, noon, stranger.finish(run, credits), credit.CodeNotFound, "runId")
		for _, request := range []metering.Request{p.finish(run, credits), p.heartbeat(run)} {
			request.Workspace = dbtest.Workspace(t, p.client, p.contract).ID
			p.refused(t, noon, request, credit.CodeNotFound, "runId")
		}
	})
	t.Run("FollowsItsStartInOneBatch", func(t *testing.T) {
		t.Parallel()
		p := plants(t)
		start := p.start(1000 * credits)
		again := p.start(1000 * credits)
		results := p.apply(t, noon, start, p.heartbeat(start.Run), p.finish(start.Run, 10*credits), start,
			p.finish(start.Run, 10*credits), p.finish(start.Run, 11*credits), again)
		for i, want := range []struct {
			status   credit.RunStatus
			repeated bool
			code     credit.ErrorCode
		}{
			{status: credit.RunRunning},
			{status: credit.RunRunning},
			{status: credit.RunSucceeded},
			{status: credit.RunSucceeded, repeated: true},
			{status: credit.RunSucceeded, repeated: true},
			{code: credit.CodeConflict},
			{status: credit.RunRunning},
		} {
			got := results[i]
			if want.code != "" {
				if got.Err == nil || got.Err.Code != want.code {
					t.Errorf("answer %d is %+v", i, got)
				}
			} else if got.Err != nil || got.Run.Status != want.status || got.Repeated != want.repeated {
				t.Errorf("answer %d is %+v, %+v, want %+v", i, got, got.Run, want)
			}
		}
		if hold := results[6].Run.Hold; hold != 990*credits || p.held(t) != hold {
			t.Errorf("the start after it holds %s, the contract %s", hold, p.held(t))
		}
	})
	t.Run("CountsAfterTheAgentWasDeleted", func(t *testing.T) {
		t.Parallel()
		p := plants(t)
		run := started(t, p).Run
		p.changeAgent(t, func(a *ent.AgentUpdate) { a.SetDeletedAt(noon) })
		p.accepted(t, noon, p.finish(run, 7*credits))
		if used := p.used(t)[0]; used != 7*credits {
			t.Errorf("counted %s", used)
		}
	})
}

func recorded(t *testing.T, p *plant) metering.Request {
	t.Helper()
	request := p.record(7*credits, noon)
	p.accepted(t, noon, request)
	return request
}

// D7: a run that already happened counts, once, whatever blocks its agent.
func TestRecord(t *testing.T) {
	t.Parallel()
	plants := newPlants(t)

	t.Run("PassesEveryCap", func(t *testing.T) {
		t.Parallel()
		p := plants(t, func(c *ent.ContractCreate) { c.SetAllowance(0) })
		p.changeAgent(t, func(a *ent.AgentUpdate) { a.SetDisabledAt(noon).SetCreditLimit(0) })
		request := p.record(7*credits, noon)
		request.Outcome, request.StartedAt = credit.OutcomeFailed, noon.Add(-time.Hour)
		run := p.accepted(t, noon, request).Run
		if run.Status != credit.RunFailed || *run.Credits != 7*credits || run.Estimate != nil || p.used(t)[0] != 7*credits {
			t.Errorf("recorded %+v, counted %v", run, p.used(t))
		}
	})
	t.Run("CountsOnce", func(t *testing.T) {
		t.Parallel()
		p := plants(t)
		first := recorded(t, p)
		first.FinishedAt = first.FinishedAt.Add(time.Nanosecond)
		if again := p.accepted(t, noon.AddDate(1, 0, 0), first); !again.Repeated || p.used(t)[0] != 7*credits {
			t.Errorf("answered %+v, counted %v", again, p.used(t))
		}
	})
	t.Run("RefusesARepeatWithOtherContent", func(t *testing.T) {
		t.Parallel()
		p := plants(t)
		first := recorded(t, p)
		started := p.start(credits)
		p.accepted(t, noon, started)
		for _, change := range []func(*metering.Request){
			func(r *metering.Request) { r.Credits++ },
			func(r *metering.Request) { r.Outcome = credit.OutcomeFailed },
			func(r *metering.Request) { r.FinishedAt = noon.Add(-time.Microsecond) },
			func(r *metering.Request) { r.StartedAt = noon.Add(-time.Second) },
			func(r *metering.Request) { r.Agent = dbtest.Agent(t, p.client, p.workspace).ID },
			func(r *metering.Request) { r.Run = started.Run },
		} {
			other := first
			change(&other)
			p.refused(t, noon, other, credit.CodeConflict, "runId")
		}
	})
	t.Run("RefusesWhatCannotHaveHappened", func(t *testing.T) {
		t.Parallel()
		p := plants(t)
		request := p.record(credits, time.Time{})
		p.refused(t, noon, request, credit.CodeBadInput, "finishedAt")
		request = p.record(credits, noon)
		request.StartedAt = noon.Add(time.Microsecond)
		p.refused(t, noon, request, credit.CodeBadInput, "startedAt")
		request = p.record(credits, noon)
		request.Agent = newID()
		p.refused(t, noon, request, credit.CodeNotFound, "agentId")
	})
}
