package dbtest

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"

	"github.com/lib/pq"
)

// Roles that the program works as. Neither may change tables nor rewrite the ledger and the audit log.
const (
	workerRole = "cistern_worker" // sees all contracts
	peopleRole = "cistern_app"    // sees those that its transaction says
)

// openGuarded opens a database as the program does, on which a statement about
// one of the tenant tables fails when it does not name the contract. It is what
// keeps every statement distributable by contract, without a distributed server in CI.
func openGuarded(url, role string, tenantTables []string) (*sql.DB, error) {
	config, err := pq.NewConfig(url)
	if err != nil {
		return nil, fmt.Errorf("read the URL of the database: %w", err)
	}
	config.Runtime = map[string]string{"role": role}
	connector, err := pq.NewConnectorConfig(config)
	if err != nil {
		return nil, fmt.Errorf("read the URL of the database: %w", err)
	}
	return sql.OpenDB(&guardedConnector{connector, newTenantRule(tenantTables)}), nil
}

// tenantTables are those that have a contract_id. The table of the contracts
// themselves is keyed by id and not among them; nor is the directory of a
// person's contracts, which is what to ask when the contract is not known yet.
func tenantTables(ctx context.Context, url string) ([]string, error) {
	db, err := sql.Open("postgres", url)
	if err != nil {
		return nil, err
	}
	defer db.Close()
	var tables []string
	err = db.QueryRowContext(ctx, `
		select coalesce(array_agg(table_name), '{}')
		from information_schema.columns
		where table_schema = 'public' and column_name = 'contract_id' and table_name <> 'user_contracts'`).Scan(pq.Array(&tables))
	if err != nil {
		return nil, fmt.Errorf("read the names of the tenant tables: %w", err)
	}
	return tables, nil
}

type guardedConnector struct {
	*pq.Connector
	rule tenantRule
}

func (c *guardedConnector) Connect(ctx context.Context) (driver.Conn, error) {
	conn, err := c.Connector.Connect(ctx)
	if err != nil {
		return nil, err
	}
	whole, ok := conn.(pqConn)
	if !ok {
		return nil, fmt.Errorf("a connection of lib/pq lacks one of the interfaces that the guard passes on: %T", conn)
	}
	return &guardedConn{whole, c.rule}, nil
}

// pqConn is all that database/sql may ask of a connection of lib/pq.
type pqConn interface {
	driver.Conn
	driver.ConnBeginTx
	driver.ConnPrepareContext
	driver.ExecerContext
	driver.NamedValueChecker
	driver.Pinger
	driver.QueryerContext
	driver.SessionResetter
	driver.Validator
}

// guardedConn sees every statement before the server does, those of transactions
// included: they run on the connection.
type guardedConn struct {
	pqConn
	rule tenantRule
}

func (c *guardedConn) Prepare(query string) (driver.Stmt, error) {
	return c.PrepareContext(context.Background(), query)
}

func (c *guardedConn) PrepareContext(ctx context.Context, query string) (driver.Stmt, error) {
	if err := c.rule.check(query); err != nil {
		return nil, err
	}
	return c.pqConn.PrepareContext(ctx, query)
}

func (c *guardedConn) ExecContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Result, error) {
	if err := c.rule.check(query); err != nil {
		return nil, err
	}
	return c.pqConn.ExecContext(ctx, query, args)
}

func (c *guardedConn) QueryContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Rows, error) {
	if err := c.rule.check(query); err != nil {
		return nil, err
	}
	return c.pqConn.QueryContext(ctx, query, args)
}
