package tenancy_test

import (
	"context"
	"database/sql"
	"errors"
	"slices"
	"strings"
	"testing"

	"entgo.io/ent/dialect"
	entsql "entgo.io/ent/dialect/sql"
	"entgo.io/ent/dialect/sql/schema"
	"github.com/google/uuid"
	"github.com/lib/pq"
	"github.com/lib/pq/pqerror"

	"cistern/ent"
	"cistern/ent/agent"
	"cistern/ent/migrate"
	"cistern/ent/tenancy"
	"cistern/internal/dbtest"
)

// bundle is a database with two tenants, of whom only the first calls.
type bundle struct {
	db                   *dbtest.DB
	own, foreign         *ent.Agent
	ownSpace, otherSpace *ent.Workspace
	people               *ent.Client // confined
	bare                 *ent.Client // on the same pool, without the filter of ent
}

func setup(t *testing.T) *bundle {
	t.Helper()
	t.Parallel()
	b := &bundle{db: dbtest.New(t)}
	system := b.db.Client()
	b.ownSpace, b.otherSpace = dbtest.Workspace(t, system, dbtest.Contract(t, system)), dbtest.Workspace(t, system, dbtest.Contract(t, system))
	b.own, b.foreign = dbtest.Agent(t, system, b.ownSpace), dbtest.Agent(t, system, b.otherSpace)
	b.people = tenancy.Client(ent.Announcing(b.db.People, nil), func(context.Context) []uuid.UUID { return []uuid.UUID{b.own.ContractID} })
	b.bare = ent.NewClient(ent.Driver(entsql.OpenDB(dialect.Postgres, b.db.People)))
	return b
}

