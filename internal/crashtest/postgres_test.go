package crashtest_test

import (
	"context"
	"database/sql"
	"errors"
	"log/slog"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"entgo.io/ent/dialect"
	entsql "entgo.io/ent/dialect/sql"
	"golang.org/x/time/rate"

	"cistern/credit"
	"cistern/ent"
	"cistern/ent/migrations"
	"cistern/ingest"
	"cistern/internal/crashtest"
	"cistern/internal/dbtest"
	"cistern/internal/pgdev"
	"cistern/metering"
)

// Acknowledged means durable: a PostgreSQL that is killed in the middle of its work, again and again, loses no run that a caller
// was told of, and what callers send again counts once. CRASH_CYCLES sets how often it is killed.
func TestKillingPostgresLosesNoAcknowledgedRun(t *testing.T) {
	t.Parallel()
	cycles := 3
	if text := os.Getenv("CRASH_CYCLES"); text != "" {
		var err error
		cycles, err = strconv.Atoi(text)
		must(t, err)
	}
	dir := openDir(t)
	s := start(t, dir)
	owner := s.open(t, "")
	_, err := migrations.Apply(t.Context(), owner)
	must(t, err)
	client := ent.NewClient(ent.Driver(entsql.OpenDB(dialect.Postgres, owner)))
	contract := dbtest.Contract(t, client)
	agent := dbtest.Agent(t, client, dbtest.Workspace(t, client, contract))

	site := &restarting{}
	load := crashtest.NewLoad(func(ctx context.Context, runs []crashtest.Run) error {
		requests := make([]metering.Request, len(runs))
		for i, r := range runs {
			requests[i] = metering.Request{
				Kind: metering.Record, Contract: contract.ID, Run: r.ID, Agent: agent.ID,
				Credits: r.Credits, Outcome: credit.OutcomeSucceeded, FinishedAt: dbtest.Epoch,
			}
		}
		return site.submit(ctx, requests)
	})
	site.use(newCommitter(t, s))
	stop, ended := make(chan struct{}), make(chan error, 1)
	go func() { ended <- load.Drive(t.Context(), 8, stop) }()

	for range cycles {
		awaitMore(t, load)
		<-time.After(rand.N(20 * time.Millisecond)) // at any moment of a batch, not always right after an acknowledgement
		kill(t, dir)
		s = start(t, dir)
		site.use(newCommitter(t, s))
	}
	awaitMore(t, load)
	close(stop)
	must(t, <-ended)

	acknowledged, again := load.Acknowledged()
	t.Logf("%d runs acknowledged over %d kills, %d batches sent again", len(acknowledged), cycles, again)
	must(t, crashtest.Verify(t.Context(), s.open(t, ""), contract.ID, acknowledged))
	if again == 0 {
		t.Error("no batch met a killed server")
	}
}

// awaitMore lets some of the load pass.
func awaitMore(t *testing.T, load *crashtest.Load) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	must(t, load.AwaitMore(ctx, 500))
}

// restarting is the committer that works at the time.
type restarting struct {
	mu        sync.Mutex
	committer *ingest.Committer
}

func (r *restarting) use(c *ingest.Committer) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.committer = c
}

func (r *restarting) submit(ctx context.Context, requests []metering.Request) error {
	r.mu.Lock()
	c := r.committer
	r.mu.Unlock()
	results, err := c.Submit(ctx, requests)
	if err != nil {
		return err
	}
	for _, result := range results {
		if result.Err != nil {
			err = errors.Join(err, result.Err)
		}
	}
	return err
}

func newCommitter(t *testing.T, s server) *ingest.Committer {
	t.Helper()
	pool := s.open(t, "&role=cistern_app")
	meter, err := metering.Prepare(t.Context(), pool)
	must(t, err)
	client := ent.NewClient(ent.Driver(entsql.OpenDB(dialect.Postgres, pool)))
	c := ingest.NewCommitter(ingest.Config{
		Client: client, Meter: meter, Scope: ingest.ScopeAll,
		Now: func() time.Time { return dbtest.Epoch.AddDate(0, 0, 9) }, Log: slog.New(slog.DiscardHandler),
	})
	t.Cleanup(c.Close)
	return c
}

// server is one life of the PostgreSQL that is killed.
type server struct{ url string }

func start(t *testing.T, dir string) server {
	t.Helper()
	s, err := pgdev.Start(t.Context(), pgdev.Config{Dir: dir, Database: "cistern", Durability: pgdev.Durable})
	must(t, err)
	t.Cleanup(func() { must(t, s.Stop()) })
	return server{s.URL}
}

func (s server) open(t *testing.T, settings string) *sql.DB {
	t.Helper()
	db, err := sql.Open("postgres", s.url+settings)
	must(t, err)
	t.Cleanup(func() { _ = db.Close() })
	return db
}

// kill ends PostgreSQL and all its processes at once. The first of them is stopped before, so that it replaces none of the others.
func kill(t *testing.T, dir string) {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(dir, "*", "data", "postmaster.pid"))
	must(t, err)
	content, err := os.ReadFile(found[0])
	must(t, err)
	postmaster, _, _ := strings.Cut(string(content), "\n")
	signal(t, postmaster, syscall.SIGSTOP)
	await(t, func() bool { return state(postmaster) == "T" })
	children, err := os.ReadFile(filepath.Join("/proc", postmaster, "task", postmaster, "children"))
	must(t, err)
	all := append(strings.Fields(string(children)), postmaster)
	for _, pid := range all {
		signal(t, pid, syscall.SIGKILL)
	}
	for _, pid := range all {
		await(t, func() bool { return state(pid) == "" || state(pid) == "Z" && pid != postmaster })
	}
}

func signal(t *testing.T, process string, s syscall.Signal) {
	t.Helper()
	pid, err := strconv.Atoi(process)
	must(t, err)
	must(t, syscall.Kill(pid, s))
}

// state is the letter that Linux has for what a process does, and nothing for one that is gone.
func state(process string) string {
	stat, err := os.ReadFile(filepath.Join("/proc", process, "stat"))
	if err != nil {
		return ""
	}
	_, afterName, _ := strings.Cut(string(stat), ") ")
	return afterName[:1]
}

// await asks until it is so.
func await(t *testing.T, so func() bool) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	for poll := rate.NewLimiter(rate.Every(time.Millisecond), 1); !so(); {
		must(t, poll.Wait(ctx))
	}
}

// openDir is one that the user whom PostgreSQL runs as can enter.
func openDir(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	must(t, os.Chmod(filepath.Dir(dir), 0o755))
	return dir
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
