package jobs_test

import (
	"context"
	"testing"

	"cistern/internal/dbtest"
)

// Partitions are there months ahead, although the role of the program may not make tables.
func TestPartitionsAreMadeAhead(t *testing.T) {
	t.Parallel()
	db := dbtest.New(t)
	work(t, db, dbtest.Epoch.AddDate(0, 1, 9))
	await(t, func(ctx context.Context) (made bool, err error) {
		err = db.SQL.QueryRowContext(ctx, "select to_regclass('runs_2027_03') is not null").Scan(&made)
		return made, err
	})
	if _, err := db.SQL.ExecContext(t.Context(), "create table runs_2040_01 (id uuid)"); err == nil {
		t.Error("the role of the program made a table by itself")
	}
}
