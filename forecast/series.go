package forecast

import (
	"slices"
	"time"

	"cistern/credit"
)

// series is the use of an agent on each whole day since its first day of use.
type series struct {
	use      []float64
	weekdays []time.Weekday
	today    float64 // so far
}

// spike is how many times the second largest day's use the largest may count.
const spike = 1.5

// newSeries cuts a single spike.
func newSeries(use []credit.Amount, weekdays []time.Weekday) series {
	today := len(weekdays)
	s := series{today: float64(use[today])}
	begin := slices.IndexFunc(use[:today], func(a credit.Amount) bool { return a > 0 })
	if begin < 0 {
		return s
	}
	s.weekdays = weekdays[begin:]
	for _, amount := range use[begin:today] {
		s.use = append(s.use, float64(amount))
	}
	if sorted := slices.Sorted(slices.Values(s.use)); len(sorted) > 1 {
		s.use[slices.Index(s.use, sorted[len(sorted)-1])] = min(sorted[len(sorted)-1], spike*sorted[len(sorted)-2])
	}
	return s
}

// together adds up series that end on the same day, the last of these weekdays.
func together(all []series, weekdays []time.Weekday) series {
	longest := 0
	for _, s := range all {
		longest = max(longest, len(s.use))
	}
	total := series{use: make([]float64, longest), weekdays: weekdays[len(weekdays)-longest:]}
	for _, s := range all {
		for i, use := range s.use {
			total.use[longest-len(s.use)+i] += use
		}
	}
	return total
}
