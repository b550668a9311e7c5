package main

import (
	"bufio"
	"bytes"
	"context"
	"crypto/rand"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/lib/pq"

	"cistern/internal/pgdev"
)

// asProgram makes the test binary the program: it is then run as a process of its own, with what it was built with.
const asProgram = "RUN_AS_CISTERN"

func TestMain(m *testing.M) {
	if os.Getenv(asProgram) != "" {
		main()
		return
	}
	status := m.Run()
	if err := stopCluster(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		status = 1
	}
	os.Exit(status)
}

// cluster is a server that keeps what it commits, as serving asks for, with a migrated database to copy.
type cluster struct {
	server *pgdev.Server
	dir    string
	admin  *sql.DB
	err    error

	unmigrated outcome // of serving before anything was migrated on the server
}

var theCluster = sync.OnceValue(func() *cluster {
	c := &cluster{}
	c.err = c.start(context.Background())
	return c
})

const template = "migrated"

func (c *cluster) start(ctx context.Context) (err error) {
	if c.dir, err = os.MkdirTemp("", "cistern-test-"); err != nil {
		return err
	}
	if err := os.Chmod(c.dir, 0o755); err != nil { // PostgreSQL runs as another user
		return err
	}
	if c.server, err = pgdev.Start(ctx, pgdev.Config{Dir: c.dir, Database: template}); err != nil {
		return err
	}
	if c.admin, err = sql.Open("postgres", withDatabase(c.server.URL, "postgres")); err != nil {
		return err
	}
	if c.unmigrated, err = runProgram(ctx, append(anyPorts(), "DATABASE_URL="+c.server.URL), "serve"); err != nil {
		return err
	}
	migrated, err := runProgram(ctx, []string{"DATABASE_URL=" + c.server.URL}, "migrate")
	if err == nil && migrated.status != 0 {
		err = fmt.Errorf("migrate: %s", migrated.stderr)
	}
	return err
}

func stopCluster() error {
	c := theCluster()
	if c.server == nil {
		return os.RemoveAll(c.dir)
	}
	return errors.Join(c.admin.Close(), c.server.Stop(), os.RemoveAll(c.dir))
}

func startedCluster(t *testing.T) *cluster {
	t.Helper()
	c := theCluster()
	must(t, c.err)
	return c
}

// newDatabase makes an empty database on the durable server, or with a template a copy of that one, and returns its URL.
func newDatabase(t *testing.T, from string) string {
	t.Helper()
	c := startedCluster(t)
	name := "test_" + strings.ToLower(rand.Text()[:12])
	_, err := c.admin.ExecContext(t.Context(), "create database "+pq.QuoteIdentifier(name)+" template "+from)
	must(t, err)
	return withDatabase(c.server.URL, name)
}

func withDatabase(address, name string) string {
	u, err := url.Parse(address)
	if err != nil {
		panic(err)
	}
	u.Path = "/" + name
	return u.String()
}

func openDatabase(t *testing.T, address string) *sql.DB {
	t.Helper()
	db, err := sql.Open("postgres", address)
	must(t, err)
	t.Cleanup(func() { _ = db.Close() })
	return db
}

// outcome is how a command ended.
type outcome struct {
	status         int
	stdout, stderr string
}

// asProcess is the program in a process of its own, with nothing in its environment but what is given.
func asProcess(ctx context.Context, environ []string, args ...string) *exec.Cmd {
	self, err := os.Executable()
	if err != nil {
		panic(err)
	}
	cmd := exec.CommandContext(ctx, self, args...)
	cmd.Env = append([]string{asProgram + "=1", "HOME=" + os.Getenv("HOME"), "PATH=" + os.Getenv("PATH")}, environ...)
	return cmd
}

func runProgram(ctx context.Context, environ []string, args ...string) (outcome, error) {
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	var stdout, stderr bytes.Buffer
	cmd := asProcess(ctx, environ, args...)
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	err := cmd.Run()
	var failed *exec.ExitError
	if errors.As(err, &failed) {
		err = ctx.Err()
	}
	return outcome{cmd.ProcessState.ExitCode(), stdout.String(), stderr.String()}, err
}

func runs(t *testing.T, environ []string, args ...string) outcome {
	t.Helper()
	out, err := runProgram(t.Context(), environ, args...)
	must(t, err)
	return out
}

