package metering_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"cistern/credit"
	"cistern/ent"
	"cistern/ent/billingperiod"
	"cistern/internal/dbtest"
	"cistern/ledger"
	"cistern/metering"
)

// D7: finishedAt decides the period, up to 72 hours after it closed.
func TestTheFinishDecidesThePeriod(t *testing.T) {
	t.Parallel()
	plants := newPlants(t)
	reset := dbtest.Epoch.AddDate(0, 1, 0)
	last := reset.Add(-time.Microsecond)
	// opened is a contract whose November is over.
	opened := func(t *testing.T, changes ...func(*ent.ContractCreate)) *plant {
		t.Helper()
		p := plants(t, changes...)
		p.accepted(t, noon, p.record(0, noon))
		p.accepted(t, reset, p.record(0, reset))
		return p
	}
	requireUsed := func(t *testing.T, p *plant, want ...credit.Amount) {
		t.Helper()
		if used := p.used(t); !slices.Equal(used, want) {
			t.Errorf("counted %v, want %v", used, want)
		}
	}

	t.Run("LandsUpTo72HoursLate", func(t *testing.T) {
		t.Parallel()
		p := opened(t)
		edge := reset.Add(72 * time.Hour)
		if run := p.accepted(t, edge, p.record(7, last)).Run; !run.Late {
			t.Error("not marked late")
		}
		p.refused(t, edge.Add(time.Microsecond), p.record(7, last), credit.CodePeriodClosed, "finishedAt")
		if run := p.accepted(t, edge, p.record(5, reset)).Run; run.Late {
			t.Error("a run of the running period is marked late")
		}
		requireUsed(t, p, 7, 5)
	})
	t.Run("PostsLateUseAtOnce", func(t *testing.T) {
		t.Parallel()
		p := opened(t)
		p.accepted(t, reset.Add(72*time.Hour), p.record(7, last))
		november, err := p.client.BillingPeriod.Query().
			Where(billingperiod.ContractID(p.contract.ID), billingperiod.StartsAt(dbtest.Epoch)).Only(t.Context())
		must(t, err)
		if november.Used != 7 || november.Settled != 7 {
			t.Errorf("used %s, settled %s", november.Used, november.Settled)
		}
	})
	t.Run("RefusesWhatWasBeforeTheContract", func(t *testing.T) {
		t.Parallel()
		p := opened(t)
		p.refused(t, reset, p.record(7, dbtest.Epoch.Add(-time.Microsecond)), credit.CodePeriodClosed, "finishedAt")
	})
	t.Run("CountsTheFutureAsNow", func(t *testing.T) {
		t.Parallel()
		p := plants(t)
		told := last.Add(5 * time.Minute)
		run := p.accepted(t, last, p.record(7, told)).Run
		if !run.FinishedAt.Equal(told) || run.Late {
			t.Errorf("recorded %+v", run)
		}
		p.refused(t, last, p.record(7, told.Add(time.Microsecond)), credit.CodeBadInput, "finishedAt")
		p.accepted(t, reset, p.record(5, reset))
		requireUsed(t, p, 7, 5)
	})
	t.Run("MovesAHoldAcrossAReset", func(t *testing.T) {
		t.Parallel()
		p := plants(t)
		over, back := p.start(400*credits), p.start(100*credits)
		p.accepted(t, last, over)
		p.accepted(t, last, back)
		if run := p.accepted(t, reset, p.start(1000*credits)).Run; run.Hold != 500*credits {
			t.Errorf("a start after the reset holds %s beside the 500 that still go", run.Hold)
		}
		p.accepted(t, reset, p.finish(over.Run, 7))
		late := p.finish(back.Run, 5)
		late.FinishedAt = last
		if run := p.accepted(t, reset.Add(time.Hour), late).Run; !run.Late {
			t.Error("not marked late")
		}
		requireUsed(t, p, 5, 7)
		if held := p.held(t); held != 500*credits {
			t.Errorf("held %s", held)
		}
	})
	t.Run("BearsAClockThatIsBehind", func(t *testing.T) {
		t.Parallel()
		p := opened(t)
		start := p.start(credits)
		p.accepted(t, last, start)
		if run := p.accepted(t, last, p.finish(start.Run, 7)).Run; !run.Late || !run.FinishedAt.Equal(last) {
			t.Errorf("finished %+v", run)
		}
		p.accepted(t, last, p.record(5, reset))
		requireUsed(t, p, 12, 0)
	})
	t.Run("OpensPeriodsThatNobodySaw", func(t *testing.T) {
		t.Parallel()
		p := plants(t)
		p.accepted(t, noon, p.record(7, noon))
		p.accepted(t, noon.AddDate(0, 5, 0), p.start(1000*credits))
		requireUsed(t, p, 7, 0, 0, 0, 0, 0)
	})
	t.Run("CountsInAnHourOfTheContract", func(t *testing.T) {
		t.Parallel()
		p := opened(t, func(c *ent.ContractCreate) { c.SetTimeZone("Asia/Kolkata") })
		p.accepted(t, reset, p.record(7, last))
		var hour time.Time
		const statement = "select hour from agent_hours where contract_id = $1 and used > 0"
		must(t, p.db.SQL.QueryRowContext(t.Context(), statement, p.contract.ID).Scan(&hour))
		if want := reset.Add(-30 * time.Minute); !hour.Equal(want) {
			t.Errorf("counted in the hour of %s, want %s", hour, want)
		}
	})
	t.Run("ImportsHistoryAsFree", func(t *testing.T) {
		t.Parallel()
		p := opened(t)
		history := p.record(7, dbtest.Epoch.AddDate(0, -2, -1))
		history.Kind = metering.Import
		ancient := p.record(7, history.FinishedAt.AddDate(-1, 0, 0))
		results := p.apply(t, reset, history, history, ancient)
		if results[0].Err != nil || !results[1].Repeated || results[2].Err == nil {
			t.Errorf("answered %+v", results)
		}
		requireUsed(t, p, 7, 0, 0, 0, 0)
		billed := p.record(7, noon)
		billed.Kind = metering.Import
		p.accepted(t, reset, billed)
		billed.Run = newID()
		p.refused(t, reset.AddDate(0, 0, 4), billed, credit.CodePeriodClosed, "finishedAt")
	})
}

