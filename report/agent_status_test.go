package report_test

import (
	"reflect"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"
	"pgregory.net/rapid"

	"cistern/credit"
	"cistern/ent"
	"cistern/internal/dbtest"
	"cistern/report"
)

// The rule lives in credit.Status; agents.sql repeats it to filter by. Amounts are few, so that headrooms of exactly zero are common.
func TestAgentStatusIsTheRuleOfCredit_D9(t *testing.T) {
	w := setup(t)
	rapid.Check(t, func(r *rapid.T) {
		amount := rapid.Map(rapid.IntRange(0, 4), func(n int) credit.Amount { return credit.Amount(n) * credit.Credit })
		limit := rapid.Ptr(amount, true)
		running := rapid.Bool().Draw(r, "running")
		contractHeld := amount.Draw(r, "held by the contract")
		w.contract = dbtest.Contract(t, w.db, func(c *ent.ContractCreate) { c.SetHeld(contractHeld) })
		w.workspace = dbtest.Workspace(t, w.db, w.contract, func(c *ent.WorkspaceCreate) {
			c.SetNillableAllocation(limit.Draw(r, "allocation")).SetHeld(amount.Draw(r, "held by the workspace"))
		})
		period := w.period(now, func(p *ent.BillingPeriodCreate) {
			p.SetKind(rapid.SampledFrom([]credit.PeriodKind{credit.PeriodFree, credit.PeriodBilled}).Draw(r, "kind"))
			p.SetCredited(2*amount.Draw(r, "granted") + credit.Credit).SetUsed(amount.Draw(r, "used of the pool"))
		})
		used := amount.Draw(r, "used by the workspace")
		w.exec("insert into workspace_usage (contract_id, period_id, workspace_id, used, succeeded, failed) values ($1, $2, $3, $4, 0, 0)",
			w.contract.ID, period.ID, w.workspace.ID, used)

		want := make(map[uuid.UUID]credit.AgentStatus)
		blockers := make(map[uuid.UUID][]credit.BlockerCode)
		for range 8 {
			switched := rapid.Map(rapid.IntRange(0, 3), func(n int) *time.Time {
				if n > 0 {
					return nil
				}
				return &now
			})
			a := w.agent(func(a *ent.AgentCreate) {
				a.SetNillableDeletedAt(switched.Draw(r, "deleted")).SetNillableDisabledAt(switched.Draw(r, "disabled"))
				a.SetNillableSafetyHoldAt(switched.Draw(r, "safety hold")).SetNillableCreditLimit(limit.Draw(r, "limit"))
				a.SetHeld(amount.Draw(r, "held by the agent"))
			})
			var agentUsed credit.Amount
			ran := rapid.Bool().Draw(r, "ran")
			if ran {
				agentUsed = amount.Draw(r, "used by the agent")
				w.exec(`
					insert into agent_usage (contract_id, period_id, agent_id, workspace_id, used, succeeded, failed, first_run_at, last_run_at)
					values ($1, $2, $3, $4, $5, 0, 1, $6, $6)`, w.contract.ID, period.ID, a.ID, w.workspace.ID, agentUsed, now)
			}
			if a.DeletedAt != nil && !ran {
				continue
			}
			standing := credit.Standing{
				PlanEligible: true, // another plan has no dashboard
				Deleted:      a.DeletedAt != nil,
				Disabled:     a.DisabledAt != nil,
				SafetyHold:   a.SafetyHoldAt != nil,
				Enforced:     running && period.Kind == credit.PeriodBilled,
				Pool:         credit.HeadroomUnder(&period.Credited, period.Used, w.contract.Held),
				Workspace:    credit.HeadroomUnder(w.workspace.Allocation, used, w.workspace.Held),
				Agent:        credit.HeadroomUnder(a.CreditLimit, agentUsed, a.Held),
			}
			want[a.ID] = credit.Status(standing, ran)
			if running {
				blockers[a.ID] = standing.Blockers()
			}
		}

		seenAt := now
		if !running {
			seenAt = period.EndsAt
		}
		filter := rapid.SliceOfN(rapid.SampledFrom(statuses), 1, 3).Draw(r, "filter")
		q := report.AgentsQuery{View: w.view(period, seenAt), Order: mostCredits}
		listed := w.agents(q)
		all := statusesOf(listed)
		q.Status = filter
		some := statusesOf(w.agents(q))
		for id, status := range want {
			if all[id] != status {
				r.Errorf("%s is shown %s, want %s", id, all[id], status)
			}
			if _, shown := some[id]; shown != slices.Contains(filter, status) {
				r.Errorf("a filter by %v lists a %s agent: %v", filter, status, shown)
			}
		}
		for _, u := range listed {
			if got := codesOf(u.Blockers(q.View)); !slices.Equal(got, blockers[u.ID]) {
				r.Errorf("the %s agent %s has the blockers %v, want %v", u.Status, u.ID, got, blockers[u.ID])
			}
			if one := must(report.Agent(w.Context(), w.tx, q.View, u.ID))(w); !reflect.DeepEqual(one, u) {
				r.Errorf("alone it is %+v, listed %+v", one, u)
			}
		}
		if len(all) != len(want) {
			r.Errorf("%d agents are listed, want %d", len(all), len(want))
		}
	})
}

