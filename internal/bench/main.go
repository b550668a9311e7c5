// Command bench measures Cistern beside the floors that it stands on, in one run, and prints each figure as a ratio to its floor:
// machines differ and are shared, ratios travel.
//
//	make bench
//
// It runs a durable private PostgreSQL, bin/cistern as a process of its own, and the load in this one.
package main

import (
	"context"
	"database/sql"
	"errors"
	"flag"
	"fmt"
	"log"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"time"

	"github.com/google/uuid"
	_ "github.com/lib/pq"

	"cistern/internal/pgdev"
)

// bench is what all measurements share.
type bench struct {
	binary  string // of cistern
	url     string // of the database, as its owner
	db      *sql.DB
	postgre int // pid of the postmaster
	lasting time.Duration
	rounds  int
	stage   *stage
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	err := run(ctx)
	stop()
	if err != nil {
		log.Fatal(err)
	}
}

func run(ctx context.Context) (err error) {
	binary := flag.String("cistern", "bin/cistern", "the program to measure")
	dir := flag.String("data", filepath.Join(os.TempDir(), "cistern-bench"), "where the database lives; may be deleted afterwards")
	lasting := flag.Duration("for", 5*time.Second, "length of one measurement")
	rounds := flag.Int("rounds", 3, "measurements of each, in turn with their floors; the median counts")
	only := flag.String("only", "abc", "which of the measurements a to f")
	runs := flag.Int("runs", 10_000_000, "runs behind the large dashboard")
	bare := flag.String("bare", "", "serve the bare handler on this database instead (the program calls itself so)")
	var listen string
	var contract, agent uuid.UUID
	flag.StringVar(&listen, "listen", "", "address of the bare handler")
	flag.TextVar(&contract, "contract", uuid.Nil, "contract of the bare handler")
	flag.TextVar(&agent, "agent", uuid.Nil, "agent of the bare handler")
	flag.Parse()
	if *bare != "" {
		return serveBare(ctx, *bare, listen, contract, agent)
	}
	server, err := pgdev.Start(ctx, pgdev.Config{Dir: *dir, Database: "bench", Durability: pgdev.Durable})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, server.Stop()) }()
	b := &bench{binary: *binary, url: server.URL, lasting: *lasting, rounds: *rounds}
	if err := b.prepare(ctx); err != nil {
		return err
	}
	defer b.db.Close()
	b.describe(ctx)
	for _, m := range []struct {
		letter  string
		measure func(context.Context) error
	}{
		{"a", b.oneRunARequest},
		{"b", b.manyRunsARequest},
		{"c", func(ctx context.Context) error { return b.dashboards(ctx, *runs) }},
		{"d", b.live},
		{"e", b.announced},
		{"f", b.signIns},
	} {
		if !strings.Contains(*only, m.letter) {
			continue
		}
		if err := m.measure(ctx); err != nil {
			return err
		}
	}
	return nil
}

// describe prints what the figures depend on.
func (b *bench) describe(ctx context.Context) {
	var version, settings string
	_ = b.db.QueryRowContext(ctx, `
		select current_setting('server_version'),
		  string_agg(name || '=' || current_setting(name), ' ' order by name)
		from unnest(array['fsync', 'full_page_writes', 'max_wal_size', 'shared_buffers', 'synchronous_commit']) as name
	`).Scan(&version, &settings)
	fmt.Printf("%s\nPostgreSQL %s, %s\n%d rounds of %s each; medians\n\n", machine(), version, settings, b.rounds, b.lasting)
}
