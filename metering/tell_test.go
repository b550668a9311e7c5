package metering_test

import (
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"

	"cistern/credit"
	"cistern/ent"
	"cistern/ent/agent"
	"cistern/ent/billingperiod"
	"cistern/internal/dbtest"
	"cistern/metering"
)

// crossed is what a batch reached, of which cap.
type crossed struct {
	of        string
	threshold credit.Threshold
	used      credit.Amount
}

func (p *plant) crossings(t *testing.T, now time.Time, requests ...metering.Request) []crossed {
	t.Helper()
	var found []crossed
	for _, c := range p.applied(t, now, requests...).Crossings {
		of := "pool"
		if c.Workspace != uuid.Nil {
			of = "allocation"
		}
		if c.Agent != uuid.Nil {
			of = "limit"
		}
		if c.Contract != p.contract.ID || !c.ResetsAt.Equal(dbtest.Epoch.AddDate(0, 1, 0)) {
			t.Errorf("crossed %+v", c)
		}
		found = append(found, crossed{of, c.Threshold, c.Used})
	}
	return found
}

func requireCrossed(t *testing.T, got []crossed, want ...crossed) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Fatalf("crossed %v, want %v", got, want)
	}
}

func TestThresholdsAreCrossed_D14(t *testing.T) {
	t.Parallel()
	plants := newPlants(t)
	const near, reached = credit.ThresholdNear, credit.ThresholdReached
	t.Run("OnceEach", func(t *testing.T) {
		p := plants(t)
		requireCrossed(t, p.crossings(t, noon, p.record(799*credits, noon)))
		requireCrossed(t, p.crossings(t, noon, p.record(credits, noon)), crossed{"pool", near, 800 * credits})
		requireCrossed(t, p.crossings(t, noon, p.record(199*credits, noon)))
		requireCrossed(t, p.crossings(t, noon, p.record(credits, noon)), crossed{"pool", reached, 1000 * credits})
		requireCrossed(t, p.crossings(t, noon, p.record(900*credits, noon)))
	})
	t.Run("JumpOverBoth", func(t *testing.T) {
		p := plants(t)
		requireCrossed(t, p.crossings(t, noon, p.record(700*credits, noon), p.record(700*credits, noon)),
			crossed{"pool", reached, 1400 * credits})
		requireCrossed(t, p.crossings(t, noon, p.record(credits, noon)))
	})
	t.Run("RepeatsAndStartsReachNothing", func(t *testing.T) {
		p := plants(t)
		run := p.record(800*credits, noon)
		requireCrossed(t, p.crossings(t, noon, run), crossed{"pool", near, 800 * credits})
		requireCrossed(t, p.crossings(t, noon, run, p.start(500*credits)))
	})
	t.Run("AllocationAndLimit", func(t *testing.T) {
		p := plants(t)
		p.changeWorkspace(t, func(u *ent.WorkspaceUpdate) { u.SetAllocation(100 * credits) })
		p.changeAgent(t, func(u *ent.AgentUpdate) { u.SetCreditLimit(80 * credits) })
		requireCrossed(t, p.crossings(t, noon, p.record(80*credits, noon)),
			crossed{"allocation", near, 80 * credits}, crossed{"limit", reached, 80 * credits})
		p.changeAgent(t, func(u *ent.AgentUpdate) { u.ClearCreditLimit() })
		requireCrossed(t, p.crossings(t, noon, p.record(20*credits, noon)), crossed{"allocation", reached, 100 * credits})
	})
	t.Run("AllocationOverSeveralAgents", func(t *testing.T) {
		p := plants(t)
		p.changeWorkspace(t, func(u *ent.WorkspaceUpdate) { u.SetAllocation(100 * credits) })
		other := p.record(50*credits, noon)
		other.Agent = dbtest.Agent(t, p.client, p.workspace).ID
		requireCrossed(t, p.crossings(t, noon, p.record(50*credits, noon), other), crossed{"allocation", reached, 100 * credits})
	})
	t.Run("ArmedAgainByMore", func(t *testing.T) {
		p := plants(t)
		requireCrossed(t, p.crossings(t, noon, p.record(1000*credits, noon)), crossed{"pool", reached, 1000 * credits})
		p.grant(t, 1000*credits)
		requireCrossed(t, p.crossings(t, noon, p.record(100*credits, noon)))
		requireCrossed(t, p.crossings(t, noon, p.record(500*credits, noon)), crossed{"pool", near, 1600 * credits})
	})
	t.Run("NotArmedByALittleMore", func(t *testing.T) {
		p := plants(t)
		requireCrossed(t, p.crossings(t, noon, p.record(1000*credits, noon)), crossed{"pool", reached, 1000 * credits})
		p.grant(t, 50*credits)
		requireCrossed(t, p.crossings(t, noon, p.record(50*credits, noon)))
	})
	t.Run("NothingGranted", func(t *testing.T) {
		p := plants(t, func(c *ent.ContractCreate) { c.SetAllowance(0) })
		requireCrossed(t, p.crossings(t, noon, p.record(0, noon), p.record(50*credits, noon)))
	})
	t.Run("FreePeriod", func(t *testing.T) {
		p := plants(t, func(c *ent.ContractCreate) { c.SetBillingStartsOn(dbtest.Epoch.AddDate(0, 1, 0)) })
		p.changeWorkspace(t, func(u *ent.WorkspaceUpdate) { u.SetAllocation(credits) })
		requireCrossed(t, p.crossings(t, noon, p.record(50*credits, noon)))
	})
	t.Run("LateUseOfAClosedPeriod", func(t *testing.T) {
		p := plants(t)
		before, after := dbtest.Epoch.Add(-time.Hour), dbtest.Epoch.Add(time.Hour)
		p.accepted(t, before, p.record(0, before))
		requireCrossed(t, p.crossings(t, after, p.record(5000*credits, before)))
	})
	t.Run("AnImportLeavesItToTheNextRun", func(t *testing.T) {
		p := plants(t)
		imported := p.record(900*credits, noon)
		imported.Kind = metering.Import
		requireCrossed(t, p.crossings(t, noon, imported))
		requireCrossed(t, p.crossings(t, noon, p.record(credits, noon)), crossed{"pool", near, 901 * credits})
	})
}