func (b *bundle) begin(t *testing.T, client *ent.Client, contracts ...uuid.UUID) *ent.Tx {
	t.Helper()
	tx, err := tenancy.Begin(t.Context(), client, contracts, nil)
	must(t, err)
	t.Cleanup(func() { _ = tx.Rollback() }) // ended already, or of no interest
	return tx
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// The filter of ent alone: the database would show both.
func TestEntFiltersByContract(t *testing.T) {
	b := setup(t)
	both := []uuid.UUID{b.own.ContractID, b.foreign.ContractID}
	tx := b.begin(t, b.people, both...)
	ids, err := tx.Agent.Query().Where(agent.ContractIDIn(both...)).IDs(t.Context())
	must(t, err)
	if !slices.Equal(ids, []uuid.UUID{b.own.ID}) {
		t.Errorf("sees %v", ids)
	}
	changed, err := tx.Agent.Update().Where(agent.ContractIDIn(both...)).SetName("changed").Save(t.Context())
	if err != nil || changed != 1 {
		t.Errorf("changed %d, %v", changed, err)
	}
	removed, err := tx.Agent.Delete().Where(agent.ContractID(b.foreign.ContractID)).Exec(t.Context())
	if err != nil || removed != 0 {
		t.Errorf("removed %d, %v", removed, err)
	}
	_, err = tx.Agent.Create().
		SetID(uuid.New()).SetContractID(b.foreign.ContractID).SetWorkspaceID(b.otherSpace.ID).
		SetName("stray").SetHeld(0).SetCreatedAt(dbtest.Epoch).Save(t.Context())
	if !errors.Is(err, tenancy.ErrOutside) {
		t.Errorf("made a row of another contract: %v", err)
	}
	if contracts, err := tx.Contract.Query().Count(t.Context()); err != nil || contracts != 1 {
		t.Errorf("sees %d contracts, %v", contracts, err)
	}
	if users, err := tx.User.Query().Count(t.Context()); err != nil || users != 0 {
		t.Errorf("people belong to no contract: %d, %v", users, err)
	}
}

// Without the filter of ent the database still denies.
func TestDatabaseIsolatesByContract(t *testing.T) {
	b := setup(t)
	both := []uuid.UUID{b.own.ContractID, b.foreign.ContractID}
	tx := b.begin(t, b.bare, b.own.ContractID)
	ids, err := tx.Agent.Query().Where(agent.ContractIDIn(both...)).IDs(t.Context())
	must(t, err)
	if !slices.Equal(ids, []uuid.UUID{b.own.ID}) {
		t.Errorf("sees %v", ids)
	}
	changed, err := tx.Agent.Update().Where(agent.ContractID(b.foreign.ContractID)).SetName("changed").Save(t.Context())
	if err != nil || changed != 0 {
		t.Errorf("changed %d, %v", changed, err)
	}
	_, err = tx.Agent.Create().
		SetID(uuid.New()).SetContractID(b.foreign.ContractID).SetWorkspaceID(b.otherSpace.ID).
		SetName("stray").SetHeld(0).SetCreatedAt(dbtest.Epoch).Save(t.Context())
	if pq.As(err, "42501") == nil {
		t.Errorf("made a row of another contract: %v", err)
	}
	must(t, tx.Rollback())

	tx = b.begin(t, b.bare, both...)
	if n, err := tx.Agent.Query().Where(agent.ContractIDIn(both...)).Count(t.Context()); err != nil || n != 2 {
		t.Errorf("with a part in both, a person sees %d agents, %v", n, err)
	}
}

// raw is the role that serves people, without what guards statements in tests.
func (b *bundle) raw(t *testing.T) *sql.Conn {
	t.Helper()
	db, err := sql.Open("postgres", b.db.URL+"&role=cistern_app")
	must(t, err)
	t.Cleanup(func() { _ = db.Close() })
	conn, err := db.Conn(t.Context())
	must(t, err)
	return conn
}

func tenantTables(t *testing.T, b *bundle) (tables []string) {
	t.Helper()
	must(t, b.db.SQL.QueryRowContext(t.Context(), `
		select array_agg(c.relname order by c.relname)
		from pg_class c
		where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
		  and (c.relname = 'contracts' or exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'contract_id'))`).
		Scan(pq.Array(&tables)))
	return tables
}

func TestNothingIsSeenWithoutASetting(t *testing.T) {
	b := setup(t)
	system := b.db.Client()
	person := dbtest.User(t, system)
	dbtest.Membership(t, system, person, b.otherSpace)
	_, err := b.db.SQL.ExecContext(t.Context(), `select make_runs_partition(date '2026-11-01')`)
	must(t, err)
	conn := b.raw(t)
	seen := func(statement string) int {
		var n int
		if err := conn.QueryRowContext(t.Context(), statement).Scan(&n); err != nil {
			t.Errorf("%s: %v", statement, err)
		}
		return n
	}
	tables := tenantTables(t, b)
	if len(tables) < 20 || !slices.Contains(tables, "runs_2026_11") {
		t.Errorf("only the tables %v", tables)
	}
	for _, table := range tables {
		if n := seen("select count(*) from " + table); n != 0 {
			t.Errorf("%s shows %d rows", table, n)
		}
	}
	for name, setting := range map[string]string{
		"Empty": "''", "Nil": "'00000000-0000-0000-0000-000000000000'", "Unknown": "gen_random_uuid()::text",
	} {
		if _, err := conn.ExecContext(t.Context(), "select set_config('app.contracts', "+setting+", false)"); err != nil {
			t.Fatal(err)
		}
		if n := seen("select count(*) from agents"); n != 0 {
			t.Errorf("%s: %d agents", name, n)
		}
	}
}

// What is the table of another role, or goes around queries, shows no more.
func TestNothingGoesAroundTheDatabase(t *testing.T) {
	b := setup(t)
	foreign := b.foreign.ContractID.String()
	for name, test := range map[string]struct{ statement, code string }{
		"SwitchingItOff":  {"set row_security = off; select count(*) from agents", "42501"},
		"DroppingIt":      {"alter table agents disable row level security", "42501"},
		"AnotherPolicy":   {"create policy all_of_it on agents using (true)", "42501"},
		"IsolatingAnew":   {"select app_isolate()", "42501"},
		"APartition":      {"insert into runs_default (contract_id, id, workspace_id, agent_id, status, hold, reported_at, late) values ('" + foreign + "', gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 'RUNNING', 0, '2026-11-01', false)", "42501"},
		"Truncate":        {"truncate agents cascade", "42501"},
		"CopyFrom":        {"copy agents (contract_id, id) from stdin", "0A000"},
		"CopyToAFile":     {"copy agents to '/tmp/agents'", "42501"},
		"ADefiner":        {"create function pg_temp.peek() returns bigint language sql security definer as 'select count(*) from agents'; select 1 / (1 - pg_temp.peek())", ""},
		"AView":           {"create temp view peek as select * from agents; select 1 / (1 - count(*)) from peek", ""},
		"ACursor":         {"begin; declare c cursor for select 1 / (1 - count(*)) from agents; fetch c; commit", ""},
		"AForeignInsert":  {"insert into workspaces (contract_id, id, name, created_at) values ('" + foreign + "', gen_random_uuid(), 'stray', '2026-11-01')", "42501"},
		"ATakenRow":       {"update agents set contract_id = '" + foreign + "'", ""},
		"ALockedRow":      {"select 1 / (1 - count(*)) from (select 1 from agents where contract_id = '" + foreign + "' for update) a", ""},
		"AWorkersRole":    {"set local role cistern_nobody", "22023"},
		"AnEmptyContract": {"select set_config('app.contracts', ',', false); select count(*) from agents", "22P02"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := b.raw(t).ExecContext(t.Context(), test.statement)
			if test.code == "" && err != nil || test.code != "" && pq.As(err, pqerror.Code(test.code)) == nil {
				t.Errorf("got %v", err)
			}
		})
	}
	if n, err := b.db.Client().Agent.Query().Where(agent.ContractIDIn(b.own.ContractID, b.foreign.ContractID)).Count(t.Context()); err != nil || n != 2 {
		t.Errorf("%d agents are left, %v", n, err)
	}
}

