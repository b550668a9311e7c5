package report

import (
	"context"
	_ "embed"
	"fmt"
	"time"

	"github.com/lib/pq"

	"cistern/credit"
	"cistern/ent"
)

//go:embed days.sql
var daysSQL string

// UsageDay is the use of a workspace on one day of its contract's calendar.
type UsageDay struct {
	Date       credit.Date
	StartsAt   time.Time
	Credits    credit.Amount
	Cumulative credit.Amount // from the start of the period to the end of the day
	Succeeded  int           // runs that finished on the day
	Failed     int
}

// Days is the use day by day, oldest first: from the start of the period to its end or to the day of now, days without use included.
func Days(ctx context.Context, tx *ent.Tx, v View) ([]UsageDay, error) {
	days := v.days()
	starts, ends := make([]int64, len(days)), make([]int64, len(days))
	for i, day := range days {
		starts[i], ends[i] = day.Start.UnixMicro(), day.End.UnixMicro()
	}
	use, err := rows[UsageDay](ctx, tx, daysSQL, v.Contract, v.Workspace, pq.Array(starts), pq.Array(ends))
	if err != nil {
		return nil, fmt.Errorf("report days: %w", err)
	}
	for i, day := range days {
		use[i].Date, use[i].StartsAt = day.Date, day.Start
	}
	return use, nil
}