// grant adds to what the running period has, as ledger does.
func (p *plant) grant(t *testing.T, more credit.Amount) {
	t.Helper()
	must(t, p.client.BillingPeriod.Update().
		Where(billingperiod.ContractID(p.contract.ID)).AddCredited(more).Exec(t.Context()))
}

func TestBursts_D13(t *testing.T) {
	t.Parallel()
	plants := newPlants(t)
	bursts := func(t *testing.T, p *plant, now time.Time, requests ...metering.Request) []credit.Burst {
		t.Helper()
		return p.applied(t, now, requests...).Bursts
	}
	t.Run("OnceInAnHour", func(t *testing.T) {
		p := plants(t)
		if found := bursts(t, p, noon, p.record(200*credits, noon)); len(found) != 0 {
			t.Errorf("found %v", found)
		}
		found := bursts(t, p, noon, p.record(4*credits, noon), p.record(6*credits, noon))
		if len(found) != 1 || !found[0].Hour.Equal(noon) || found[0].Agent != p.agent.ID || found[0].Workspace != p.workspace.ID ||
			found[0].Before != 200*credits || found[0].After != 210*credits || found[0].Runs != 2 || found[0].Pool != 1000*credits {
			t.Errorf("found %+v", found)
		}
		if found := bursts(t, p, noon, p.record(100*credits, noon)); len(found) != 0 {
			t.Errorf("found %v again", found)
		}
		next := noon.Add(time.Hour)
		if found := bursts(t, p, next, p.record(201*credits, next)); len(found) != 1 {
			t.Errorf("found %v in the next hour", found)
		}
	})
	for name, c := range map[string]struct {
		change  func(*plant)
		request func(*plant) metering.Request
	}{
		"AnHourLongPast": {request: func(p *plant) metering.Request { return p.record(500*credits, noon.Add(-3*time.Hour)) }},
		"AnImport": {request: func(p *plant) metering.Request {
			r := p.record(500*credits, noon)
			r.Kind = metering.Import
			return r
		}},
		"HeldAlready": {change: func(p *plant) {
			must(t, p.client.Agent.Update().Where(agent.ContractID(p.contract.ID)).SetSafetyHoldAt(noon).Exec(t.Context()))
		}},
		"FreePeriod": {change: func(p *plant) {
			must(t, p.client.Contract.UpdateOneID(p.contract.ID).ClearBillingStartsOn().Exec(t.Context()))
		}},
	} {
		t.Run(name, func(t *testing.T) {
			p := plants(t)
			if c.change != nil {
				c.change(p)
			}
			request := p.record(500*credits, noon)
			if c.request != nil {
				request = c.request(p)
			}
			if found := bursts(t, p, noon, request); len(found) != 0 {
				t.Errorf("found %v", found)
			}
		})
	}
}
