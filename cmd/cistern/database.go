package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"maps"
	"net"
	"net/url"
	"strings"
	"time"

	"github.com/lib/pq"

	"cistern/ent"
	"cistern/ent/migrations"
	"cistern/metering"
)

// Roles that the program works as. Neither may rewrite the ledger or the audit log (migrations 0001 and 0017).
const (
	peopleRole = "cistern_app"    // sees the contracts that its transaction names
	workerRole = "cistern_worker" // sees all: runs, jobs, and finding out who calls
)

// Pools are kept apart by what they do, so that slow reading cannot hold up runs.
const (
	readConnections   = 16
	ingestConnections = 4
)

// openPool opens connections for reading and small writes. Nothing may wait for long: a statement that does is ended by the server,
// and a connection that goes silent by the dialer.
func openPool(databaseURL, role string) (*sql.DB, error) {
	return open(databaseURL, readConnections, boundedDialer{}, bounded(url.Values{"role": {role}}))
}

// openIngestPool opens the connections of group commit.
func openIngestPool(databaseURL string) (*sql.DB, error) {
	parameters := url.Values{"role": {workerRole}}
	for name, value := range metering.PlannerSettings {
		parameters.Set(name, value)
	}
	return open(databaseURL, ingestConnections, boundedDialer{}, bounded(parameters))
}

// openPatientPool opens a connection for reading that may take minutes, such as verifying a contract with very many runs.
func openPatientPool(databaseURL string) (*sql.DB, error) {
	return open(databaseURL, 1, nil, url.Values{"role": {workerRole}, "lock_timeout": {"10000"}, "default_transaction_read_only": {"on"}})
}

// openOwnerPool opens connections for commands of an operator, as the user that the URL names: they may take their time.
func openOwnerPool(databaseURL string) (*sql.DB, error) {
	return open(databaseURL, 2, nil, url.Values{"lock_timeout": {"10000"}})
}

// clientOf is ent on a pool.
func clientOf(db *sql.DB) *ent.Client {
	return ent.NewClient(ent.Announcing(db, nil))
}

// bounded adds the limits of a program that serves.
func bounded(parameters url.Values) url.Values {
	out := url.Values{
		"statement_timeout":                   {"4000"},
		"lock_timeout":                        {"2000"},
		"idle_in_transaction_session_timeout": {"10000"},
	}
	maps.Copy(out, parameters)
	return out
}

func open(databaseURL string, connections int, dialer pq.Dialer, parameters url.Values) (*sql.DB, error) {
	address, err := databaseAddress(databaseURL, parameters)
	if err != nil {
		return nil, err
	}
	connector, err := pq.NewConnector(address)
	if err != nil {
		return nil, fmt.Errorf("DATABASE_URL: %w", err)
	}
	if dialer != nil {
		connector.Dialer(dialer)
	}
	db := sql.OpenDB(connector)
	db.SetMaxOpenConns(connections)
	db.SetMaxIdleConns(connections)
	return db, nil
}

// databaseAddress is the URL of the database with what our connections to it say of themselves.
func databaseAddress(databaseURL string, parameters url.Values) (string, error) {
	u, err := url.Parse(databaseURL)
	if err != nil {
		return "", errors.New("DATABASE_URL is not a URL")
	}
	query := u.Query()
	maps.Copy(query, parameters)
	query.Set("application_name", "cistern")
	query.Set("connect_timeout", "3")
	u.RawQuery = query.Encode()
	return u.String(), nil
}

// boundedDialer makes connections whose every exchange is bounded: lib/pq does not look at a context while it waits for a server
// that has vanished without closing the connection.
type boundedDialer struct{}

// exchangeTimeout is above statement_timeout, so that a live server ends a statement first.
const exchangeTimeout = 5 * time.Second

func (boundedDialer) Dial(network, address string) (net.Conn, error) {
	return boundedDialer{}.DialTimeout(network, address, exchangeTimeout)
}

func (boundedDialer) DialTimeout(network, address string, timeout time.Duration) (net.Conn, error) {
	dialer := net.Dialer{Timeout: timeout}
	conn, err := dialer.DialContext(context.Background(), network, address)
	if err != nil {
		return nil, err
	}
	return boundedConn{conn}, nil
}

type boundedConn struct{ net.Conn }

func (c boundedConn) Write(b []byte) (int, error) {
	if err := c.SetDeadline(time.Now().Add(exchangeTimeout)); err != nil {
		return 0, err
	}
	return c.Conn.Write(b)
}

// checkDatabase refuses a database that is not up to date, or that may lose what it has acknowledged.
func checkDatabase(ctx context.Context, db *sql.DB) error {
	pending, err := migrations.Pending(ctx, db)
	if pq.As(err, "22023") != nil { // no such role, which the first migration makes
		return errors.New("the database was never migrated: run 'cistern migrate'")
	}
	if err != nil {
		return err
	}
	if len(pending) > 0 {
		return fmt.Errorf("the database is not up to date: run 'cistern migrate' (missing %s)", strings.Join(pending, ", "))
	}
	for _, name := range []string{"fsync", "synchronous_commit", "full_page_writes"} {
		var value string
		if err := db.QueryRowContext(ctx, "select current_setting($1)", name).Scan(&value); err != nil {
			return fmt.Errorf("read %s: %w", name, err)
		}
		if value == "off" {
			return fmt.Errorf("the database runs with %s=off and may lose runs that it has acknowledged: switch it on", name)
		}
	}
	return nil
}