// anyPorts lets a server listen on ports that are free.
func anyPorts() []string {
	return []string{"CISTERN_LISTEN=127.0.0.1:0", "CISTERN_OPERATIONS_LISTEN=127.0.0.1:0"}
}

// process is a server that runs.
type process struct {
	cmd                *exec.Cmd
	public, operations string // base URLs
	ended              chan struct{}

	mu  sync.Mutex
	log []line
}

// line is what a line of the log says.
type line struct {
	Level     string `json:"level"`
	Message   string `json:"msg"`
	RequestID string `json:"request_id"`
	Path      string `json:"path"`

	Listen     string `json:"listen"`
	Operations string `json:"operations"`
}

// serving starts the program and waits until it serves. It is killed at the end of the test if it still runs.
func serving(t *testing.T, databaseURL string, settings ...string) *process {
	t.Helper()
	environ := slices.Concat(anyPorts(), []string{"DATABASE_URL=" + databaseURL, "CISTERN_LOG_LEVEL=debug"}, settings)
	p := &process{cmd: asProcess(context.Background(), environ, "serve"), ended: make(chan struct{})}
	stderr, err := p.cmd.StderrPipe()
	must(t, err)
	must(t, p.cmd.Start())
	t.Cleanup(func() {
		_ = p.cmd.Process.Kill() // has ended unless the test failed
		<-p.ended
	})
	ready := make(chan line, 1)
	go func() {
		defer close(p.ended)
		p.readLog(t, stderr, ready)
		_ = p.cmd.Wait() // whoever waits for the end looks at the state
	}()
	select {
	case l := <-ready:
		p.public, p.operations = "http://"+l.Listen, "http://"+l.Operations
	case <-p.ended:
		t.Fatalf("serve ended at once: %+v", p.lines())
	case <-time.After(30 * time.Second):
		t.Fatal("serve does not begin")
	}
	return p
}

func (p *process) readLog(t *testing.T, stderr io.Reader, ready chan<- line) {
	t.Helper()
	lines := bufio.NewScanner(stderr)
	for lines.Scan() {
		var l line
		if err := json.Unmarshal(lines.Bytes(), &l); err != nil {
			t.Errorf("a line of the log is no JSON: %s", lines.Text())
			continue
		}
		p.mu.Lock()
		p.log = append(p.log, l)
		p.mu.Unlock()
		if l.Message == "serving" {
			ready <- l
		}
	}
}

func (p *process) lines() []line {
	p.mu.Lock()
	defer p.mu.Unlock()
	return append([]line(nil), p.log...)
}

// stop asks the process to end and returns how it did.
func (p *process) stop(t *testing.T) (status int, after time.Duration) {
	t.Helper()
	began := time.Now()
	must(t, p.cmd.Process.Signal(syscall.SIGTERM))
	select {
	case <-p.ended:
	case <-time.After(40 * time.Second):
		t.Fatal("the process does not end")
	}
	return p.cmd.ProcessState.ExitCode(), time.Since(began)
}

// reply is an answer over HTTP.
type reply struct {
	status int
	header http.Header
	body   string
}

// client has no cookies and keeps no connection, so that every request is one by itself.
var client = &http.Client{
	Timeout:       20 * time.Second,
	Transport:     &http.Transport{DisableKeepAlives: true},
	CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
}

func fetch(t *testing.T, method, address, body string, header ...string) reply {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), method, address, strings.NewReader(body))
	must(t, err)
	for _, h := range header {
		if name, value, given := strings.Cut(h, ": "); given {
			request.Header.Set(name, value)
		}
	}
	response, err := client.Do(request)
	must(t, err)
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	must(t, err)
	return reply{response.StatusCode, response.Header, string(text)}
}

// eventually asks again until it holds.
func eventually(t *testing.T, within time.Duration, what string, holds func() bool) {
	t.Helper()
	deadline := time.After(within)
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for !holds() {
		select {
		case <-tick.C:
		case <-deadline:
			t.Fatalf("not within %s: %s", within, what)
		}
	}
}

func dial(address string) (net.Conn, error) {
	var dialer net.Dialer
	return dialer.DialContext(context.Background(), "tcp", address)
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
