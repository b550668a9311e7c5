package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"cistern/demo"
)

func TestDemoRunsAndStops(t *testing.T) {
	t.Parallel()
	dir := openDir(t)
	readyFile := filepath.Join(dir, "ready.json")
	var out bytes.Buffer
	cmd := exec.CommandContext(t.Context(), os.Args[0], "demo", "--listen", "127.0.0.1:0", "--data", dir, "--ready-file", readyFile)
	cmd.Env = append(environWithout(databaseURL), asProgram+"=1")
	cmd.Stdout, cmd.Stderr = &out, &out
	cmd.Cancel = func() error { return cmd.Process.Signal(syscall.SIGTERM) }
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()

	access := awaitReady(t, readyFile, ended, &out)
	d := openDashboard(t, access).read(t)
	if d.PoolUsed() <= 0 || d.Agents() < 20 {
		t.Errorf("the dashboard shows %+v", d)
	}
	mustShowWidgets(t, access)

	if err := cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	select {
	case err := <-ended:
		if err != nil {
			t.Errorf("ended with %v: %s", err, &out)
		}
	case <-time.After(10 * time.Second):
		t.Fatalf("still runs ten seconds after SIGTERM: %s", &out)
	}
	pids, err := filepath.Glob(filepath.Join(dir, "postgresql-*", "data", "postmaster.pid"))
	if err != nil || len(pids) > 0 {
		t.Errorf("PostgreSQL has left %v, %v", pids, err)
	}
}

// aDemo is a whole demo in this process, which does not serve yet.
type aDemo struct {
	*server
	story       demo.Story
	access      demoAccess
	postgresURL string
}

func newDemo(t *testing.T) aDemo {
	t.Helper()
	f := demoFlags{listen: "127.0.0.1:0", data: openDir(t)}
	postgres, err := f.startPostgres(t.Context(), t.Output()) // servers refuse the database of other tests, which may lose runs
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := postgres.Stop(); err != nil {
			t.Error(err)
		}
	})
	config, err := loadConfig([]string{databaseURL + "=" + postgres.URL})
	if err != nil {
		t.Fatal(err)
	}
	ports, err := f.open(t.Context(), config)
	if err != nil {
		t.Fatal(err)
	}
	log := newLogger(t.Output(), slog.LevelWarn)
	story, access, err := prepareDemo(t.Context(), t.Output(), config.DatabaseURL, log)
	if err != nil {
		t.Fatal(err)
	}
	s, err := newServer(t.Context(), config, ports, log)
	if err != nil {
		t.Fatal(err)
	}
	s.lookAway = 0
	access.URL = origin(ports.public)
	return aDemo{s, story, access, postgres.URL}
}

func TestSimulationMovesTheFigures(t *testing.T) {
	t.Parallel()
	s := newDemo(t)
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	ready, stopped := make(chan struct{}), make(chan error, 1)
	simulation := demo.Simulation{Story: s.story, API: s.access.URL, Token: s.access.Token, Pace: 1000, Now: time.Now, Log: s.log}
	go func() {
		stopped <- serveSimulation(ctx, s.server, simulation, func() error { close(ready); return nil })
	}()
	<-ready
	page := openDashboard(t, s.access)
	before := page.read(t)
	if f := before.Workspace.CreditsDashboard.Forecast; !f.EnoughData || len(f.Days) == 0 ||
		float(f.Pool.Expected) < before.PoolUsed() || f.Days[len(f.Days)-1].Expected != f.Expected {
		t.Errorf("the forecast is %+v", f)
	}
	await(t, func() bool {
		now := page.read(t)
		return now.PoolUsed() > before.PoolUsed() && now.Runs() > before.Runs()
	})
	await(t, func() bool { return page.read(t).Held() > 0 })
	stop()
	if err := <-stopped; err != nil {
		t.Error(err)
	}
	if held := number(t, s.postgresURL, `select sum(held) from contracts`); held != 0 {
		t.Errorf("%d are held after the end", held)
	}
	if going := number(t, s.postgresURL, `select count(*) from runs where status = 'RUNNING'`); going != 0 {
		t.Errorf("%d runs go on after the end", going)
	}
}

