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
	starts, ends := v.dayBounds()
	use, err := rows[UsageDay](ctx, tx, daysSQL, v.Contract, v.Workspace, starts, ends)
	if err != nil {
		return nil, fmt.Errorf("report days: %w", err)
	}
	for i, day := range v.days() {
		use[i].Date, use[i].StartsAt = day.Date, day.Start
	}
	return use, nil
}

// dayBounds are the starts of the view's days and their ends, in microseconds, as SQL takes them.
func (v View) dayBounds() (starts, ends pq.Int64Array) {
	for _, day := range v.days() {
		starts, ends = append(starts, day.Start.UnixMicro()), append(ends, day.End.UnixMicro())
	}
	return starts, ends
}
