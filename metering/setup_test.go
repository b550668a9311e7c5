package metering_test

import (
	"context"
	"testing"
	"time"

	"github.com/google/uuid"
	"pgregory.net/rapid"

	"cistern/credit"
	"cistern/ent"
	"cistern/ent/agent"
	"cistern/ent/billingperiod"
	"cistern/ent/workspace"
	"cistern/internal/dbtest"
	"cistern/metering"
)

const credits = credit.Credit

// noon is a time well within the first billed period of the default contract.
var noon = dbtest.Epoch.AddDate(0, 0, 9).Add(12 * time.Hour)

// plant is one contract with a workspace and an agent, and what meters their runs.
type plant struct {
	db        *dbtest.DB
	client    *ent.Client
	meter     *metering.Meter
	contract  *ent.Contract
	workspace *ent.Workspace
	agent     *ent.Agent
}

// newPlants makes a database; each call of the function returned makes a contract in it.
func newPlants(t *testing.T) func(t *testing.T, changes ...func(*ent.ContractCreate)) *plant {
	t.Helper()
	db := dbtest.New(t)
	meter, err := metering.Prepare(t.Context(), db.SQL)
	must(t, err)
	t.Cleanup(func() { must(t, dbtest.CountersAgree(context.Background(), db.SQL)) })
	return func(t *testing.T, changes ...func(*ent.ContractCreate)) *plant {
		t.Helper()
		p := &plant{db: db, client: db.Client(), meter: meter}
		p.contract = dbtest.Contract(t, p.client, changes...)
		p.workspace = dbtest.Workspace(t, p.client, p.contract)
		p.agent = dbtest.Agent(t, p.client, p.workspace)
		return p
	}
}

func (p *plant) apply(t testing.TB, now time.Time, requests ...metering.Request) []metering.Result {
	t.Helper()
	results := p.applied(t, now, requests...).Results
	if len(results) != len(requests) {
		t.Fatalf("%d results of %d requests", len(results), len(requests))
	}
	return results
}

// applied is all that comes of a batch.
func (p *plant) applied(t testing.TB, now time.Time, requests ...metering.Request) metering.Outcome {
	t.Helper()
	outcome, err := inTx(p.client, func(ctx context.Context, tx *ent.Tx) (metering.Outcome, error) {
		return p.meter.Apply(ctx, tx, requests, now)
	})
	must(t, err)
	return outcome
}

// accepted applies one request that must not be refused.
func (p *plant) accepted(t testing.TB, now time.Time, r metering.Request) metering.Result {
	t.Helper()
	result := p.apply(t, now, r)[0]
	if result.Err != nil {
		t.Fatalf("refused with %s on %q: %v, %v", result.Err.Code, result.Err.Field, result.Err, result.Blockers)
	}
	return result
}

// refused applies one request that must be refused for this reason, and change nothing.
func (p *plant) refused(t testing.TB, now time.Time, r metering.Request, code credit.ErrorCode, field string) metering.Result {
	t.Helper()
	before := p.content(t)
	result := p.apply(t, now, r)[0]
	if result.Err == nil || result.Err.Code != code || result.Err.Field != field {
		t.Fatalf("answered %+v, %+v, want %s on %s", result.Run, result.Err, code, field)
	}
	if after := p.content(t); after != before {
		t.Fatalf("a refusal changed\n%s to\n%s", before, after)
	}
	return result
}

// blocked applies a start that must be refused for exactly these blockers.
func (p *plant) blocked(t testing.TB, now time.Time, r metering.Request, want ...credit.BlockerCode) []credit.Blocker {
	t.Helper()
	blockers := p.refused(t, now, r, credit.CodeBlocked, "agentId").Blockers
	if len(blockers) != len(want) {
		t.Fatalf("blockers %v, want %v", blockers, want)
	}
	for i, b := range blockers {
		if b.Code != want[i] {
			t.Fatalf("blockers %v, want %v", blockers, want)
		}
	}
	return blockers
}