// shown is what the test reads of the dashboard.
type shown struct {
	Workspace struct {
		CreditsDashboard struct {
			Pool     struct{ Used, Held json.Number }
			Forecast struct {
				EnoughData bool
				Expected   json.Number
				Pool       struct{ Expected json.Number }
				Days       []struct{ Expected json.Number }
			}
			Cards  struct{ RunsCompleted struct{ Value int } }
			Agents struct{ TotalCount int }
		}
	}
}

func (s shown) Runs() int { return s.Workspace.CreditsDashboard.Cards.RunsCompleted.Value }

func (s shown) Agents() int { return s.Workspace.CreditsDashboard.Agents.TotalCount }

func (s shown) PoolUsed() float64 { return float(s.Workspace.CreditsDashboard.Pool.Used) }

func (s shown) Held() float64 { return float(s.Workspace.CreditsDashboard.Pool.Held) }

// float is zero, which fails the tests, for what is no number.
func float(n json.Number) float64 {
	value, _ := n.Float64()
	return value
}

const dashboardQuery = `query Dashboard($workspace: ID!) { workspace(id: $workspace) { creditsDashboard {
	pool { used held }
	forecast { madeAt enoughData expected low high method pool { expected low high runsOutAt } days { date expected low high } }
	cards { runsCompleted { value } } agents(first: 1) { totalCount }
} } }`

// page is the dashboard as a signed-in browser has it.
type page struct {
	browser *http.Client
	access  demoAccess
}

func openDashboard(t *testing.T, access demoAccess) page {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	browser := &http.Client{Jar: jar, Timeout: 5 * time.Second}
	t.Cleanup(browser.CloseIdleConnections)
	post(t, browser, access.URL+"/auth/sign-in", map[string]any{"email": access.Email, "password": access.Password})
	return page{browser, access}
}

func (p page) read(t *testing.T) (s shown) {
	t.Helper()
	p.ask(t, dashboardQuery, map[string]any{"workspace": p.access.Workspace}, &s)
	return s
}

func post(t *testing.T, client *http.Client, url string, body any) []byte {
	t.Helper()
	text, err := json.Marshal(body)
	if err != nil {
		t.Fatal(err)
	}
	request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, url, bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/json")
	response, err := client.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	answer, err := io.ReadAll(response.Body)
	if err != nil || response.StatusCode >= http.StatusBadRequest {
		t.Fatalf("%s answers %d: %s, %v", url, response.StatusCode, answer, err)
	}
	return answer
}

func awaitReady(t *testing.T, path string, ended <-chan error, out fmt.Stringer) (access demoAccess) {
	t.Helper()
	await(t, func() bool {
		select {
		case err := <-ended:
			t.Fatalf("ended before it was ready: %v: %s", err, out)
		default:
		}
		text, err := os.ReadFile(path)
		if errors.Is(err, fs.ErrNotExist) {
			return false
		}
		if err == nil {
			err = json.Unmarshal(text, &access)
		}
		if err != nil {
			t.Fatal(err)
		}
		return true
	})
	return access
}

// await polls another process, which has no event to wait for.
func await(t *testing.T, happened func() bool) {
	t.Helper()
	ticker := time.NewTicker(100 * time.Millisecond)
	defer ticker.Stop()
	for range 600 {
		if happened() {
			return
		}
		<-ticker.C
	}
	t.Fatal("it did not happen within a minute")
}

func number(t *testing.T, databaseURL, query string) (n int64) {
	t.Helper()
	db, err := openOwnerPool(databaseURL)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if err := db.QueryRowContext(t.Context(), query).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

// openDir is a directory that the user whom PostgreSQL runs as can enter.
func openDir(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for _, d := range []string{dir, filepath.Dir(dir)} {
		if err := os.Chmod(d, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func environWithout(name string) (left []string) {
	for _, entry := range os.Environ() {
		if !strings.HasPrefix(entry, name+"=") {
			left = append(left, entry)
		}
	}
	return left
}
