package main

import (
	"context"
	"database/sql"
	"fmt"
	"io"
	"log/slog"
	"time"

	"cistern/ent/migrations"
	"cistern/jobs"
	"cistern/metering"
)

func migrate(ctx context.Context, p program, args []string) error {
	flags := newFlags(p, "migrate", "", `Brings the database that DATABASE_URL names up to date: the tables, those of the job queue, and the
partitions of runs for the months ahead. It may be run at any time, by any number of processes; the
user of the URL owns the tables.`)
	if done, err := parse(flags, args); done || err != nil {
		return err
	}
	config, err := loadConfig(p.environ)
	if err != nil {
		return err
	}
	if config.DatabaseURL == "" {
		return fmt.Errorf("%s is not set", databaseURL)
	}
	db, err := openOwnerPool(config.DatabaseURL)
	if err != nil {
		return err
	}
	defer db.Close()
	return migrateDatabase(ctx, db, config.DatabaseURL, p.stdout, newLogger(p.stderr, slog.LevelWarn))
}

// migrationTurn is what processes that migrate the same database wait for: the job queue's migrations do not wait for each other.
const migrationTurn = 7311903

// migrateDatabase applies what is missing and tells of it, one process at a time.
func migrateDatabase(ctx context.Context, db *sql.DB, url string, told io.Writer, log *slog.Logger) error {
	turn, err := db.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("connect to migrate: %w", err)
	}
	defer turn.Rollback()
	if _, err := turn.ExecContext(ctx, "set local lock_timeout = 0"); err != nil {
		return fmt.Errorf("wait without limit: %w", err)
	}
	if _, err := turn.ExecContext(ctx, "select pg_advisory_xact_lock($1)", migrationTurn); err != nil {
		return fmt.Errorf("wait for another process that migrates: %w", err)
	}
	applied, err := migrations.Apply(ctx, db)
	for _, name := range applied {
		fmt.Fprintf(told, "applied %s\n", name)
	}
	if err != nil {
		return err
	}
	if err := jobs.Migrate(ctx, url, log); err != nil {
		return err
	}
	if err := metering.MakePartitions(ctx, db, time.Now()); err != nil {
		return err
	}
	fmt.Fprintln(told, "the database is up to date")
	return nil
}
