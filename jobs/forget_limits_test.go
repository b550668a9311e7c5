package jobs_test

import (
	"context"
	"testing"
	"time"

	"cistern/internal/dbtest"
)

func TestLimitsThatCameBackAreForgotten(t *testing.T) {
	t.Parallel()
	db := dbtest.New(t)
	_, err := db.SQL.ExecContext(t.Context(), `insert into rate_limits (key, full_at) values ('past', $1), ('present', $2)`,
		dbtest.Epoch.Add(-2*time.Minute), dbtest.Epoch.Add(time.Minute))
	must(t, err)
	work(t, db, dbtest.Epoch)
	await(t, func(ctx context.Context) (forgotten bool, err error) {
		err = db.SQL.QueryRowContext(ctx, `select count(*) = 1 and bool_and(key = 'present') from rate_limits`).Scan(&forgotten)
		return forgotten, err
	})
}
