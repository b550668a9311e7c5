// Package dbtest gives every test a real database of its own, made from the
// migrations, on which a statement that crosses contracts by accident fails.
//
// The server is the one that DATABASE_URL names, by a user who may create
// databases, or else a volatile one that all test processes of the user share
// and that stops after the last of them.
package dbtest

import (
	"context"
	"crypto/rand"
	"database/sql"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"cistern/internal/pgdev"

	"github.com/lib/pq"
	"go.uber.org/goleak"
)

// maxConnections of one test leave room on the server for others at the same time.
const maxConnections = 30

// DB is an empty, migrated database that only one test uses.
type DB struct {
	// SQL works as the program does across contracts, and fails statements on a tenant table that do not name contract_id.
	SQL *sql.DB
	// People is the same for what serves people: it sees the contracts of the setting app.contracts, and nothing without it.
	People *sql.DB
	// URL of the same database by its owner, for what opens connections of its own: they are not guarded.
	URL string
}

// New makes a database and drops it when the test and its subtests have ended.
func New(t testing.TB) *DB {
	t.Helper()
	server, err := sharedServer()
	if err != nil {
		t.Fatal(err)
	}
	name := fmt.Sprintf("%s%d_%s", namePrefix, os.Getpid(), strings.ToLower(rand.Text()[:12]))
	if err := server.create(t.Context(), name); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := server.drop(context.Background(), name); err != nil {
			t.Error(err)
		}
	})
	db := &DB{URL: server.urlOf(name)}
	tables, err := tenantTables(t.Context(), db.URL)
	if err != nil {
		t.Fatal(err)
	}
	db.SQL = open(t, db.URL, workerRole, tables)
	db.People = open(t, db.URL, peopleRole, tables)
	return db
}

// Lasting are the goroutines of the server, which lives as long as the process: no leak of the tests.
func Lasting() []goleak.Option {
	return []goleak.Option{
		goleak.IgnoreAnyFunction("cistern/internal/pgdev.reap.func1"),
		goleak.IgnoreAnyFunction("database/sql.(*DB).connectionOpener"),
	}
}

func open(t testing.TB, url, role string, tenantTables []string) *sql.DB {
	t.Helper()
	db, err := openGuarded(url, role, tenantTables)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	db.SetMaxOpenConns(maxConnections)
	return db
}

// server makes databases out of a migrated template.
type server struct {
	url      *url.URL
	admin    *sql.DB
	template string
	private  *pgdev.Server // held to the end of the process; nil for the server of DATABASE_URL
}

// sharedServer is made once for the process.
var sharedServer = sync.OnceValues(func() (*server, error) {
	ctx := context.Background()
	if address := os.Getenv("DATABASE_URL"); address != "" {
		return newServer(ctx, address, nil)
	}
	return privateServer(ctx)
})

func privateServer(ctx context.Context) (*server, error) {
	cache, err := pgdev.CacheDir()
	if err != nil {
		return nil, err
	}
	private, err := pgdev.Start(ctx, pgdev.Config{
		Dir:        filepath.Join(cache, "test"),
		Database:   "postgres",
		Durability: pgdev.Volatile,
	})
	if err != nil {
		return nil, fmt.Errorf("start the server for tests: %w", err)
	}
	return newServer(ctx, private.URL, private)
}

func newServer(ctx context.Context, address string, private *pgdev.Server) (*server, error) {
	parsed, err := url.Parse(address)
	if err != nil {
		return nil, fmt.Errorf("read the URL of the server for tests: %w", err)
	}
	admin, err := sql.Open("postgres", address)
	if err != nil {
		return nil, err
	}
	s := &server{url: parsed, admin: admin, private: private}
	if private != nil {
		if err := s.dropLeftovers(ctx); err != nil {
			return nil, fmt.Errorf("drop the databases of killed tests: %w", err)
		}
	}
	if err := s.prepareTemplate(ctx); err != nil {
		return nil, fmt.Errorf("prepare the template of the databases for tests: %w", err)
	}
	return s, nil
}

func (s *server) urlOf(database string) string {
	other := *s.url
	other.Path = "/" + database
	return other.String()
}

func (s *server) create(ctx context.Context, name string) error {
	_, err := s.admin.ExecContext(ctx, "create database "+pq.QuoteIdentifier(name)+" template "+pq.QuoteIdentifier(s.template))
	if err != nil {
		return fmt.Errorf("create database %s: %w", name, err)
	}
	return nil
}

func (s *server) drop(ctx context.Context, name string) error {
	if _, err := s.admin.ExecContext(ctx, "drop database if exists "+pq.QuoteIdentifier(name)+" with (force)"); err != nil {
		return fmt.Errorf("drop database %s: %w", name, err)
	}
	return nil
}
