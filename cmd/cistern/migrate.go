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

// migrateDatabase applies what is missing and tells of it.
func migrateDatabase(ctx context.Context, db *sql.DB, url string, told io.Writer, log *slog.Logger) error {
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
