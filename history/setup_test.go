package history_test

import (
	"bytes"
	"errors"
	"io"
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"cistern/credit"
	"cistern/ent"
	"cistern/history"
	"cistern/ingest"
	"cistern/internal/dbtest"
	"cistern/metering"
)

// now is in the middle of the first billed period of the contract.
var now = dbtest.Epoch.AddDate(0, 0, 14)

// bundle is a workspace with one agent, named Coder, and an importer for it.
type bundle struct {
	*history.Importer
	db        *dbtest.DB
	workspace *ent.Workspace
	agent     *ent.Agent
}

func setup(t *testing.T) *bundle {
	t.Helper()
	db := dbtest.New(t)
	client := db.Client()
	workspace := dbtest.Workspace(t, client, dbtest.Contract(t, client))
	agent := dbtest.Agent(t, client, workspace, func(c *ent.AgentCreate) { c.SetName("Coder") })
	meter, err := metering.Prepare(t.Context(), db.SQL)
	if err != nil {
		t.Fatal(err)
	}
	clock := func() time.Time { return now }
	committer := ingest.NewCommitter(ingest.Config{
		Client: client, Meter: meter, Scope: ingest.ScopeAll, Now: clock, Log: slog.New(slog.DiscardHandler),
	})
	t.Cleanup(committer.Close)
	return &bundle{
		Importer: &history.Importer{
			Client: client, Meter: meter, Committer: committer, Now: clock, Progress: func(history.Progress) {},
		},
		db: db, workspace: workspace, agent: agent,
	}
}

// plan reads CSV with columns named like the fields.
func (b *bundle) plan(changes ...func(*history.Plan)) *history.Plan {
	plan := &history.Plan{
		Contract: b.workspace.ContractID, Workspace: b.workspace.ID,
		Source: "runs.csv", Format: history.CSV, Columns: map[history.Field]string{}, Zone: time.UTC,
	}
	for _, change := range changes {
		change(plan)
	}
	return plan
}

func ndjson(p *history.Plan)   { p.Format, p.Source = history.NDJSON, "runs.ndjson" }
func skipBad(p *history.Plan)  { p.SkipBad = true }
func dryRun(p *history.Plan)   { p.DryRun = true }
func withNew(p *history.Plan)  { p.CreateAgents = true }
func withIDs(p *history.Plan)  { p.Columns[history.RunID] = "id" }
func anyAgent(p *history.Plan) { p.Agent = "Coder" }

// imports fails the test when the import does.
func (b *bundle) imports(t *testing.T, plan *history.Plan, file string) *history.Summary {
	t.Helper()
	summary, err := b.Import(t.Context(), plan, strings.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	return summary
}

// refuses fails the test unless the import fails with all the words, and changes nothing.
func (b *bundle) refuses(t *testing.T, plan *history.Plan, file string, words ...string) {
	t.Helper()
	before := b.rows(t)
	_, err := b.Import(t.Context(), plan, strings.NewReader(file))
	if err == nil {
		t.Fatalf("imported %.80q", file)
	}
	for _, word := range words {
		if !strings.Contains(err.Error(), word) {
			t.Errorf("the error lacks %q: %v", word, err)
		}
	}
	if after := b.rows(t); after != before {
		t.Errorf("changed the database: had %+v, has %+v", before, after)
	}
}

// rowCounts are of the tables that an import may write.
type rowCounts struct{ runs, periods, agents, agentHours, workspaceHours int }

func (b *bundle) rows(t *testing.T) (n rowCounts) {
	t.Helper()
	err := b.db.SQL.QueryRowContext(t.Context(), `
		select (select count(*) from runs where contract_id = $1), (select count(*) from billing_periods where contract_id = $1),
			(select count(*) from agents where contract_id = $1), (select count(*) from agent_hours where contract_id = $1),
			(select count(*) from workspace_hours where contract_id = $1)`,
		b.workspace.ContractID).Scan(&n.runs, &n.periods, &n.agents, &n.agentHours, &n.workspaceHours)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// counters are the credits and the runs of the contract, counted in every table that counts them.
func (b *bundle) counters(t *testing.T) map[string]counter {
	t.Helper()
	found := map[string]counter{}
	for table, sql := range map[string]string{
		"runs":            "select coalesce(sum(credits), 0), count(*) from runs where contract_id = $1",
		"billing_periods": "select coalesce(sum(used), 0), coalesce(sum(succeeded + failed), 0) from billing_periods where contract_id = $1",
		"workspace_usage": "select coalesce(sum(used), 0), coalesce(sum(succeeded + failed), 0) from workspace_usage where contract_id = $1",
		"agent_usage":     "select coalesce(sum(used), 0), coalesce(sum(succeeded + failed), 0) from agent_usage where contract_id = $1",
		"workspace_hours": "select coalesce(sum(used), 0), coalesce(sum(succeeded + failed), 0) from workspace_hours where contract_id = $1",
		"agent_hours":     "select coalesce(sum(used), 0), coalesce(sum(succeeded + failed), 0) from agent_hours where contract_id = $1",
	} {
		var c counter
		if err := b.db.SQL.QueryRowContext(t.Context(), sql, b.workspace.ContractID).Scan(&c.credits, &c.runs); err != nil {
			t.Fatal(err)
		}
		found[table] = c
	}
	return found
}

type counter struct {
	credits credit.Amount
	runs    int
}

// counts fails the test unless every table counts so many runs and credits.
func (b *bundle) counts(t *testing.T, want counter) {
	t.Helper()
	for table, got := range b.counters(t) {
		if got != want {
			t.Errorf("%s counts %v, want %v", table, got, want)
		}
	}
}

// cutOff is a file that cannot be read beyond half of it the second time, as when the disk or the process dies.
type cutOff struct {
	*bytes.Reader
	passes int
}

var errCutOff = errors.New("the disk is gone")

func (c *cutOff) Seek(offset int64, whence int) (int64, error) {
	if offset == 0 && whence == io.SeekStart {
		c.passes++
	}
	return c.Reader.Seek(offset, whence)
}

func (c *cutOff) Read(p []byte) (int, error) {
	if c.passes == 2 && c.Len() < int(c.Size())/2 {
		return 0, errCutOff
	}
	return c.Reader.Read(p)
}

func newUUID() string { return uuid.Must(uuid.NewV7()).String() }
