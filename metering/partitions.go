package metering

import (
	"context"
	"database/sql"
	"fmt"
	"time"
)

// monthsAhead is how many partitions of runs are made before they are needed.
const monthsAhead = 3

// MakePartitions makes the partitions of runs for this month and the next ones. It needs the owner of the tables. A month whose
// runs have gone to the default partition already stays there.
func MakePartitions(ctx context.Context, db *sql.DB, now time.Time) error {
	month := time.Date(now.UTC().Year(), now.UTC().Month(), 1, 0, 0, 0, 0, time.UTC)
	for range monthsAhead + 1 {
		next := month.AddDate(0, 1, 0)
		if err := makePartition(ctx, db, month, next); err != nil {
			return fmt.Errorf("make partition of runs for %s: %w", month.Format("2006-01"), err)
		}
		month = next
	}
	return nil
}

func makePartition(ctx context.Context, db *sql.DB, from, to time.Time) error {
	name := "runs_" + from.Format("2006_01")
	var needed bool
	err := db.QueryRowContext(ctx, `
		select to_regclass($1) is null
		  and not exists (select from runs_default where contract_id is not null and id >= uuid7_floor($2) and id < uuid7_floor($3))`,
		name, from, to).Scan(&needed)
	if err != nil || !needed {
		return err
	}
	_, err = db.ExecContext(ctx, fmt.Sprintf(
		`create table %s partition of runs for values from ('%s') to ('%s')`, name, floor(from), floor(to)))
	return err
}

// floor is the smallest UUIDv7 of an instant.
func floor(t time.Time) string {
	ms := t.UnixMilli()
	return fmt.Sprintf("%08x-%04x-7000-8000-000000000000", ms>>16, ms&0xffff)
}
