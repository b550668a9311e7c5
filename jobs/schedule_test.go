package jobs

import (
	"testing"
	"time"
)

func TestAtHour(t *testing.T) {
	t.Parallel()
	three := time.Date(2026, time.November, 30, 3, 0, 0, 0, time.UTC)
	for now, want := range map[time.Time]time.Time{
		three.Add(-time.Nanosecond): three,
		three:                       three.AddDate(0, 0, 1), // in another month
		three.Add(time.Nanosecond):  three.AddDate(0, 0, 1),
		three.In(time.FixedZone("", -12*60*60)).Add(-time.Hour): three,
	} {
		if next := atHour(3).Next(now); !next.Equal(want) {
			t.Errorf("after %s comes %s, want %s", now, next, want)
		}
	}
}
