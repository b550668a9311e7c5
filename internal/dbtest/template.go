package dbtest

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"fmt"
	"io/fs"

	"cistern/ent/migrations"

	"github.com/lib/pq"
)

// templateLock serialises processes that want the template at the same time.
const templateLock = 7311902

// prepareTemplate finds the template, or makes it: one per content of the
// migrations, by whichever process is the first to need it.
func (s *server) prepareTemplate(ctx context.Context) error {
	version, err := migrationsVersion()
	if err != nil {
		return err
	}
	s.template = "cistern_template_" + version

	// The transaction only holds the lock: databases are made outside of any.
	tx, err := s.admin.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if _, err := tx.ExecContext(ctx, "select pg_advisory_xact_lock($1)", templateLock); err != nil {
		return fmt.Errorf("lock: %w", err)
	}
	var exists bool
	err = tx.QueryRowContext(ctx, "select exists (select from pg_database where datname = $1)", s.template).Scan(&exists)
	if err != nil || exists {
		return err
	}
	return s.makeTemplate(ctx)
}

// makeTemplate gives the database its name last, so that an interrupted one is not taken for whole.
func (s *server) makeTemplate(ctx context.Context) error {
	partial := s.template + "_partial"
	for _, statement := range []string{
		"drop database if exists " + pq.QuoteIdentifier(partial) + " with (force)",
		"create database " + pq.QuoteIdentifier(partial),
	} {
		if _, err := s.admin.ExecContext(ctx, statement); err != nil {
			return err
		}
	}
	if err := migrate(ctx, s.urlOf(partial)); err != nil {
		return err
	}
	_, err := s.admin.ExecContext(ctx, "alter database "+pq.QuoteIdentifier(partial)+" rename to "+pq.QuoteIdentifier(s.template))
	return err
}

func migrate(ctx context.Context, url string) error {
	db, err := sql.Open("postgres", url)
	if err != nil {
		return err
	}
	defer db.Close()
	_, err = migrations.Apply(ctx, db)
	return err
}

// migrationsVersion is short because names of databases may have 63 bytes.
func migrationsVersion() (string, error) {
	names, err := fs.Glob(migrations.Files, "*.sql")
	if err != nil {
		return "", err
	}
	hash := sha256.New()
	for _, name := range names {
		text, err := migrations.Files.ReadFile(name)
		if err != nil {
			return "", err
		}
		fmt.Fprintf(hash, "%s %d\n%s", name, len(text), text)
	}
	return hex.EncodeToString(hash.Sum(nil))[:16], nil
}
