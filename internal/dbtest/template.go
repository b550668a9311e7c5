package dbtest

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"fmt"
	"io/fs"
	"log/slog"

	"cistern/ent/migrations"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/lib/pq"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/rivermigrate"
)

// templateLock serialises processes that want the template at the same time.
const templateLock = 7311902

// prepareTemplate finds the template, or makes it: one per content of the
// migrations, ours and the job queue's, by whichever process is the first to need it.
func (s *server) prepareTemplate(ctx context.Context) error {
	version, err := templateVersion()
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

// migrate makes our tables and those of the job queue. It does not go through package jobs, so that the tests of everything below
// jobs may use this package.
func migrate(ctx context.Context, url string) error {
	db, err := sql.Open("postgres", url)
	if err != nil {
		return err
	}
	defer db.Close()
	if _, err := migrations.Apply(ctx, db); err != nil {
		return err
	}
	pool, err := pgxpool.New(ctx, url)
	if err != nil {
		return err
	}
	defer pool.Close()
	queue, err := queueMigrator(pool)
	if err != nil {
		return err
	}
	_, err = queue.Migrate(ctx, rivermigrate.DirectionUp, nil)
	return err
}

func queueMigrator(pool *pgxpool.Pool) (*rivermigrate.Migrator[pgx.Tx], error) {
	return rivermigrate.New(riverpgxv5.New(pool), &rivermigrate.Config{Logger: slog.New(slog.DiscardHandler)})
}

// templateVersion is short because names of databases may have 63 bytes.
func templateVersion() (string, error) {
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
	queue, err := queueMigrator(nil)
	if err != nil {
		return "", err
	}
	fmt.Fprintf(hash, "job queue %d", len(queue.AllVersions()))
	return hex.EncodeToString(hash.Sum(nil))[:16], nil
}
