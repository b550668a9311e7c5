package credit_test

import (
	"testing"
	"time"

	"cistern/credit"
)

func TestBurstPasses_D13(t *testing.T) {
	t.Parallel()
	const credits = credit.Credit
	hour := time.Date(2026, time.November, 10, 14, 0, 0, 0, time.UTC)
	for name, c := range map[string]struct {
		before, after, pool credit.Amount
		now                 time.Duration // since the hour began
		want                bool
	}{
		"200 credits are not more than 200":   {0, 200 * credits, 0, time.Minute, false},
		"a millionth more is":                 {0, 200*credits + 1, 4000 * credits, time.Minute, true},
		"5 % of a large pool":                 {0, 500 * credits, 10_000 * credits, time.Minute, false},
		"more than 5 % of it":                 {400 * credits, 501 * credits, 10_000 * credits, time.Minute, true},
		"had passed before":                   {201 * credits, 900 * credits, 0, time.Minute, false},
		"told of within an hour of its end":   {0, 300 * credits, 0, 2*time.Hour - time.Nanosecond, true},
		"told of later than that":             {0, 300 * credits, 0, 2 * time.Hour, false},
		"the largest pool does not overflow ": {0, credit.MaxAmount, credit.MaxAmount, 0, true},
	} {
		t.Run(name, func(t *testing.T) {
			b := credit.Burst{Hour: hour, Before: c.before, After: c.after, Pool: c.pool}
			if got := b.Passes(hour.Add(c.now)); got != c.want {
				t.Errorf("passes %s: %v", b.Limit(), got)
			}
		})
	}
}

func TestNewcomer_D13(t *testing.T) {
	t.Parallel()
	made := time.Date(2026, time.November, 10, 14, 0, 0, 0, time.UTC)
	week := made.AddDate(0, 0, 7)
	for name, c := range map[string]struct {
		runs int64
		now  time.Time
		want bool
	}{
		"young with many runs": {5000, week.Add(-1), true},
		"old with few runs":    {19, week.AddDate(1, 0, 0), true},
		"neither":              {20, week, false},
	} {
		if got := (credit.Newcomer{CreatedAt: made, Runs: c.runs}).IsNew(c.now); got != c.want {
			t.Errorf("%s: new is %v", name, got)
		}
	}
}
