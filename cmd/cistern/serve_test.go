package main

import (
	"bufio"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"cistern/internal/dbtest"
	"cistern/ui"
)

const whoAmI = `{"query": "{ viewer { user { id } } }"}`

func TestServe(t *testing.T) {
	t.Parallel()
	p := serving(t, newDatabase(t, template))
	const asJSON = "Content-Type: application/json"
	page := http.StatusOK // of the dashboard, for every path that nothing else answers
	if _, err := fs.Stat(ui.Dist, "dist/index.html"); err != nil {
		page = http.StatusNotFound // it is not built
	}

	t.Run("Routes", func(t *testing.T) {
		for _, test := range []struct {
			method, path string
			status       int
			body, header string
		}{
			{"GET", "/livez", http.StatusNoContent, "", ""},
			{"GET", "/readyz", http.StatusNoContent, "", ""},
			{"GET", "/schema.graphql", http.StatusOK, "", ""},
			{"POST", "/graphql", http.StatusOK, whoAmI, asJSON},
			{"POST", "/graphql", http.StatusUnsupportedMediaType, whoAmI, "Content-Type: text/plain"},
			{"POST", "/graphql", http.StatusUnauthorized, whoAmI, "Authorization: Bearer cis_wrong"},
			{"POST", "/graphql", http.StatusForbidden, whoAmI, "Origin: https://evil.example"},
			{"GET", "/graphql", http.StatusMethodNotAllowed, "", ""},
			{"PUT", "/graphql", http.StatusMethodNotAllowed, "", ""},
			{"POST", "/auth/sign-in", http.StatusUnsupportedMediaType, "", ""},
			{"POST", "/auth/sign-out", http.StatusNoContent, "", ""},
			{"GET", "/assets/unknown.js", http.StatusNotFound, "", ""},
			{"POST", "/unknown", http.StatusMethodNotAllowed, "", ""},
			{"GET", "/metrics", page, "", ""},
			{"GET", "/debug/pprof/", page, "", ""},
			{"GET", "/workspaces/any/credits", page, "", ""},
		} {
			r := fetch(t, test.method, p.public+test.path, test.body, test.header)
			if r.status != test.status {
				t.Errorf("%s %s: %d %s", test.method, test.path, r.status, r.body)
			}
			for header, want := range map[string]string{
				"X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin", "Cross-Origin-Opener-Policy": "same-origin",
				"Content-Security-Policy": "default-src 'self'",
			} {
				if !strings.HasPrefix(r.header.Get(header), want) {
					t.Errorf("%s %s: %s is %q", test.method, test.path, header, r.header.Get(header))
				}
			}
			if strings.Contains(r.body, "cistern_http_request_seconds") || strings.Contains(r.body, "goroutine") {
				t.Errorf("%s is for the operator", test.path)
			}
			id := r.header.Get("Request-Id")
			if len(id) < 16 {
				t.Fatalf("%s %s: Request-Id is %q", test.method, test.path, id)
			}
			eventually(t, 5*time.Second, "the request "+id+" is in the log", func() bool {
				for _, l := range p.lines() {
					if l.RequestID == id && l.Message == "request" && l.Path == test.path {
						return true
					}
				}
				return false
			})
		}
	})
	t.Run("Operations", func(t *testing.T) {
		r := fetch(t, "GET", p.operations+"/metrics", "")
		for _, want := range []string{"cistern_http_request_seconds", `route="POST /graphql"`, "cistern_ingest_queue_runs", "go_goroutines"} {
			if r.status != http.StatusOK || !strings.Contains(r.body, want) {
				t.Errorf("%d, without %s", r.status, want)
			}
		}
		if r := fetch(t, "GET", p.operations+"/debug/pprof/", ""); r.status != http.StatusOK {
			t.Errorf("profiles: %d", r.status)
		}
		if r := fetch(t, "POST", p.operations+"/graphql", whoAmI, asJSON); r.status == http.StatusOK {
			t.Error("the API is on the operator's port")
		}
	})
}

// A process that is told to stop says so at once, answers what it has begun, and ends well.
func TestStop(t *testing.T) {
	t.Parallel()
	p := serving(t, newDatabase(t, template))
	conn, err := dial(strings.TrimPrefix(p.public, "http://"))
	must(t, err)
	defer conn.Close()
	must(t, conn.SetDeadline(time.Now().Add(30*time.Second)))
	fmt.Fprintf(conn, "POST /graphql HTTP/1.1\r\nHost: cistern.test\r\nContent-Type: application/json\r\nContent-Length: %d\r\nExpect: 100-continue\r\n\r\n", len(whoAmI))
	answers := bufio.NewReader(conn)
	if first, err := answers.ReadString('\n'); err != nil || !strings.Contains(first, "100 Continue") {
		t.Fatalf("the request is not taken: %q, %v", first, err)
	}
	_, err = answers.ReadString('\n') // the empty line
	must(t, err)

	var answered sync.WaitGroup
	answered.Go(func() {
		eventually(t, time.Second, "not ready", func() bool {
			return fetch(t, "GET", p.public+"/readyz", "").status == http.StatusServiceUnavailable
		})
		if r := fetch(t, "GET", p.public+"/livez", ""); r.status != http.StatusNoContent {
			t.Errorf("while it stops, livez is %d", r.status)
		}
		eventually(t, 10*time.Second, "no new connections", func() bool {
			other, err := dial(strings.TrimPrefix(p.public, "http://"))
			if err == nil {
				_ = other.Close()
			}
			return err != nil
		})
		_, err := io.WriteString(conn, whoAmI)
		if err != nil {
			t.Error(err)
			return
		}
		response, err := http.ReadResponse(answers, nil)
		if err != nil {
			t.Errorf("the request in flight: %v", err)
			return
		}
		defer response.Body.Close()
		if body, err := io.ReadAll(response.Body); err != nil || response.StatusCode != http.StatusOK || !strings.Contains(string(body), `"viewer":null`) {
			t.Errorf("the request in flight: %d %s, %v", response.StatusCode, body, err)
		}
	})
	status, after := p.stop(t)
	answered.Wait()
	if status != 0 || after > 25*time.Second {
		t.Errorf("ended with %d after %s: %+v", status, after, p.lines())
	}
}

