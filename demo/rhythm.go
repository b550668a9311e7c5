package demo

import (
	"math"
	"math/rand/v2"
	"time"
)

// Rhythm is when an agent works.
type Rhythm int

// The rhythms.
const (
	Never       Rhythm = iota
	OfficeHours        // on weekdays
	EveryDay           // less on weekends
	Nightly            // one run after the other from two o'clock
	Weekly             // on Mondays
	Bursty             // much on a few days, nothing on the others
	Rare               // a day in three weeks or so
	Fading             // less and less
	Racing             // all of a day's runs within an hour
)

const (
	weekendShare = 0.6     // of what EveryDay does on a weekday
	burstChance  = 1. / 8  // of a day to be one on which Bursty works
	rareChance   = 1. / 20 // of a day to be one on which Rare works
	fadingDays   = 75.     // in which Fading comes to a third of what it did
	nightStart   = 2 * time.Hour
)

// work is how much of its usual day an agent of this rhythm does on a day of this kind, age days after its creation.
func (r Rhythm) work(weekday time.Weekday, age int, rng *rand.Rand) float64 {
	weekend := weekday == time.Saturday || weekday == time.Sunday
	switch {
	case r == OfficeHours && !weekend, r == EveryDay && !weekend, r == Nightly, r == Racing, r == Weekly && weekday == time.Monday,
		r == Bursty && rng.Float64() < burstChance, r == Rare && rng.Float64() < rareChance:
		return 1
	case r == EveryDay:
		return weekendShare
	case r == Fading && !weekend:
		return math.Exp(-float64(age) / fadingDays)
	default:
		return 0
	}
}

// timeOfDay is when the run of this index on a day starts.
func (r Rhythm) timeOfDay(index int, rng *rand.Rand) time.Duration {
	switch r {
	case Nightly:
		return nightStart + time.Duration(index)*7*time.Minute + span(rng, time.Minute)
	case Racing:
		return 10*time.Hour + span(rng, 50*time.Minute)
	case EveryDay:
		return 6*time.Hour + span(rng, 16*time.Hour)
	default:
		return 8*time.Hour + (span(rng, 10*time.Hour)+span(rng, 10*time.Hour))/2 // most around one o'clock
	}
}

// span is a random time below a limit.
func span(rng *rand.Rand, limit time.Duration) time.Duration {
	return time.Duration(rng.Int64N(int64(limit/time.Millisecond))) * time.Millisecond
}

// poisson is how often something happens that happens mean times on average.
func poisson(rng *rand.Rand, mean float64) int {
	n := 0
	for left := rng.ExpFloat64(); left < mean; left += rng.ExpFloat64() {
		n++
	}
	return n
}

// usual is what share of its usual day an agent of this rhythm does on an average day.
func (r Rhythm) usual() float64 {
	switch r {
	case OfficeHours:
		return 5. / 7
	case EveryDay:
		return (5 + 2*weekendShare) / 7
	case Nightly, Racing:
		return 1
	case Weekly:
		return 1. / 7
	case Bursty:
		return burstChance
	case Rare:
		return rareChance
	default: // Fading has faded
		return 0
	}
}
