package main

import (
	"context"
	"database/sql"
	"fmt"
	"net"
	"os"
	"os/exec"
	"time"

	"entgo.io/ent/dialect"
	entsql "entgo.io/ent/dialect/sql"
	"github.com/google/uuid"

	"cistern/audit"
	"cistern/auth"
	"cistern/credit"
	"cistern/ent"
	"cistern/graph/globalid"
	"cistern/ledger"
)

// stage is a contract to measure on: one workspace, one agent, a pool that does not run dry.
type stage struct {
	contract, workspace, agent uuid.UUID
	token                      string
}

func (s *stage) agentID() string {
	return globalid.ID{Type: globalid.Agent, Contract: s.contract, Of: s.agent}.String()
}

func (b *bench) prepare(ctx context.Context) (err error) {
	if out, err := b.command(ctx, "migrate").CombinedOutput(); err != nil {
		return fmt.Errorf("migrate: %w\n%s", err, out)
	}
	if b.db, err = sql.Open("postgres", b.url); err != nil {
		return err
	}
	b.db.SetMaxIdleConns(8)
	if err := b.db.QueryRowContext(ctx, `select split_part(pg_read_file('postmaster.pid'), E'\n', 1)`).Scan(&b.postgre); err != nil {
		return err
	}
	b.stage, err = b.newStage(ctx)
	return err
}

func (b *bench) newStage(ctx context.Context) (*stage, error) {
	client := ent.NewClient(ent.Driver(entsql.OpenDB(dialect.Postgres, b.db)))
	s := &stage{contract: uuid.New(), workspace: uuid.New(), agent: uuid.New()}
	now := time.Now()
	tx, err := client.Tx(ctx)
	if err != nil {
		return nil, err
	}
	defer tx.Rollback() // of no effect after the commit
	contract, err := tx.Contract.Create().SetID(s.contract).SetName("Bench").SetPlan(credit.PlanBusiness).SetTrial(false).
		SetChannel(credit.ChannelSelfServe).SetServiceDay(1).SetTimeZone("UTC").SetBillingStartsOn(now.AddDate(-1, 0, 0)).
		SetAllowance(1_000_000_000 * credit.Credit).SetHeld(0).SetCreatedAt(now).Save(ctx)
	if err != nil {
		return nil, err
	}
	if err := tx.Workspace.Create().SetID(s.workspace).SetContractID(s.contract).SetName("Bench").
		SetCreationPolicy(credit.CreationEveryone).SetHeld(0).SetCreatedAt(now).Exec(ctx); err != nil {
		return nil, err
	}
	if err := tx.Agent.Create().SetID(s.agent).SetContractID(s.contract).SetWorkspaceID(s.workspace).SetName("Bench").
		SetHeld(0).SetCreatedAt(now).Exec(ctx); err != nil {
		return nil, err
	}
	if _, err := ledger.OpenPeriod(ctx, tx, contract, now); err != nil {
		return nil, err
	}
	s.token, _, err = auth.Issue(ctx, tx, auth.NewToken{
		On: auth.Scope{Contract: s.contract}, Name: "bench", Scopes: []credit.TokenScope{credit.ScopeRunsWrite, credit.ScopeUsageRead},
		Actor: audit.Actor{Kind: audit.Operator}, Reason: "bench",
	}, now)
	if err != nil {
		return nil, err
	}
	return s, tx.Commit()
}

// command is the program with a command of its own, on the database of the bench.
func (b *bench) command(ctx context.Context, args ...string) *exec.Cmd {
	c := exec.CommandContext(ctx, b.binary, args...)
	c.Env = append(os.Environ(), "DATABASE_URL="+b.url)
	return c
}

// process is a server under measurement.
type process struct {
	pid        int
	address    string // of the API
	operations string // of the metrics
	stop       func()
}

// start runs a command that serves on the address, and waits until it does.
func start(ctx context.Context, c *exec.Cmd, address string) (*process, error) {
	c.Stderr = os.Stderr
	c.Cancel = func() error { return c.Process.Signal(os.Interrupt) }
	if err := c.Start(); err != nil {
		return nil, err
	}
	p := &process{pid: c.Process.Pid, address: address, stop: func() { _ = c.Process.Signal(os.Interrupt); _ = c.Wait() }}
	for range 200 {
		if conn, err := new(net.Dialer).DialContext(ctx, "tcp", address); err == nil {
			return p, conn.Close()
		}
		select {
		case <-ctx.Done():
			p.stop()
			return nil, ctx.Err()
		case <-time.After(50 * time.Millisecond):
		}
	}
	p.stop()
	return nil, fmt.Errorf("%s does not serve on %s", c.Path, address)
}

func freeAddress(ctx context.Context) (string, error) {
	l, err := new(net.ListenConfig).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	return l.Addr().String(), l.Close()
}

// startCistern runs the program as operators do.
func (b *bench) startCistern(ctx context.Context) (*process, error) {
	address, err := freeAddress(ctx)
	if err != nil {
		return nil, err
	}
	operations, err := freeAddress(ctx)
	if err != nil {
		return nil, err
	}
	c := b.command(ctx, "serve")
	c.Env = append(c.Env, "CISTERN_LISTEN="+address, "CISTERN_OPERATIONS_LISTEN="+operations, "CISTERN_LOG_LEVEL=error",
		"CISTERN_RATE_LIMIT=60000000", "CISTERN_TRUSTED_PROXIES=127.0.0.1/32") // one caller stands for many, and says for whom
	p, err := start(ctx, c, address)
	if err == nil {
		p.operations = operations
	}
	return p, err
}

// startBare runs this program as the bare handler.
func (b *bench) startBare(ctx context.Context) (*process, error) {
	address, err := freeAddress(ctx)
	if err != nil {
		return nil, err
	}
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	c := exec.CommandContext(ctx, self, "-bare", b.url, "-listen", address, "-contract", b.stage.contract.String(), "-agent", b.stage.agent.String())
	return start(ctx, c, address)
}
