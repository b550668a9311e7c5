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
	month := monthOf(now)
	for range monthsAhead + 1 {
		if _, err := db.ExecContext(ctx, "select make_runs_partition($1::date)", month.Format(time.DateOnly)); err != nil {
			return fmt.Errorf("make partition of runs for %s: %w", month.Format("2006-01"), err)
		}
		month = month.AddDate(0, 1, 0)
	}
	return nil
}

// DetachPartitions takes the partitions of runs out of the table that are older than so many full months. A month with a run that
// still goes stays.
func DetachPartitions(ctx context.Context, db *sql.DB, months int, now time.Time) error {
	firstKept := monthOf(now).AddDate(0, -months, 0)
	if _, err := db.ExecContext(ctx, "select detach_runs_before($1::date)", firstKept.Format(time.DateOnly)); err != nil {
		return fmt.Errorf("detach partitions of runs before %s: %w", firstKept.Format("2006-01"), err)
	}
	return nil
}

// monthOf is the first instant of the month of ids in which a run is made now.
func monthOf(now time.Time) time.Time {
	return time.Date(now.UTC().Year(), now.UTC().Month(), 1, 0, 0, 0, 0, time.UTC)
}
