package pgdev

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"

	"github.com/lib/pq"
)

var errStillRunning = errors.New("the server is asked to stop and still runs")

// cluster is one data directory and how its programs are run.
type cluster struct {
	bin   binaries
	home  string // data, log, lock and lease
	owner *syscall.Credential
}

func (c *cluster) data() string     { return filepath.Join(c.home, "data") }
func (c *cluster) log() string      { return filepath.Join(c.home, "postgres.log") }
func (c *cluster) lockPath() string { return filepath.Join(c.home, "lock") }

// open returns the URL of the wanted database on the running server, starting
// the server and creating the database when they are missing.
func (c *cluster) open(ctx context.Context, cfg Config) (url string, joined bool, err error) {
	port, joined := c.port()
	if joined {
		joined = answers(ctx, port)
	}
	if !joined {
		if err := c.initialise(); err != nil {
			return "", false, err
		}
		if port, err = c.launch(ctx, cfg.Durability); err != nil {
			return "", false, err
		}
	}
	if err := createDatabase(ctx, port, cfg.Database); err != nil {
		return "", false, fmt.Errorf("create database %s: %w", cfg.Database, err)
	}
	return urlOf(port, cfg.Database), joined, nil
}

func (c *cluster) initialise() error {
	if _, err := os.Stat(filepath.Join(c.data(), "PG_VERSION")); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	// Made beside and renamed: an interrupted initdb leaves a directory that looks whole.
	partial := c.data() + ".partial"
	if err := os.RemoveAll(partial); err != nil {
		return err
	}
	initdb := c.command(filepath.Join(c.bin.dir, "initdb"), "--pgdata", partial, "--username", "postgres",
		"--auth", "trust", "--encoding", "UTF8", "--locale", "C", "--no-sync", "--no-instructions")
	if out, err := initdb.CombinedOutput(); err != nil {
		return fmt.Errorf("initdb: %w: %s", err, out)
	}
	return os.Rename(partial, c.data())
}

// errSurvivors says that processes of a server that was killed have not noticed it yet.
var errSurvivors = errors.New("processes of a server that was killed are still there")

// survivors is what PostgreSQL says of them.
const survivors = "pre-existing shared memory block"

// launch starts the server and waits until it answers.
func (c *cluster) launch(ctx context.Context, durability Durability) (port int, err error) {
	crashed, _ := c.writtenPort()
	if port, err = freePort(ctx, crashed); err != nil {
		return 0, err
	}
	return port, poll(ctx, func() (bool, error) {
		err := c.launchAt(ctx, port, durability)
		if errors.Is(err, errSurvivors) {
			return false, nil
		}
		return err == nil, err
	})
}

func (c *cluster) launchAt(ctx context.Context, port int, durability Durability) error {
	log, err := os.Create(c.log())
	if err != nil {
		return err
	}
	defer log.Close()
	args := []string{"-D", c.data(), "-p", strconv.Itoa(port)}
	for _, setting := range settings(durability) {
		args = append(args, "-c", setting)
	}
	postgres := c.command(filepath.Join(c.bin.dir, "postgres"), args...)
	postgres.Stdout, postgres.Stderr = log, log
	if err := postgres.Start(); err != nil {
		return fmt.Errorf("start postgres: %w", err)
	}
	ended := reap(postgres)

	return poll(ctx, func() (bool, error) {
		select {
		case err := <-ended:
			out, _ := os.ReadFile(c.log())
			if strings.Contains(string(out), survivors) {
				return false, errSurvivors
			}
			return false, fmt.Errorf("postgres ended at once: %w: %s", err, out)
		default:
			_, ready := c.port()
			return ready, nil
		}
	})
}

func settings(durability Durability) []string {
	all := []string{
		"listen_addresses=127.0.0.1",
		"unix_socket_directories=", // their paths have a length limit that data directories exceed
		"max_connections=200",
		"shared_buffers=128MB",
		"timezone=UTC",
	}
	if durability == Volatile {
		all = append(all, "fsync=off", "synchronous_commit=off", "full_page_writes=off")
	}
	return all
}

