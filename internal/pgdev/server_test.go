package pgdev

import (
	"bufio"
	"database/sql"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"

	_ "github.com/lib/pq"
)

func TestServer(t *testing.T) {
	t.Parallel()
	t.Run("KeepsDataAcrossRestarts", func(t *testing.T) {
		t.Parallel()
		cfg := Config{Dir: openDir(t), Database: "demo"}
		first := mustStart(t, cfg)
		mustExec(t, first.URL, "create table notes (text text)")
		mustExec(t, first.URL, "insert into notes values ('kept')")
		mustStop(t, first)

		second := mustStart(t, cfg)
		defer mustStop(t, second)
		if second.Joined {
			t.Error("the stopped server was joined")
		}
		if got := query(t, second.URL, "select text from notes"); got != "kept" {
			t.Errorf("read %q", got)
		}
	})

	t.Run("StopsWithItsLastUser", func(t *testing.T) {
		t.Parallel()
		cfg := Config{Dir: openDir(t), Database: "demo", Durability: Volatile}
		first, second := mustStart(t, cfg), mustStart(t, cfg)
		if !second.Joined || second.URL != first.URL {
			t.Errorf("joined %t at %s, want true at %s", second.Joined, second.URL, first.URL)
		}
		mustStop(t, first)
		query(t, second.URL, "select 1")
		mustStop(t, second)
		if second.cluster.alive() {
			t.Error("the server still runs")
		}
	})

	t.Run("StartsOnceForManyAtTheSameTime", func(t *testing.T) {
		t.Parallel()
		cfg := Config{Dir: openDir(t), Database: "demo", Durability: Volatile}
		var started atomic.Int32
		var all sync.WaitGroup
		for range 8 {
			all.Go(func() {
				server, err := Start(t.Context(), cfg)
				if err != nil {
					t.Error(err)
					return
				}
				t.Cleanup(func() { mustStop(t, server) })
				if !server.Joined {
					started.Add(1)
				}
			})
		}
		all.Wait()
		if started.Load() != 1 {
			t.Errorf("%d of them started a server", started.Load())
		}
	})

	t.Run("StopsWhenItsUserIsKilled", func(t *testing.T) {
		t.Parallel()
		dir := openDir(t)
		user := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestUserUntilKilled$")
		user.Env = append(os.Environ(), "PGDEV_TEST_DIR="+dir)
		stdout, err := user.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := user.Start(); err != nil {
			t.Fatal(err)
		}
		url, err := bufio.NewReader(stdout).ReadString('\n')
		if err != nil {
			t.Fatal(err)
		}
		query(t, strings.TrimSpace(url), "select 1")
		_ = user.Process.Kill()
		_ = user.Wait()

		homes, err := filepath.Glob(filepath.Join(dir, "postgresql-*"))
		if err != nil || len(homes) != 1 {
			t.Fatalf("homes %v, %v", homes, err)
		}
		killed := &cluster{home: homes[0]}
		if err := killed.awaitEnd(t.Context()); err != nil {
			t.Error(err)
		}
	})

	t.Run("StartsAgainAfterACrash", func(t *testing.T) {
		t.Parallel()
		cfg := Config{Dir: openDir(t), Database: "demo"}
		crashed := mustStart(t, cfg)
		defer mustStop(t, crashed)
		mustExec(t, crashed.URL, "create table notes as select 'kept' as text")
		kill(t, crashed.cluster)

		again := mustStart(t, cfg)
		defer mustStop(t, again)
		if got := query(t, again.URL, "select text from notes"); got != "kept" || again.Joined {
			t.Errorf("read %q, joined %t", got, again.Joined)
		}
		if again.URL != crashed.URL {
			t.Errorf("it moved from %s to %s", crashed.URL, again.URL)
		}
	})

	t.Run("StartsAgainOnceTheLastProcessOfACrashIsGone", func(t *testing.T) {
		t.Parallel()
		cfg := Config{Dir: openDir(t), Database: "demo"}
		crashed := mustStart(t, cfg)
		defer mustStop(t, crashed)
		survivor, err := strconv.Atoi(query(t, crashed.URL, "select pg_backend_pid()"))
		if err != nil {
			t.Fatal(err)
		}
		if err := syscall.Kill(survivor, syscall.SIGSTOP); err != nil {
			t.Fatal(err)
		}
		var freed sync.WaitGroup
		t.Cleanup(freed.Wait)
		freed.Go(func() {
			met := poll(t.Context(), func() (bool, error) {
				log, err := os.ReadFile(crashed.cluster.log())
				return strings.Contains(string(log), survivors), err
			})
			if err := errors.Join(met, syscall.Kill(survivor, syscall.SIGCONT)); err != nil {
				t.Error(err)
			}
		})
		kill(t, crashed.cluster)
		again := mustStart(t, cfg)
		defer mustStop(t, again)
		if got := query(t, again.URL, "select 'answers'"); got != "answers" || again.Joined {
			t.Errorf("read %q, joined %t", got, again.Joined)
		}
	})

	t.Run("CommitsAsDurablyAsAsked", func(t *testing.T) {
		t.Parallel()
		for durability, want := range map[Durability]string{Durable: "on", Volatile: "off"} {
			server := mustStart(t, Config{Dir: openDir(t), Database: "demo", Durability: durability})
			for _, setting := range []string{"fsync", "synchronous_commit", "full_page_writes"} {
				if got := query(t, server.URL, "show "+setting); got != want {
					t.Errorf("durability %d: %s is %s", durability, setting, got)
				}
			}
			mustStop(t, server)
		}
	})
}