func (p *plant) start(estimate credit.Amount) metering.Request {
	return metering.Request{
		Kind: metering.Start, Contract: p.contract.ID, Run: newID(), Agent: p.agent.ID, Estimate: estimate,
	}
}

func (p *plant) heartbeat(run uuid.UUID) metering.Request {
	return metering.Request{Kind: metering.Heartbeat, Contract: p.contract.ID, Run: run}
}

func (p *plant) finish(run uuid.UUID, used credit.Amount) metering.Request {
	return metering.Request{
		Kind: metering.Finish, Contract: p.contract.ID, Run: run, Credits: used, Outcome: credit.OutcomeSucceeded,
	}
}

func (p *plant) record(used credit.Amount, finished time.Time) metering.Request {
	return metering.Request{
		Kind: metering.Record, Contract: p.contract.ID, Run: newID(), Agent: p.agent.ID,
		Credits: used, Outcome: credit.OutcomeSucceeded, FinishedAt: finished,
	}
}

func (p *plant) stall(t testing.TB, now time.Time) int {
	t.Helper()
	n, err := inTx(p.client, func(ctx context.Context, tx *ent.Tx) (int, error) {
		return metering.Stall(ctx, tx, p.contract.ID, now)
	})
	must(t, err)
	return n
}

func (p *plant) changeAgent(t testing.TB, change func(*ent.AgentUpdate)) {
	t.Helper()
	update := p.client.Agent.Update().Where(agent.ContractID(p.contract.ID), agent.ID(p.agent.ID))
	change(update)
	must(t, update.Exec(context.Background()))
}

func (p *plant) changeWorkspace(t testing.TB, change func(*ent.WorkspaceUpdate)) {
	t.Helper()
	update := p.client.Workspace.Update().Where(workspace.ContractID(p.contract.ID), workspace.ID(p.workspace.ID))
	change(update)
	must(t, update.Exec(context.Background()))
}

// held is what the contract holds for the runs that are going.
func (p *plant) held(t testing.TB) credit.Amount {
	t.Helper()
	c, err := p.client.Contract.Get(context.Background(), p.contract.ID)
	must(t, err)
	return c.Held
}

// used is what each period has counted, the first one first.
func (p *plant) used(t testing.TB) (used []credit.Amount) {
	t.Helper()
	periods, err := p.client.BillingPeriod.Query().
		Where(billingperiod.ContractID(p.contract.ID)).Order(billingperiod.ByStartsAt()).All(context.Background())
	must(t, err)
	for _, period := range periods {
		used = append(used, period.Used)
	}
	return used
}

// content is everything that metering may change of the contract, save that a period was opened.
func (p *plant) content(t rapid.TB) string {
	t.Helper()
	const statement = `
		select string_agg(line, chr(10) order by line) from (
		  select c::text from contracts c where id = $1
		  union all select w::text from workspaces w where contract_id = $1
		  union all select a::text from agents a where contract_id = $1
		  union all select r::text from runs r where contract_id = $1
		  union all select u::text from workspace_usage u where contract_id = $1
		  union all select u::text from agent_usage u where contract_id = $1
		  union all select h::text from workspace_hours h where contract_id = $1
		  union all select h::text from agent_hours h where contract_id = $1
		  union all select (p.id, p.used, p.succeeded, p.failed)::text from billing_periods p where contract_id = $1 and used > 0
		) contract_id (line)`
	var content string
	must(t, p.db.SQL.QueryRowContext(context.Background(), statement, p.contract.ID).Scan(&content))
	return content
}

func inTx[T any](client *ent.Client, fn func(context.Context, *ent.Tx) (T, error)) (out T, err error) {
	ctx := context.Background()
	tx, err := client.Tx(ctx)
	if err != nil {
		return out, err
	}
	defer tx.Rollback()
	if out, err = fn(ctx, tx); err != nil {
		return out, err
	}
	return out, tx.Commit()
}

func must(t rapid.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func newID() uuid.UUID { return uuid.Must(uuid.NewV7()) }
