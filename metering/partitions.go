package metering

import (
	"context"
	"database/sql"
	"fmt"
	"time"
)

// monthsAhead is how many partitions of runs are made before they are needed.
const monthsAhead = 3

// MakePartitions makes the partitions of runs for this month and the next ones. A month whose runs have gone to the default partition
// already stays there.
func MakePartitions(ctx context.Context, db *sql.DB, now time.Time) error {
	month := time.Date(now.UTC().Year(), now.UTC().Month(), 1, 0, 0, 0, 0, time.UTC)
	for range monthsAhead + 1 {
		if _, err := db.ExecContext(ctx, "select make_runs_partition($1::date)", month.Format(time.DateOnly)); err != nil {
			return fmt.Errorf("make partition of runs for %s: %w", month.Format("2006-01"), err)
		}
		month = month.AddDate(0, 1, 0)
	}
	return nil
}
