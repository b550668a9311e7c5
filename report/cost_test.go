package report_test

import (
	"testing"
	"time"

	"cistern/ent"
	"cistern/internal/dbtest"
	"cistern/report"
)

// agents is how many a workspace has in TestCost.
const agents = 2000

// What a report reads is bounded by the agents of the workspace and the hours of the period, however many periods, contracts and
// runs there are; while the planner knows nothing of the rows, too, and in a period younger than what it knows.
func TestCost(t *testing.T) {
	const periods = 24
	w := setup(t)
	for range 9 {
		neighbour := dbtest.Contract(t, w.db)
		w.populate(dbtest.Workspace(t, w.db, neighbour), agents)
	}
	w.populate(w.workspace, agents)
	first := w.period(dbtest.Epoch)
	w.useUp(first)
	t.Run("FirstPeriod", func(t *testing.T) { w.requireCost(t, first) })
	last := first
	for n := range periods - 1 {
		last = w.period(dbtest.Epoch.AddDate(0, n+1, 0))
		w.useUp(last)
	}
	t.Run("BeforeAnalyze", func(t *testing.T) { w.requireCost(t, last) })
	w.exec("analyze")
	t.Run("Analyzed", func(t *testing.T) { w.requireCost(t, last) })
	young := w.period(dbtest.Epoch.AddDate(0, periods, 0))
	w.useUp(young)
	t.Run("PeriodYoungerThanStatistics", func(t *testing.T) { w.requireCost(t, young) })
}

func (w *world) requireCost(t *testing.T, p *ent.BillingPeriod) {
	t.Helper()
	const (
		hours = 31 * 24
		few   = 100 // rows of a table so small that scanning it is right
		weeks = 57 * 24
		// Counters of all agents in three periods, each with a lookup of the agent; the hours of 50 and of the workspace.
		forecastRows = 4*agents + 51*weeks + few
	)
	v := w.view(p, p.EndsAt.Add(-time.Hour))
	q := report.AgentsQuery{View: v, Page: report.Page{First: 50}, Order: mostCredits}
	for name, test := range map[string]struct {
		most int
		read func() error
	}{
		"Summary":     {few, func() error { _, err := report.Summary(t.Context(), w.tx, v); return err }},
		"Days":        {hours + few, func() error { _, err := report.Days(t.Context(), w.tx, v); return err }},
		"PoolDays":    {hours + few, func() error { _, err := report.PoolDays(t.Context(), w.tx, v); return err }},
		"Cards":       {2*(2*agents+hours) + few, func() error { _, err := report.Cards(t.Context(), w.tx, v); return err }},
		"Agents":      {2*agents + few, func() error { _, err := report.Agents(t.Context(), w.tx, q); return err }},
		"CountAgents": {2*agents + few, func() error { _, err := report.CountAgents(t.Context(), w.tx, q); return err }},
		"Forecast":    {forecastRows, func() error { _, err := report.Forecast(t.Context(), w.tx, v); return err }},
		"Series":      {2*agents + hours + 10*hours + few, func() error { _, err := report.Series(t.Context(), w.tx, v, 10); return err }},
		"Periods":     {few, func() error { _, err := report.Periods(t.Context(), w.tx, v.Contract, q.Page); return err }},
		"Open":        {few, func() error { w.view(p, v.Now); return nil }},
	} {
		before := w.rowsRead()
		start := time.Now()
		if err := test.read(); err != nil {
			t.Fatal(err)
		}
		n := w.rowsRead() - before
		t.Logf("%s read %d rows in %v", name, n, time.Since(start))
		if n < 1 || n > test.most {
			t.Errorf("%s read %d rows, want 1 to %d", name, n, test.most)
		}
	}
}

// rowsRead is how many rows of tables the transaction has read so far, by scans and by indexes.
func (w *world) rowsRead() (n int) {
	w.Helper()
	err := w.tx.SQLTx().QueryRowContext(w.Context(),
		"select sum(seq_tup_read + coalesce(idx_tup_fetch, 0)) from pg_stat_xact_user_tables").Scan(&n)
	if err != nil {
		w.Fatal(err)
	}
	return n
}

// useUp gives every agent use in the period, and its workspace in every hour of it.
func (w *world) useUp(p *ent.BillingPeriod) {
	w.Helper()
	w.exec(`
		insert into agent_usage (contract_id, period_id, agent_id, workspace_id, used, succeeded, failed, first_run_at, last_run_at)
		select contract_id, $2, id, workspace_id, 1, 1, 0, $3, $3
		from agents
		where contract_id = $1`, p.ContractID, p.ID, p.StartsAt)
	w.exec(`
		insert into workspace_hours (contract_id, workspace_id, hour, used, succeeded, failed)
		select contract_id, id, hour, 1, 1, 0
		from workspaces, generate_series($2::timestamptz, $3::timestamptz - interval '1 hour', '1 hour') hour
		where contract_id = $1`, p.ContractID, p.StartsAt, p.EndsAt)
	w.exec(`
		insert into agent_hours (contract_id, workspace_id, agent_id, hour, used, succeeded, failed)
		select contract_id, workspace_id, id, day, 1, 1, 0
		from agents, generate_series($2::timestamptz, $3::timestamptz - interval '1 day', '5 days') day
		where contract_id = $1`, p.ContractID, p.StartsAt, p.EndsAt)
}