// The setting ends with its transaction: the next one on the same connection sees nothing.
func TestSettingEndsWithTheTransaction(t *testing.T) {
	b := setup(t)
	b.db.People.SetMaxOpenConns(1)
	tx := b.begin(t, b.bare, b.own.ContractID)
	if n, err := tx.Agent.Query().Where(agent.ContractID(b.own.ContractID)).Count(t.Context()); err != nil || n != 1 {
		t.Errorf("sees %d, %v", n, err)
	}
	must(t, tx.Commit())
	if n, err := b.bare.Agent.Query().Where(agent.ContractID(b.own.ContractID)).Count(t.Context()); err != nil || n != 0 {
		t.Errorf("after the transaction: sees %d, %v", n, err)
	}
}

func TestEveryTenantTableIsIsolated(t *testing.T) {
	b := setup(t)
	for _, table := range tenantTables(t, b) {
		var enabled, partition bool
		var policies []string
		must(t, b.db.SQL.QueryRowContext(t.Context(), `
			select relrowsecurity, relispartition, array(select polname::text from pg_policy where polrelid = c.oid order by 1)
			from pg_class c where relname = $1 and relnamespace = 'public'::regnamespace`, table).Scan(&enabled, &partition, pq.Array(&policies)))
		want := []string{"people", "worker"}
		if partition {
			want = nil
		}
		if !enabled || !slices.Equal(policies, want) {
			t.Errorf("%s: enabled %v, policies %v: migrations.Apply should have isolated it", table, enabled, policies)
		}
	}
	for _, table := range migrate.Tables { // ent's filter goes by the same columns
		has := func(column string) bool {
			return slices.ContainsFunc(table.Columns, func(c *schema.Column) bool { return c.Name == column })
		}
		local := table.Name == "users" || table.Name == "prices"
		if local == has("contract_id") && table.Name != "contracts" {
			t.Errorf("%s: is it a tenant's? tenancy.ownerOf and this test have to say so", table.Name)
		}
	}
}

// The isolation costs no plan: what was read by index still is.
func TestPlansStay(t *testing.T) {
	b := setup(t)
	_, err := b.db.SQL.ExecContext(t.Context(), `
		insert into agents (contract_id, id, workspace_id, name, created_at)
		select $1, gen_random_uuid(), $2, 'Agent ' || n, '2026-11-01' from generate_series(1, 5000) n`, b.foreign.ContractID, b.otherSpace.ID)
	must(t, err)
	owner, err := sql.Open("postgres", b.db.URL)
	must(t, err)
	defer owner.Close()
	_, err = owner.ExecContext(t.Context(), "analyze")
	must(t, err)
	for name, statement := range map[string]string{
		"ByID":        "select * from agents where contract_id = $1 and id = $2",
		"ByWorkspace": "select count(*) from agents where contract_id = $1 and workspace_id = $2",
	} {
		for role, pool := range map[string]*sql.DB{"people": b.db.People, "worker": b.db.SQL} {
			client := ent.NewClient(ent.Driver(entsql.OpenDB(dialect.Postgres, pool)))
			plan := explain(t, b.begin(t, client, b.own.ContractID), statement, b.own.ContractID, b.own.ID)
			if strings.Contains(plan, "Seq Scan") || !strings.Contains(plan, "Index") {
				t.Errorf("%s as %s:\n%s", name, role, plan)
			}
			if role == "worker" && strings.Contains(plan, "app.contracts") {
				t.Errorf("%s: the hot path pays for the isolation:\n%s", name, plan)
			}
		}
	}
}

func explain(t *testing.T, tx *ent.Tx, statement string, args ...any) string {
	t.Helper()
	rows, err := tx.SQLTx().QueryContext(t.Context(), "explain "+statement, args...)
	must(t, err)
	defer rows.Close()
	var plan []string
	for rows.Next() {
		var line string
		must(t, rows.Scan(&line))
		plan = append(plan, line)
	}
	must(t, rows.Err())
	return strings.Join(plan, "\n")
}