func TestWantOfCreditsPausesInTheRunningPeriodOnly_D9(t *testing.T) {
	w := setup(t)
	october, november := w.period(dbtest.Epoch.AddDate(0, -1, 0)), w.period(now)
	a := w.agent(func(a *ent.AgentCreate) { a.SetCreditLimit(0).SetCreatedAt(october.StartsAt) })
	w.ran(run{agent: a, at: october.StartsAt}, run{agent: a, at: november.StartsAt})
	for period, want := range map[*ent.BillingPeriod]credit.AgentStatus{october: credit.AgentActive, november: credit.AgentPaused} {
		if got := statusesOf(w.agents(report.AgentsQuery{View: w.view(period, now), Order: mostCredits}))[a.ID]; got != want {
			t.Errorf("in the period from %v the agent is %s, want %s", period.StartsAt, got, want)
		}
	}
}

func TestGrantsThatBeginRefillThePool_D9(t *testing.T) {
	w := setup(t)
	begins := now.AddDate(0, 0, 5)
	w.period(now, func(p *ent.BillingPeriodCreate) { p.SetDueAt(begins.AddDate(0, 0, -1)) })
	a := w.agent()
	w.ran(run{agent: a, at: at(2, 0), credits: 1100 * credit.Credit})
	for from, amount := range map[time.Time]credit.Amount{begins.AddDate(0, 0, -1): 100 * credit.Credit, begins: 1} {
		w.db.Grant.Create().
			SetID(uuid.New()).SetContractID(w.contract.ID).SetKind(credit.GrantPromo).SetPriority(10).SetNote("").
			SetAmount(amount).SetRemaining(amount).SetEffectiveAt(from).SetCreatedAt(now).
			ExecX(t.Context())
	}
	v := w.view(nil, now)
	listed := w.agents(report.AgentsQuery{View: v, Order: mostCredits})
	for _, u := range append(listed, must(report.Agent(w.Context(), w.tx, v, a.ID))(w)) {
		if got := u.Blockers(v); len(got) != 1 || got[0].ClearsAt == nil || !got[0].ClearsAt.Equal(begins) {
			t.Errorf("got %+v, want it to clear at %s", got, begins)
		}
	}
}

func TestBlockersAreExplained_D9(t *testing.T) {
	w := setup(t)
	w.period(now)
	w.workspace = dbtest.Workspace(t, w.db, w.contract, func(c *ent.WorkspaceCreate) { c.SetAllocation(0) })
	a := w.agent(func(a *ent.AgentCreate) { a.SetCreditLimit(1).SetDisabledAt(at(2, 0)).SetSafetyHoldAt(at(3, 0)) })
	w.ran(run{agent: a, at: at(2, 0), credits: 1})
	v := w.view(nil, now)
	since, held, reset := at(2, 0), at(3, 0), v.Period.EndsAt
	want := []credit.Blocker{
		{Code: credit.BlockerDisabledByAdmin, Since: &since},
		{Code: credit.BlockerSafetyHold, Since: &held},
		{Code: credit.BlockerAllocationReached}, // of zero: no reset lifts it
		{Code: credit.BlockerAgentLimitReached, ClearsAt: &reset},
	}
	got := must(report.Agent(w.Context(), w.tx, v, a.ID))(w).Blockers(v)
	for i, b := range got {
		if b.Since != nil {
			utc := b.Since.UTC()
			got[i].Since = &utc
		}
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
	if missing := must(report.Agent(w.Context(), w.tx, v, uuid.New()))(w); missing != nil {
		t.Errorf("an agent that does not exist is %+v", missing)
	}
}

var statuses = []credit.AgentStatus{
	credit.AgentDeleted, credit.AgentDisabled, credit.AgentOnHold, credit.AgentPaused, credit.AgentActive, credit.AgentIdle,
}

func codesOf(blockers []credit.Blocker) (codes []credit.BlockerCode) {
	for _, b := range blockers {
		codes = append(codes, b.Code)
	}
	return codes
}

func statusesOf(agents []*report.AgentUsage) map[uuid.UUID]credit.AgentStatus {
	byID := make(map[uuid.UUID]credit.AgentStatus, len(agents))
	for _, u := range agents {
		byID[u.ID] = u.Status
	}
	return byID
}
