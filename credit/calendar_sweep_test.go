package credit_test

import (
	"maps"
	"slices"
	"testing"
	"time"

	"cistern/credit"
)

const (
	sweepFrom = 2000 // years, both inclusive
	sweepTo   = 2050
	day       = 24 * 60 * 60 // seconds
)

var firstDay = time.Date(sweepFrom, time.January, 1, 0, 0, 0, 0, time.UTC)

// TestPeriodsTileTimeInEveryZone (D2) walks every boundary of every zone, service day and month of the sweep, some eight
// million, and holds each against day starts that were found another way. With -short it takes every twentieth zone.
func TestPeriodsTileTimeInEveryZone(t *testing.T) {
	t.Parallel()
	zones := requireZones(t)
	for i, name := range slices.Sorted(maps.Keys(zones)) {
		if testing.Short() && i%20 != 0 {
			continue
		}
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			starts := dayStarts(zones[name])
			for serviceDay := 1; serviceDay <= 31; serviceDay++ {
				sweepServiceDay(t, credit.Calendar{ServiceDay: serviceDay, Zone: zones[name]}, starts)
			}
		})
	}
}

func sweepServiceDay(t *testing.T, calendar credit.Calendar, starts []time.Time) {
	t.Helper()
	var expected []time.Time
	for year := sweepFrom; year <= sweepTo; year++ {
		for month := time.January; month <= time.December; month++ {
			date := time.Date(year, month, min(calendar.ServiceDay, daysIn(year, month)), 0, 0, 0, 0, time.UTC)
			expected = append(expected, starts[date.Sub(firstDay)/(24*time.Hour)])
		}
	}
	for i := 1; i < len(expected)-1; i++ {
		before := credit.Period{Start: expected[i-1], End: expected[i]}
		from := credit.Period{Start: expected[i], End: expected[i+1]}
		if got := calendar.PeriodAt(from.Start); got != from {
			t.Fatalf("day %d: period at %v is %v, want %v", calendar.ServiceDay, from.Start, got, from)
		}
		if got := calendar.PeriodAt(from.Start.Add(-time.Nanosecond)); got != before {
			t.Fatalf("day %d: period just before %v is %v, want %v", calendar.ServiceDay, from.Start, got, before)
		}
	}
}

func daysIn(year int, month time.Month) int {
	switch month {
	case time.April, time.June, time.September, time.November:
		return 30
	case time.February:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	default:
		return 31
	}
}

// span is a stretch of time with one offset from UTC, in seconds; it ends where the next one starts.
type span struct{ start, offset int64 }

// dayStarts finds for every date of the sweep, in order, the first second at which the clocks read its midnight or
// later. It asks a zone only what its clocks show at an instant, never when they change.
func dayStarts(zone *time.Location) []time.Time {
	var starts []time.Time
	spans := findSpans(zone)
	for midnight := firstDay; midnight.Year() <= sweepTo; midnight = midnight.AddDate(0, 0, 1) {
		for len(spans) > 1 && spans[1].start < midnight.Unix()-2*day {
			spans = spans[1:]
		}
		starts = append(starts, time.Unix(firstReading(midnight.Unix(), spans), 0).UTC())
	}
	return starts
}

// firstReading is the first second at which clocks read the given second of their own time or a later one.
func firstReading(reading int64, spans []span) int64 {
	for i, s := range spans {
		second := max(reading-s.offset, s.start)
		if i+1 == len(spans) || second < spans[i+1].start {
			return second
		}
	}
	panic("no spans")
}

// findSpans compares the offset from day to day and halves the day in which it changed down to the second.
func findSpans(zone *time.Location) []span {
	offsetAt := func(second int64) int64 {
		_, offset := time.Unix(second, 0).In(zone).Zone()
		return int64(offset)
	}
	from, to := firstDay.Unix()-3*day, firstDay.AddDate(sweepTo-sweepFrom+1, 0, 3).Unix()
	spans := []span{{from, offsetAt(from)}}
	for at := from; at < to; at += day {
		low, high := at, at+day
		if offsetAt(high) == offsetAt(low) {
			continue
		}
		for high-low > 1 {
			if middle := (low + high) / 2; offsetAt(middle) == offsetAt(at) {
				low = middle
			} else {
				high = middle
			}
		}
		spans = append(spans, span{high, offsetAt(high)})
	}
	return spans
}
