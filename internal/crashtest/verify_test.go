package crashtest_test

import (
	"database/sql"
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"cistern/ingest"
	"cistern/internal/crashtest"
	"cistern/internal/dbtest"
	"cistern/metering"
)

// What a crash could do, done by hand: each has to be noticed.
func TestVerifyNotices(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		crash string
		want  string // part of the error; empty for none
	}{
		"Nothing":        {"select 1", ""},
		"LostRun":        {"delete from runs where id = $1", "is lost"},
		"ChangedCredits": {"update runs set credits = credits + 1 where id = $1", "is stored as"},
		"ChangedOutcome": {"update runs set status = case status when 'FAILED' then 'SUCCEEDED' else 'FAILED' end where id = $1", "is stored as"},
		"UnfinishedRun":  {"update runs set status = 'RUNNING', hold = 1, credits = null, finished_at = null, period_id = null where id = $1", "is stored as"},
		"UnknownRun":     {"update runs set id = gen_random_uuid() where id = $1", "nobody has it acknowledged"},
		"DoubledPool":    {"update billing_periods set used = 2 * used", "billing_periods.used"},
		"DoubledUsage":   {"update agent_usage set used = 2 * used", "agent_usage.used"},
		"DoubledHour":    {"update workspace_hours set used = 2 * used", "workspace_hours.used"},
		"ForgottenHold":  {"update contracts set held = 1", "contracts.held"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			db := dbtest.New(t)
			client := db.Client()
			contract := dbtest.Contract(t, client)
			agent := dbtest.Agent(t, client, dbtest.Workspace(t, client, contract))
			now := dbtest.Epoch.AddDate(0, 0, 9)
			meter, err := metering.Prepare(t.Context(), db.SQL)
			must(t, err)
			committer := ingest.NewCommitter(ingest.Config{
				Client: client, Meter: meter, Scope: ingest.ScopeAll, Now: func() time.Time { return now }, Log: slog.New(slog.DiscardHandler),
			})
			t.Cleanup(committer.Close)
			run := crashtest.NewRun(agent.ID, now)
			_, err = answered(committer.Submit(t.Context(), requests(contract, []crashtest.Run{run})))
			must(t, err)

			owner, err := sql.Open("postgres", db.URL)
			must(t, err)
			t.Cleanup(func() { _ = owner.Close() })
			_, err = owner.ExecContext(t.Context(), strings.ReplaceAll(test.crash, "$1", "'"+run.ID.String()+"'"))
			must(t, err)
			err = crashtest.Verify(t.Context(), owner, contract.ID, map[uuid.UUID]crashtest.Run{run.ID: run})
			if (err == nil) != (test.want == "") || err != nil && !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %v, want %q", err, test.want)
			}
		})
	}
}
