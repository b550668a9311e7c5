package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"time"

	"github.com/google/uuid"
)

const startRun = `mutation Start($input: StartRunInput!) { startRun(input: $input) { run { status hold } userErrors { code message } } }`

// oneRunARequest measures (a): starts of runs of one hot contract, one a request.
func (b *bench) oneRunARequest(ctx context.Context) error {
	program, err := b.startCistern(ctx)
	if err != nil {
		return err
	}
	defer program.stop()
	bare, err := b.startBare(ctx)
	if err != nil {
		return err
	}
	defer bare.stop()
	fmt.Println("(a) one run a request, one hot contract: enforced, idempotent, answered after the commit")
	t := newTable("", "runs/s", "p50", "p99", "server µs/run", "database µs/run")
	if _, err := b.pgbench(ctx); err != nil { // a fresh cluster makes its log's files as it goes: that is not what is measured
		return err
	}
	for range b.rounds {
		floor, err := b.pgbench(ctx)
		if err != nil {
			return err
		}
		t.add("pgbench, insert and update, 16 clients", floor)
		for _, connections := range []int{16, 256} {
			for _, m := range []struct {
				name string
				of   *process
				load load
			}{
				{"bare handler", bare, b.bareLoad(bare)},
				{"cistern, GraphQL", program, b.startLoad(program)},
			} {
				m.load.connections, m.load.lasting = connections, b.lasting
				row, err := b.measure(ctx, m.of, m.load)
				if err != nil {
					return err
				}
				t.add(fmt.Sprintf("%s, %d connections", m.name, connections), row)
			}
		}
	}
	t.print()
	t.ratio("cistern, GraphQL, 16 connections", "pgbench, insert and update, 16 clients", 3)
	t.ratio("cistern, GraphQL, 16 connections", "bare handler, 16 connections", 0.85)
	t.ratio("cistern, GraphQL, 256 connections", "pgbench, insert and update, 16 clients", 5)
	fmt.Println()
	return nil
}

func (b *bench) startLoad(p *process) load {
	return load{
		address: p.address, path: "/graphql", header: "Authorization: Bearer " + b.stage.token + "\r\n",
		accepted: []byte(`"status":"RUNNING"`),
		request: func(body *bytes.Buffer) {
			fmt.Fprintf(body, `{"query":%q,"variables":{"input":{"agentId":%q,"runId":%q,"estimate":"0.001"}}}`,
				startRun, b.stage.agentID(), newRunID())
		},
	}
}

func (b *bench) bareLoad(p *process) load {
	return load{
		address: p.address, path: "/", accepted: []byte(`"status":"RUNNING"`),
		request: func(body *bytes.Buffer) { fmt.Fprintf(body, `{"runId":%q,"estimate":"0.001"}`, newRunID()) },
	}
}

func newRunID() string { return uuid.Must(uuid.NewV7()).String() }

// measure runs the load and says what it cost a run.
func (b *bench) measure(ctx context.Context, p *process, l load) (row, error) {
	server, database := cpuOf(p.pid), cpuOfTree(b.postgre)
	f, err := l.run(ctx)
	if err != nil {
		return row{}, err
	}
	n := float64(f.answered)
	return row{
		f.rate(), micros(f.p50), micros(f.p99),
		micros(cpuOf(p.pid)-server) / n, micros(cpuOfTree(b.postgre).since(database)) / n,
	}, nil
}

func micros(d time.Duration) float64 { return float64(d) / float64(time.Microsecond) }

var tps = regexp.MustCompile(`tps = ([0-9.]+)`)

// pgbench is the floor: one statement that inserts a row and updates one hot row, 16 clients, prepared.
func (b *bench) pgbench(ctx context.Context) (row, error) {
	if _, err := b.db.ExecContext(ctx, `
		create table if not exists floor_runs (id uuid primary key, credits bigint);
		create table if not exists floor_pool (id integer primary key, used bigint);
		insert into floor_pool values (1, 0) on conflict do nothing`); err != nil {
		return nil, err
	}
	script := filepath.Join(os.TempDir(), "cistern-floor.sql")
	const statement = "with r as (insert into floor_runs values (gen_random_uuid(), 1)) update floor_pool set used = used + 1 where id = 1;\n"
	if err := os.WriteFile(script, []byte(statement), 0o600); err != nil {
		return nil, err
	}
	defer os.Remove(script)
	program, err := pgbenchProgram()
	if err != nil {
		return nil, err
	}
	out, err := exec.CommandContext(ctx, program, "-n", "-f", script, "-c", "16", "-j", "2", "-M", "prepared",
		"-T", strconv.Itoa(int(b.lasting.Seconds())), b.url).CombinedOutput()
	found := tps.FindSubmatch(out)
	if err != nil || found == nil {
		return nil, fmt.Errorf("pgbench: %w\n%s", err, out)
	}
	rate, err := strconv.ParseFloat(string(found[1]), 64)
	return row{rate, none, none, none, none}, err
}

// pgbenchProgram finds pgbench on the PATH or beside the server's own programs.
func pgbenchProgram() (string, error) {
	if path, err := exec.LookPath("pgbench"); err == nil {
		return path, nil
	}
	found, _ := filepath.Glob("/usr/lib/postgresql/*/bin/pgbench")
	if len(found) == 0 {
		return "", errors.New("pgbench is not on this machine; it comes with PostgreSQL's server or contrib package")
	}
	return found[len(found)-1], nil
}
