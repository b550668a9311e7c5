package main

import (
	"database/sql"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/lib/pq"
)

func TestMigrateTwice(t *testing.T) {
	t.Parallel()
	environ := []string{"DATABASE_URL=" + newDatabase(t, "template1")}
	first := runs(t, environ, "migrate")
	if first.status != 0 || !strings.Contains(first.stdout, "applied 0001_placement.sql\n") || !strings.HasSuffix(first.stdout, "the database is up to date\n") {
		t.Errorf("at first: %d %s%s", first.status, first.stdout, first.stderr)
	}
	second := runs(t, environ, "migrate")
	if second.status != 0 || second.stdout != "the database is up to date\n" || second.stderr != "" {
		t.Errorf("again: %d %s%s", second.status, second.stdout, second.stderr)
	}
}

func TestMigrateTogether(t *testing.T) {
	t.Parallel()
	address := newDatabase(t, "template1")
	var all sync.WaitGroup
	ended := make([]outcome, 3)
	for i := range ended {
		all.Go(func() { ended[i] = runs(t, []string{"DATABASE_URL=" + address}, "migrate") })
	}
	all.Wait()
	applied := 0
	for _, o := range ended {
		if o.status != 0 {
			t.Errorf("ended with %d: %s%s", o.status, o.stdout, o.stderr)
		}
		applied += strings.Count(o.stdout, "applied 0001_")
	}
	if applied != 1 {
		t.Errorf("the first file was applied %d times", applied)
	}
	db := openDatabase(t, address)
	month := "runs_" + time.Now().UTC().Format("2006_01")
	for _, table := range []string{"contracts", "river_job", month} {
		var found sql.NullString
		must(t, db.QueryRowContext(t.Context(), "select to_regclass($1)::text", table).Scan(&found))
		if !found.Valid {
			t.Errorf("there is no table %s", table)
		}
	}
	var valid bool
	must(t, db.QueryRowContext(t.Context(), "select bool_and(indisvalid) from pg_index").Scan(&valid))
	if !valid {
		t.Error("an index is not valid")
	}
}

func TestMigrateRefusesAFileThatWasChanged(t *testing.T) {
	t.Parallel()
	address := newDatabase(t, template)
	db := openDatabase(t, address)
	_, err := db.ExecContext(t.Context(), "update schema_migrations set checksum = 'other' where name = any($1)", pq.Array([]string{"0002_contracts.sql"}))
	must(t, err)
	o := runs(t, []string{"DATABASE_URL=" + address}, "migrate")
	if o.status != 1 || !strings.Contains(o.stderr, "0002_contracts.sql: was changed") {
		t.Errorf("ended with %d: %s%s", o.status, o.stdout, o.stderr)
	}
}
