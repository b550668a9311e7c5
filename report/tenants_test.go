package report_test

import (
	"testing"

	"github.com/google/uuid"

	"cistern/credit"
	"cistern/ent"
	"cistern/internal/dbtest"
	"cistern/report"
)

// Keys are unique within a contract only: a twin has the same ids as the contract that is looked at, and other figures.
func TestATwinContractChangesNothing_D17(t *testing.T) {
	w := setup(t)
	october := w.period(dbtest.Epoch.AddDate(0, -1, 0))
	w.period(now)
	a := w.made(uuid.New(), october.StartsAt, nil)
	w.ran(run{agent: a, at: october.StartsAt, credits: credit.Credit}, run{agent: a, at: at(2, 0), credits: credit.Credit},
		run{agent: a, at: at(3, 0), credits: credit.Credit})
	before := w.everything()
	w.twin(uuid.UUID{15: 1}) // read before the contract by any index
	w.twin(uuid.Max)         // and after it
	if after := w.everything(); after != before {
		t.Errorf("before %+v\nafter  %+v", before, after)
	}
}

func (w *world) twin(id uuid.UUID) {
	w.Helper()
	dbtest.Contract(w, w.db, func(c *ent.ContractCreate) { c.SetID(id) })
	for _, table := range []string{"workspaces", "agents", "billing_periods", "workspace_usage", "agent_usage", "workspace_hours", "agent_hours"} {
		w.exec(`
			insert into `+table+`
			select (jsonb_populate_record(t, jsonb_build_object('contract_id', $2::uuid, 'used', 77, 'succeeded', 77, 'created_by', gen_random_uuid()))).*
			from `+table+` t
			where contract_id = $1`, w.contract.ID, id)
	}
}

type everything struct {
	used, pool, cumulative, credits, expected, poolExpected credit.Amount
	days, builders, inAction, runs,
	agents, total, periods int
}

func (w *world) everything() everything {
	w.Helper()
	v := w.view(nil, now)
	summary := must(report.Summary(w.Context(), w.tx, v))(w)
	days := must(report.Days(w.Context(), w.tx, v))(w)
	cards := must(report.Cards(w.Context(), w.tx, v))(w)
	forecast := must(report.Forecast(w.Context(), w.tx, v))(w)
	q := report.AgentsQuery{View: v, Order: mostCredits}
	agents := w.agents(q)
	return everything{
		used: summary.Used, pool: summary.Pool.Used, cumulative: days[len(days)-1].Cumulative, days: len(days),
		builders: cards.AgentBuilders.Value, inAction: cards.AgentsInAction.Value, runs: cards.RunsCompleted.Value,
		agents: len(agents), credits: agents[0].Credits, total: must(report.CountAgents(w.Context(), w.tx, q))(w),
		expected: *forecast.Expected, poolExpected: forecast.Pool.Expected,
		periods: len(must(report.Periods(w.Context(), w.tx, w.contract.ID, report.Page{First: 10}))(w).Edges),
	}
}
