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
	largest  int     // day
	cut      float64 // what was cut off it, as a part of what is left
}

// How many times the second largest day's use the largest may count, for what is expected and for the range.
const (
	spike     = 1.5
	wideSpike = 4
)

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
		largest, second := sorted[len(sorted)-1], sorted[len(sorted)-2]
		s.largest = slices.Index(s.use, largest)
		if s.use[s.largest] = min(largest, spike*second); second > 0 {
			s.cut = min(largest, wideSpike*second)/s.use[s.largest] - 1
		}
	}
	return s
}

// uncut is the use of a day as it counts for the range.
func (s series) uncut(day int) float64 {
	if day == s.largest {
		return s.use[day] * (1 + s.cut)
	}
	return s.use[day]
}

// worked is how many days there are up to the last with use.
func (s series) worked() int {
	last := len(s.use)
	for last > 0 && s.use[last-1] == 0 {
		last--
	}
	return last
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