func TestServeRefuses(t *testing.T) {
	t.Parallel()
	t.Run("ServerThatWasNeverMigrated", func(t *testing.T) {
		t.Parallel()
		requireRefused(t, startedCluster(t).unmigrated, "cistern migrate")
	})
	t.Run("DatabaseThatWasNotMigrated", func(t *testing.T) {
		t.Parallel()
		requireRefused(t, serveOnce(t, newDatabase(t, "template1")), "cistern migrate")
	})
	t.Run("DatabaseThatIsBehind", func(t *testing.T) {
		t.Parallel()
		address := newDatabase(t, template)
		_, err := openDatabase(t, address).ExecContext(t.Context(), "delete from schema_migrations where name like '0008%'")
		must(t, err)
		requireRefused(t, serveOnce(t, address), "missing 0008_audit.sql")
	})
	t.Run("DatabaseThatForgets", func(t *testing.T) {
		t.Parallel()
		requireRefused(t, serveOnce(t, dbtest.New(t).URL), "fsync=off")
	})
	t.Run("PortThatIsTaken", func(t *testing.T) {
		t.Parallel()
		taken, err := listenOn(t.Context(), "127.0.0.1:0")
		must(t, err)
		defer taken.Close()
		environ := []string{"DATABASE_URL=" + newDatabase(t, template), "CISTERN_OPERATIONS_LISTEN=" + taken.Addr().String(), "CISTERN_LISTEN=127.0.0.1:0"}
		requireRefused(t, runs(t, environ, "serve"), "CISTERN_OPERATIONS_LISTEN")
	})
	t.Run("DatabaseThatIsNotThere", func(t *testing.T) {
		t.Parallel()
		free, err := listenOn(t.Context(), "127.0.0.1:0")
		must(t, err)
		address := free.Addr().String()
		must(t, free.Close())
		requireRefused(t, serveOnce(t, "postgres://postgres@"+address+"/cistern?sslmode=disable"), "connection refused")
	})
}

func serveOnce(t *testing.T, address string) outcome {
	t.Helper()
	return runs(t, append(anyPorts(), "DATABASE_URL="+address), "serve")
}

func requireRefused(t *testing.T, o outcome, says string) {
	t.Helper()
	if o.status != 1 || !strings.HasPrefix(o.stderr, "cistern serve: ") || !strings.Contains(o.stderr, says) || o.stdout != "" {
		t.Errorf("ended with %d: %s%s", o.status, o.stdout, o.stderr)
	}
}

// Without its database a process lives, says that it is not ready, answers within five seconds, and comes back by itself.
func TestDatabaseGoesAway(t *testing.T) {
	t.Parallel()
	for name, gone := range map[string]way{"Cut": cut, "Silent": silent} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			address := newDatabase(t, template)
			between := newProxy(t, address)
			p := serving(t, between.url)
			token := issued(t, address, "--scopes", "RUNS_WRITE")
			ask := func() reply {
				return fetch(t, "POST", p.public+"/graphql", heartbeat, "Content-Type: application/json", "Authorization: Bearer "+token)
			}
			if r := ask(); r.status != http.StatusOK || !strings.Contains(r.body, "NOT_FOUND") {
				t.Fatalf("at first: %d %s", r.status, r.body)
			}

			between.set(gone)
			eventually(t, 5*time.Second, "not ready", func() bool {
				return fetch(t, "GET", p.public+"/readyz", "").status == http.StatusServiceUnavailable
			})
			for range 2 {
				began := time.Now()
				r := ask()
				if took := time.Since(began); took > 6*time.Second || !strings.Contains(r.body, `"code":"INTERNAL"`) && !strings.Contains(r.body, `"code":"TIMEOUT"`) {
					t.Errorf("after %s: %d %s", took, r.status, r.body)
				}
			}
			if r := fetch(t, "GET", p.public+"/livez", ""); r.status != http.StatusNoContent {
				t.Errorf("livez is %d", r.status)
			}

			between.set(passing)
			eventually(t, 15*time.Second, "ready again", func() bool {
				return fetch(t, "GET", p.public+"/readyz", "").status == http.StatusNoContent
			})
			eventually(t, 15*time.Second, "served again", func() bool { return strings.Contains(ask().body, "NOT_FOUND") })
			if status, _ := p.stop(t); status != 0 {
				t.Errorf("ended with %d", status)
			}
		})
	}
}

const heartbeat = `{"query": "mutation { heartbeatRun(input: { runId: \"019a3c5e-7b1a-7c3e-9d2f-0a1b2c3d4e5f\" }) { userErrors { code } } }"}`