// TestUserUntilKilled is the process that StopsWhenItsUserIsKilled kills.
func TestUserUntilKilled(t *testing.T) {
	dir := os.Getenv("PGDEV_TEST_DIR")
	if dir == "" {
		return
	}
	server := mustStart(t, Config{Dir: dir, Database: "demo", Durability: Volatile})
	_, _ = os.Stdout.WriteString(server.URL + "\n")
	select {}
}

func TestHandOver(t *testing.T) {
	t.Parallel()
	closed := filepath.Join(t.TempDir(), "closed")
	if err := os.Mkdir(closed, 0o700); err != nil {
		t.Fatal(err)
	}
	err := handOver(filepath.Join(closed, "home"), &syscall.Credential{Uid: 65534, Gid: 65534})
	if err == nil || !strings.Contains(err.Error(), closed+" is closed to other users") {
		t.Errorf("got %v", err)
	}
}

// openDir is a temporary directory that the owner of the server can reach.
func openDir(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.Chmod(filepath.Dir(dir), 0o755); err != nil {
		t.Fatal(err)
	}
	return dir
}

func mustStart(t *testing.T, cfg Config) *Server {
	t.Helper()
	server, err := Start(t.Context(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	return server
}

func mustStop(t *testing.T, server *Server) {
	t.Helper()
	if err := server.Stop(); err != nil {
		t.Error(err)
	}
}

func mustExec(t *testing.T, url, statement string) {
	t.Helper()
	db := open(t, url)
	if _, err := db.ExecContext(t.Context(), statement); err != nil {
		t.Error(err)
	}
}

func query(t *testing.T, url, statement string) (value string) {
	t.Helper()
	if err := open(t, url).QueryRowContext(t.Context(), statement).Scan(&value); err != nil {
		t.Error(err)
	}
	return value
}

func open(t *testing.T, url string) *sql.DB {
	t.Helper()
	db, err := sql.Open("postgres", url)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return db
}

func kill(t *testing.T, c *cluster) {
	t.Helper()
	content, err := os.ReadFile(c.pidFile())
	if err != nil {
		t.Fatal(err)
	}
	first, _, _ := strings.Cut(string(content), "\n")
	pid, err := strconv.Atoi(first)
	if err != nil {
		t.Fatal(err)
	}
	if err := syscall.Kill(pid, syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	if err := c.awaitEnd(t.Context()); err != nil {
		t.Fatal(err)
	}
}
