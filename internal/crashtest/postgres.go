package crashtest

import (
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"golang.org/x/time/rate"

	"cistern/internal/pgdev"
)

// Postgres is a durable server of a test's own that can be killed. It runs on Linux alone: it finds its processes in /proc.
type Postgres struct {
	URL string // of its database, as superuser; the same in every life
	dir string
}

// NewPostgres starts a server that stops with the test.
func NewPostgres(t testing.TB) *Postgres {
	t.Helper()
	p := &Postgres{dir: t.TempDir()}
	must(t, os.Chmod(filepath.Dir(p.dir), 0o755)) // for the user whom PostgreSQL runs as
	p.URL = p.start(t)
	return p
}

// Open opens connections by URL and more settings, such as "&role=cistern_worker".
func (p *Postgres) Open(t testing.TB, settings string) *sql.DB {
	t.Helper()
	db, err := sql.Open("postgres", p.URL+settings)
	must(t, err)
	t.Cleanup(func() { _ = db.Close() })
	return db
}

// Start starts it again after Kill, and returns when it answers.
func (p *Postgres) Start(t testing.TB) {
	t.Helper()
	if url := p.start(t); url != p.URL {
		t.Fatalf("PostgreSQL was at %s and is at %s now", p.URL, url)
	}
}

func (p *Postgres) start(t testing.TB) (url string) {
	t.Helper()
	s, err := pgdev.Start(t.Context(), pgdev.Config{Dir: p.dir, Database: "cistern", Durability: pgdev.Durable})
	must(t, err)
	t.Cleanup(func() { must(t, s.Stop()) })
	return s.URL
}

// Kill ends all its processes at once, and returns when they are gone. It stops the first of them before, so that it cannot replace
// the others.
func (p *Postgres) Kill(t testing.TB) {
	t.Helper()
	postmaster := p.postmaster(t)
	must(t, syscall.Kill(postmaster, syscall.SIGSTOP))
	processes := append(childrenOf(t, postmaster), postmaster)
	for _, pid := range processes {
		must(t, syscall.Kill(pid, syscall.SIGKILL))
	}
	poll := rate.NewLimiter(rate.Every(time.Millisecond), 1)
	for slices.ContainsFunc(processes, runs) || exists(postmaster) {
		must(t, poll.Wait(t.Context()))
	}
}

func (p *Postgres) postmaster(t testing.TB) (pid int) {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(p.dir, "*", "data", "postmaster.pid"))
	must(t, err)
	content, err := os.ReadFile(found[0])
	must(t, err)
	first, _, _ := strings.Cut(string(content), "\n")
	pid, err = strconv.Atoi(first)
	must(t, err)
	return pid
}

func childrenOf(t testing.TB, process int) (pids []int) {
	t.Helper()
	content, err := os.ReadFile(fmt.Sprintf("/proc/%d/task/%[1]d/children", process))
	must(t, err)
	for text := range strings.FieldsSeq(string(content)) {
		pid, err := strconv.Atoi(text)
		must(t, err)
		pids = append(pids, pid)
	}
	return pids
}

// runs says whether a process has yet to end: the next server does not start while one shares memory with the data directory.
func runs(pid int) bool {
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	return err == nil && !strings.Contains(string(stat), ") Z ")
}

// exists says whether a process has yet to be reaped: the next server does not start while there is one of the number of the last.
func exists(pid int) bool { return syscall.Kill(pid, 0) == nil }

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
