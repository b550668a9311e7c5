package report_test

import (
	"database/sql"
	"errors"
	"testing"
	"time"

	"github.com/google/uuid"

	"cistern/credit"
	"cistern/ent"
	"cistern/internal/dbtest"
	"cistern/ledger"
	"cistern/report"
)

// now is when the dashboards of these tests are looked at, unless a test says otherwise: in the tenth day of the running period.
var now = dbtest.Epoch.AddDate(0, 0, 9).Add(15 * time.Hour)

// world is a contract with one workspace, in a database that has no table of runs: whatever a report shows, it did not read them.
type world struct {
	*testing.T
	tx        *ent.Tx
	db        *ent.Client // of tx
	contract  *ent.Contract
	workspace *ent.Workspace
}

// dropRuns works as the owner of the tables, which the program is not.
func dropRuns(t *testing.T, url string) {
	t.Helper()
	owner, err := sql.Open("postgres", url)
	if err != nil {
		t.Fatal(err)
	}
	defer owner.Close()
	if _, err := owner.ExecContext(t.Context(), "drop table runs"); err != nil {
		t.Fatal(err)
	}
}

func setup(t *testing.T, changes ...func(*ent.ContractCreate)) *world {
	t.Helper()
	t.Parallel()
	database := dbtest.New(t)
	dropRuns(t, database.URL)
	tx, err := database.Client().Tx(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = tx.Rollback() })
	db := tx.Client()
	contract := dbtest.Contract(t, db, changes...)
	return &world{T: t, tx: tx, db: db, contract: contract, workspace: dbtest.Workspace(t, db, contract)}
}

// period opens the period of the contract's calendar that contains the instant.
func (w *world) period(at time.Time, changes ...func(*ent.BillingPeriodCreate)) *ent.BillingPeriod {
	w.Helper()
	calendar, err := ledger.CalendarOf(w.contract)
	if err != nil {
		w.Fatal(err)
	}
	bounds := calendar.PeriodAt(at)
	own := func(p *ent.BillingPeriodCreate) { p.SetStartsAt(bounds.Start).SetEndsAt(bounds.End) }
	return dbtest.Period(w, w.db, w.contract, append([]func(*ent.BillingPeriodCreate){own}, changes...)...)
}

func (w *world) agent(changes ...func(*ent.AgentCreate)) *ent.Agent {
	w.Helper()
	return dbtest.Agent(w, w.db, w.workspace, changes...)
}

// view looks at a period of the world's workspace; nil is the running one.
func (w *world) view(p *ent.BillingPeriod, at time.Time) report.View {
	w.Helper()
	scope := report.Scope{Contract: w.contract.ID, Workspace: w.workspace.ID, Now: at}
	if p != nil {
		scope.Period = &p.ID
	}
	return must(report.Open(w.Context(), w.tx, scope))(w)
}

// run is a finished run of which only the counters are kept.
type run struct {
	agent   *ent.Agent
	at      time.Time
	credits credit.Amount
	failed  bool
}

// ran counts finished runs the way that metering does.
func (w *world) ran(runs ...run) {
	w.Helper()
	calendar, err := ledger.CalendarOf(w.contract)
	if err != nil {
		w.Fatal(err)
	}
	for _, r := range runs {
		succeeded, failed := 1, 0
		if r.failed {
			succeeded, failed = 0, 1
		}
		contract, workspace := r.agent.ContractID, r.agent.WorkspaceID
		var period uuid.UUID
		if err := w.tx.SQLTx().QueryRowContext(w.Context(), `
			update billing_periods set used = used + $3, succeeded = succeeded + $4, failed = failed + $5
			where contract_id = $1 and starts_at <= $2 and ends_at > $2
			returning id`, contract, r.at, r.credits, succeeded, failed).Scan(&period); err != nil {
			w.Fatal(err)
		}
		w.exec(`
			insert into workspace_usage as u (contract_id, period_id, workspace_id, used, succeeded, failed)
			values ($1, $2, $3, $4, $5, $6)
			on conflict (contract_id, period_id, workspace_id) do update
			set used = u.used + $4, succeeded = u.succeeded + $5, failed = u.failed + $6`,
			contract, period, workspace, r.credits, succeeded, failed)
		w.exec(`
			insert into agent_usage as u (contract_id, period_id, agent_id, workspace_id, used, succeeded, failed, first_run_at, last_run_at)
			values ($1, $2, $3, $4, $5, $6, $7, $8, $8)
			on conflict (contract_id, period_id, agent_id) do update
			set used = u.used + $5, succeeded = u.succeeded + $6, failed = u.failed + $7,
				first_run_at = least(u.first_run_at, $8), last_run_at = greatest(u.last_run_at, $8)`,
			contract, period, r.agent.ID, workspace, r.credits, succeeded, failed, r.at)
		w.exec(`
			insert into workspace_hours as h (contract_id, workspace_id, hour, used, succeeded, failed)
			values ($1, $2, $3, $4, $5, $6)
			on conflict (contract_id, workspace_id, hour) do update
			set used = h.used + $4, succeeded = h.succeeded + $5, failed = h.failed + $6`,
			contract, workspace, calendar.Hour(r.at), r.credits, succeeded, failed)
		w.exec(`
			insert into agent_hours as h (contract_id, workspace_id, agent_id, hour, used, succeeded, failed)
			values ($1, $2, $3, $4, $5, $6, $7)
			on conflict (contract_id, workspace_id, agent_id, hour) do update
			set used = h.used + $5, succeeded = h.succeeded + $6, failed = h.failed + $7`,
			contract, workspace, r.agent.ID, calendar.Hour(r.at), r.credits, succeeded, failed)
	}
}

// populate makes many agents at once, of few names.
func (w *world) populate(workspace *ent.Workspace, size int) {
	w.Helper()
	w.exec(`
		insert into agents (contract_id, id, workspace_id, name, created_at)
		select $1, gen_random_uuid(), $2, (array['Same', 'same', 'Other'])[1 + n % 3], $3
		from generate_series(1, $4::int) n`, workspace.ContractID, workspace.ID, dbtest.Epoch, size)
}

func (w *world) exec(statement string, args ...any) {
	w.Helper()
	if _, err := w.tx.SQLTx().ExecContext(w.Context(), statement, args...); err != nil {
		w.Fatal(err)
	}
}

// must is the value of a call that has to succeed.
func must[T any](value T, err error) func(testing.TB) T {
	return func(t testing.TB) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return value
	}
}

func requireCode(t testing.TB, err error, code credit.ErrorCode, field string) {
	t.Helper()
	var refusal *credit.Error
	if !errors.As(err, &refusal) || refusal.Code != code || refusal.Field != field {
		t.Fatalf("got %#v, want %s about %q", err, code, field)
	}
}

func at(day, hour int) time.Time {
	return dbtest.Epoch.AddDate(0, 0, day-1).Add(time.Duration(hour) * time.Hour)
}
