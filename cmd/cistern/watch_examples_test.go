package main

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/google/uuid"

	"cistern/credit"
	"cistern/graph/globalid"
	"cistern/internal/crashtest"
	"cistern/internal/dbtest"
)

// show is a workspace that is used while it is watched.
type show struct {
	contract, agent uuid.UUID
	workspace       string // global id
	token           string // to use and to watch it by
}

func newShow(t *testing.T, address string) show {
	t.Helper()
	data := clientOf(openDatabase(t, address))
	contract := dbtest.Contract(t, data)
	workspace := dbtest.Workspace(t, data, contract)
	id := globalid.ID{Type: globalid.Workspace, Contract: contract.ID, Of: workspace.ID}.String()
	issued := runs(t, []string{"DATABASE_URL=" + address}, "token", "--workspace", id, "--name", "Watcher", "--scopes", "RUNS_WRITE,USAGE_READ")
	return show{contract.ID, dbtest.Agent(t, data, workspace).ID, id, strings.TrimSpace(issued.stdout)}
}

// use records a run of one credit at a server.
func (s show) use(ctx context.Context, t *testing.T, server string) {
	t.Helper()
	runtime := caller{http: client, url: server + "/graphql", token: s.token, contract: s.contract}
	_, err := runtime.record(ctx, []crashtest.Run{{
		ID: uuid.Must(uuid.NewV7()), Agent: s.agent, Credits: credit.Credit, Outcome: credit.OutcomeSucceeded, FinishedAt: time.Now(),
	}})
	must(t, err)
}

// TestWatchExamples runs the scripts that watch, with curl and with the npm packages graphql-ws and graphql-sse, against a live server.
func TestWatchExamples(t *testing.T) {
	t.Parallel()
	modules, err := filepath.Abs("../../ui/node_modules")
	must(t, err)
	script := filepath.Join(t.TempDir(), "watch.cjs")
	out, err := exec.CommandContext(t.Context(), modules+"/.bin/rolldown", "../../examples/typescript/watch.ts", "--file", script, // as it is: the packages are found at run time
		"--platform", "node", "--format", "cjs", "--external", "graphql-sse", "--external", "graphql-ws", "--external", "ws").CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	address := newDatabase(t, template)
	server := serving(t, address).public
	for name, command := range map[string][]string{
		"Curl": {"../../examples/curl/watch"}, "GraphQLWS": {"node", script, "socket"}, "GraphQLSSE": {"node", script, "events"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newShow(t, address)
			watch := func(token, after string) *watchScript {
				return startWatching(t, append(command, s.workspace), "NODE_PATH="+modules, "CISTERN_URL="+server, "CISTERN_TOKEN="+token, "CISTERN_AFTER="+after)
			}
			first := watch(s.token, "")
			if _, used := first.frame(); used != "0" {
				t.Errorf("begins with %s used", used)
			}
			s.use(t.Context(), t, server)
			seen, used := first.frame()
			if used != "1" {
				t.Errorf("goes on with %s used", used)
			}
			first.stop()
			current := watch(s.token, seen)
			s.use(t.Context(), t, server)
			if _, used := current.frame(); used != "2" {
				t.Errorf("goes on after what was seen with %s used", used)
			}
			if _, used := watch(s.token, seen).frame(); used != "2" {
				t.Errorf("comes back to %s used", used)
			}
			if problem := watch("cis_unknown", "").refusal(); !strings.Contains(strings.ToLower(problem), "sign in") {
				t.Errorf("refuses a bad token by %q", problem)
			}
		})
	}
}

// watchScript is a script that runs until it is stopped or refused.
type watchScript struct {
	t        *testing.T
	cmd      *exec.Cmd
	frames   *bufio.Reader
	problems bytes.Buffer
	stop     func()
}

func startWatching(t *testing.T, command []string, environ ...string) *watchScript {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	w := &watchScript{t: t, cmd: exec.CommandContext(ctx, command[0], command[1:]...), stop: cancel}
	t.Cleanup(cancel)
	w.cmd.Env = append(os.Environ(), environ...)
	w.cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} // a script of the shell is several processes
	w.cmd.Cancel = func() error { return syscall.Kill(-w.cmd.Process.Pid, syscall.SIGKILL) }
	w.cmd.Stderr = &w.problems
	out, err := w.cmd.StdoutPipe()
	must(t, err)
	w.frames = bufio.NewReader(out)
	must(t, w.cmd.Start())
	return w
}

// frame is what the next line says.
func (w *watchScript) frame() (version, used string) {
	w.t.Helper()
	line, err := w.frames.ReadString('\n')
	if err != nil {
		_ = w.cmd.Wait() // what it says is wrong is whole then
		w.t.Fatalf("no frame: %v: %s", err, &w.problems)
	}
	version, used, _ = strings.Cut(strings.TrimSpace(line), "\t")
	return version, used
}

// refusal is why the script ends by itself.
func (w *watchScript) refusal() string {
	w.t.Helper()
	out, err := io.ReadAll(w.frames)
	must(w.t, err)
	if err := w.cmd.Wait(); err == nil || len(out) > 0 {
		w.t.Errorf("ended with %v after %q", err, out)
	}
	return w.problems.String()
}