// command runs a program as the owner, in a session of its own: an interrupt from
// the terminal is for us, who may still need the database.
func (c *cluster) command(program string, args ...string) *exec.Cmd {
	cmd := exec.Command(program, args...) //nolint:noctx // the server outlives the start that a context bounds
	cmd.Dir = c.home                      // the current directory may be closed to the owner
	cmd.Env = append(os.Environ(), "LC_ALL=C")
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: c.owner, Setsid: true}
	return cmd
}

// reap waits for a program aside, whose end would else leave a zombie.
func reap(program *exec.Cmd) (ended <-chan error) {
	end := make(chan error, 1)
	go func() { end <- program.Wait() }()
	return end
}

// port returns the running server's.
func (c *cluster) port() (port int, running bool) {
	port, ready := c.writtenPort()
	return port, ready && c.alive()
}

// writtenPort is that of a server which is ready, or crashed when it was, from the
// lines of postmaster.pid: process, data directory, start, port, socket directory,
// address, shared memory, status.
func (c *cluster) writtenPort() (port int, ready bool) {
	content, err := os.ReadFile(c.pidFile())
	lines := strings.Split(string(content), "\n")
	if err != nil || len(lines) < 8 || strings.TrimSpace(lines[7]) != "ready" {
		return 0, false
	}
	port, err = strconv.Atoi(lines[3])
	return port, err == nil
}

func (c *cluster) pidFile() string { return filepath.Join(c.data(), "postmaster.pid") }

// alive says whether the process of postmaster.pid exists: a crash leaves the file.
func (c *cluster) alive() bool {
	content, err := os.ReadFile(c.pidFile())
	first, _, _ := strings.Cut(string(content), "\n")
	pid, parseErr := strconv.Atoi(first)
	if err != nil || parseErr != nil {
		return false
	}
	err = syscall.Kill(pid, 0)
	return err == nil || errors.Is(err, syscall.EPERM)
}

// answers tells our server from a process that got the number of one that crashed.
func answers(ctx context.Context, port int) bool {
	var dialer net.Dialer
	conn, err := dialer.DialContext(ctx, "tcp", fmt.Sprintf("127.0.0.1:%d", port))
	if err != nil {
		return false
	}
	return conn.Close() == nil
}

// awaitEnd waits for a server that nobody holds any more.
func (c *cluster) awaitEnd(ctx context.Context) error {
	ctx, cancel := context.WithTimeoutCause(ctx, endWithin, errStillRunning)
	defer cancel()
	if err := poll(ctx, func() (bool, error) { return !c.alive(), nil }); err != nil {
		return fmt.Errorf("wait for the end of the server of %s: %w", c.pidFile(), err)
	}
	return nil
}

// freePort is the wanted one where it is free, so that programs find a server again
// after its crash, and else any; zero wants any.
func freePort(ctx context.Context, wanted int) (int, error) {
	var config net.ListenConfig
	listener, err := config.Listen(ctx, "tcp", fmt.Sprintf("127.0.0.1:%d", wanted))
	if err != nil && wanted != 0 {
		return freePort(ctx, 0)
	}
	if err != nil {
		return 0, err
	}
	defer listener.Close()
	return listener.Addr().(*net.TCPAddr).Port, nil
}

func urlOf(port int, database string) string {
	return fmt.Sprintf("postgres://postgres@127.0.0.1:%d/%s?sslmode=disable", port, database)
}

func createDatabase(ctx context.Context, port int, name string) error {
	db, err := sql.Open("postgres", urlOf(port, "postgres"))
	if err != nil {
		return err
	}
	defer db.Close()
	var exists bool
	err = db.QueryRowContext(ctx, "select exists (select from pg_database where datname = $1)", name).Scan(&exists)
	if err != nil || exists {
		return err
	}
	_, err = db.ExecContext(ctx, "create database "+pq.QuoteIdentifier(name))
	return err
}
