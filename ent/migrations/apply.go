// Package migrations holds the numbered SQL files that make the database, and applies them.
package migrations

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"embed"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/lib/pq"
)

// Files are the migrations in order of their names. A statement ends with a semicolon and an empty line.
//
//go:embed *.sql
var Files embed.FS

const journal = `
create table if not exists schema_migrations (
  name text primary key,
  checksum text not null,
  applied_at timestamptz not null default now()
)`

// lockKey serialises processes that migrate the same database at the same time.
const lockKey = 7311901

// Apply brings the database up to date and returns the names of the files that it applied, none when there was nothing to do.
// Each file is one transaction. Tables with a contract_id that they made are isolated by contract at the end. A file that changed after it was applied is an error: write a new one.
func Apply(ctx context.Context, db *sql.DB) (applied []string, err error) {
	conn, err := db.Conn(ctx)
	if err != nil {
		return nil, fmt.Errorf("connect to migrate: %w", err)
	}
	defer conn.Close()
	if _, err := conn.ExecContext(ctx, `select pg_advisory_lock($1)`, lockKey); err != nil {
		return nil, fmt.Errorf("lock migrations: %w", err)
	}
	defer func() {
		_, unlockErr := conn.ExecContext(context.WithoutCancel(ctx), `select pg_advisory_unlock($1)`, lockKey)
		err = errors.Join(err, unlockErr)
	}()
	if _, err := conn.ExecContext(ctx, journal); err != nil {
		return nil, fmt.Errorf("make the journal of migrations: %w", err)
	}
	names, err := fs.Glob(Files, "*.sql")
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		ran, err := applyFile(ctx, conn, name)
		if err != nil {
			return applied, fmt.Errorf("migration %s: %w", name, err)
		}
		if ran {
			applied = append(applied, name)
		}
	}
	if len(applied) > 0 {
		if _, err := conn.ExecContext(ctx, `select app_isolate()`); err != nil {
			return applied, fmt.Errorf("isolate the tables of tenants: %w", err)
		}
	}
	return applied, nil
}

// Pending returns the names of the files that have not been applied; it changes nothing.
func Pending(ctx context.Context, db *sql.DB) ([]string, error) {
	var journalled bool
	if err := db.QueryRowContext(ctx, `select to_regclass('schema_migrations') is not null`).Scan(&journalled); err != nil {
		return nil, fmt.Errorf("look for the journal of migrations: %w", err)
	}
	names, err := fs.Glob(Files, "*.sql")
	if err != nil || !journalled {
		return names, err
	}
	var applied pq.StringArray
	if err := db.QueryRowContext(ctx, `select coalesce(array_agg(name), '{}') from schema_migrations`).Scan(&applied); err != nil {
		return nil, fmt.Errorf("read the journal of migrations: %w", err)
	}
	return slices.DeleteFunc(names, func(name string) bool { return slices.Contains(applied, name) }), nil
}

func applyFile(ctx context.Context, conn *sql.Conn, name string) (bool, error) {
	text, err := Files.ReadFile(name)
	if err != nil {
		return false, err
	}
	sum := sha256.Sum256(text)
	checksum := hex.EncodeToString(sum[:])
	var known string
	switch err := conn.QueryRowContext(ctx, `select checksum from schema_migrations where name = $1`, name).Scan(&known); {
	case err == nil && known == checksum:
		return false, nil
	case err == nil:
		return false, errors.New("was changed after it had been applied; write a new migration instead")
	case !errors.Is(err, sql.ErrNoRows):
		return false, err
	}
	tx, err := conn.BeginTx(ctx, nil)
	if err != nil {
		return false, err
	}
	defer tx.Rollback()
	for _, statement := range strings.Split(string(text), ";\n\n") {
		if _, err := tx.ExecContext(ctx, statement); err != nil {
			return false, fmt.Errorf("%w in:\n%s", err, statement)
		}
	}
	if _, err := tx.ExecContext(ctx, `insert into schema_migrations (name, checksum) values ($1, $2)`, name, checksum); err != nil {
		return false, err
	}
	return true, tx.Commit()
}
