package migrations_test

import (
	"database/sql"
	"strings"
	"testing"

	"cistern/ent/migrations"
	"cistern/internal/dbtest"
)

func TestApply(t *testing.T) {
	t.Parallel()
	owner, err := sql.Open("postgres", dbtest.New(t).URL)
	if err != nil {
		t.Fatal(err)
	}
	defer owner.Close()

	pending, err := migrations.Pending(t.Context(), owner)
	if err != nil || len(pending) > 0 {
		t.Errorf("of a migrated database are pending %v, %v", pending, err)
	}
	applied, err := migrations.Apply(t.Context(), owner)
	if err != nil || len(applied) > 0 {
		t.Errorf("applied %v again, %v", applied, err)
	}

	const changed = "update schema_migrations set checksum = 'of other content' where name = '0005_runs.sql'"
	if _, err := owner.ExecContext(t.Context(), changed); err != nil {
		t.Fatal(err)
	}
	if _, err := migrations.Apply(t.Context(), owner); err == nil || !strings.Contains(err.Error(), "0005_runs.sql: was changed") {
		t.Errorf("a file that changed after it was applied: %v", err)
	}
}