// D4, D8: a start finds the pool as it is at that instant, whatever began or expired in it since the last one.
func TestAdmissionFollowsGrants(t *testing.T) {
	t.Parallel()
	p := newPlants(t)(t, func(c *ent.ContractCreate) { c.SetAllowance(0) })
	begins, expires := noon, noon.AddDate(0, 0, 3)
	_, err := inTx(p.client, func(ctx context.Context, tx *ent.Tx) (*ent.BillingPeriod, error) {
		c, err := ledger.Lock(ctx, tx, p.contract.ID)
		if err != nil {
			return nil, err
		}
		running, err := ledger.OpenPeriod(ctx, tx, c, dbtest.Epoch)
		if err != nil {
			return nil, err
		}
		return ledger.Grant(ctx, tx, running, ledger.NewGrant{
			Kind: credit.GrantTrial, Amount: 10 * credits, EffectiveAt: begins, ExpiresAt: expires,
		}, dbtest.Epoch)
	})
	must(t, err)
	blocked := p.blocked(t, begins.Add(-time.Microsecond), p.start(credits), credit.BlockerPoolExhausted)
	if at := blocked[0].ClearsAt; at == nil || !at.Equal(begins) {
		t.Errorf("clears at %v, want when the grant begins", at)
	}
	going := p.start(2 * credits)
	p.accepted(t, begins, going)
	p.accepted(t, begins, p.finish(going.Run, 3*credits))
	if hold := p.accepted(t, expires.Add(-time.Microsecond), p.start(100*credits)).Run.Hold; hold != 7*credits {
		t.Errorf("holds %s of the 7 that are left", hold)
	}
	p.changeAgent(t, func(a *ent.AgentUpdate) { a.SetCreditLimit(10 * credits) })
	p.blocked(t, expires, p.start(credits), credit.BlockerPoolExhausted, credit.BlockerAgentLimitReached)
	if used := p.used(t); !slices.Equal(used, []credit.Amount{3 * credits}) {
		t.Errorf("counted %v", used)
	}
}

// D8: what has sent nothing for 15 minutes holds nothing any more, and still counts.
func TestStall(t *testing.T) {
	t.Parallel()
	plants := newPlants(t)
	const silence = 15 * time.Minute

	t.Run("ReleasesSilentHolds", func(t *testing.T) {
		t.Parallel()
		p := plants(t)
		silent, lively, done := p.start(400*credits), p.start(300*credits), p.start(200*credits)
		p.apply(t, noon, silent, lively, done, p.finish(done.Run, credits))
		p.accepted(t, noon.Add(time.Minute), p.heartbeat(lively.Run))
		if n := p.stall(t, noon.Add(silence)); n != 0 {
			t.Errorf("stalled %d after exactly 15 minutes", n)
		}
		now := noon.Add(silence + time.Microsecond)
		stale, err := metering.Stale(t.Context(), p.db.SQL, now, 1000)
		must(t, err)
		if !slices.Contains(stale, p.contract.ID) {
			t.Error("the contract is not among those with silent runs")
		}
		if n := p.stall(t, now); n != 1 || p.held(t) != 300*credits {
			t.Errorf("stalled %d, held %s", n, p.held(t))
		}
		if n := p.stall(t, now); n != 0 {
			t.Errorf("stalled %d again", n)
		}
	})
	t.Run("CountsLateUse", func(t *testing.T) {
		t.Parallel()
		p := plants(t)
		start := p.start(400 * credits)
		p.accepted(t, noon, start)
		p.stall(t, noon.Add(time.Hour))
		if run := p.accepted(t, noon.Add(time.Hour), p.heartbeat(start.Run)).Run; run.Status != credit.RunStalled {
			t.Errorf("a sign of life makes it %s", run.Status)
		}
		finish := p.finish(start.Run, 500*credits)
		p.accepted(t, noon.Add(time.Hour), finish)
		if again := p.accepted(t, noon.Add(2*time.Hour), finish); !again.Repeated {
			t.Errorf("answered %+v", again)
		}
		if used, held := p.used(t)[0], p.held(t); used != 500*credits || held != 0 {
			t.Errorf("used %s, held %s", used, held)
		}
	})
	t.Run("LeavesOtherContractsAlone", func(t *testing.T) {
		t.Parallel()
		p, other := plants(t), plants(t)
		other.accepted(t, noon, other.start(credits))
		if n := p.stall(t, noon.Add(time.Hour)); n != 0 || other.held(t) != credits {
			t.Errorf("stalled %d, the other holds %s", n, other.held(t))
		}
	})
	t.Run("RefusesAnUnknownContract", func(t *testing.T) {
		t.Parallel()
		p := plants(t)
		_, err := inTx(p.client, func(ctx context.Context, tx *ent.Tx) (int, error) {
			return metering.Stall(ctx, tx, newID(), noon)
		})
		if err == nil {
			t.Error("stalled the runs of nobody")
		}
	})
}
