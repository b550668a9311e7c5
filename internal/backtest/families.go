package main

import (
	"math"
	"math/rand/v2"
	"time"

	"cistern/credit"
)

// family makes the daily use of some agents.
type family struct {
	name string
	make func(rng *rand.Rand) []agent
}

// agent is what an agent uses on each of length days, in micro-credits.
type agent []float64

var families = []family{
	{"flat", func(rng *rand.Rand) []agent { return []agent{everyDay(rng)} }},
	{"weekly pattern", func(rng *rand.Rand) []agent { return []agent{weekdays(rng)} }},
	{"trend", func(rng *rand.Rand) []agent {
		rate := 0.006 + 0.006*rng.Float64()
		if rng.IntN(2) == 0 {
			rate = -rate
		}
		return []agent{weekdays(rng).times(func(day int) float64 { return math.Exp(rate * float64(day)) })}
	}},
	{"step", func(rng *rand.Rand) []agent {
		when, height := rng.IntN(length), 2.
		if rng.IntN(2) == 0 {
			height = 0.5
		}
		return []agent{weekdays(rng).times(func(day int) float64 {
			if day < when {
				return 1
			}
			return height
		})}
	}},
	{"spikes", func(rng *rand.Rand) []agent {
		return []agent{weekdays(rng).times(func(int) float64 {
			if rng.Float64() < 0.02 {
				return 4 + 4*rng.Float64()
			}
			return 1
		})}
	}},
	{"starts", func(rng *rand.Rand) []agent { return several(rng, 8, 4, 0, weekdays) }},
	{"stops", func(rng *rand.Rand) []agent { return several(rng, 8, 0, 4, weekdays) }},
	{"bursty", func(rng *rand.Rand) []agent { return several(rng, 8, 0, 0, bursty) }},
	{"mixture", func(rng *rand.Rand) []agent {
		agents := several(rng, 10, 3, 3, weekdays)
		agents = append(agents, several(rng, 5, 1, 1, everyDay)...)
		agents = append(agents, several(rng, 3, 0, 0, bursty)...)
		return append(agents, several(rng, 2, 0, 0, mondays)...)
	}},
}

// several makes agents of different sizes, of which some start on a day of the time looked at, and others stop.
func several(rng *rand.Rand, count, starts, stops int, kind func(*rand.Rand) agent) []agent {
	agents := make([]agent, count)
	for i := range agents {
		size, begin, end := math.Exp(0.5*rng.NormFloat64()), 0, length
		if i < starts {
			begin = rng.IntN(length)
		} else if i < starts+stops {
			end = rng.IntN(length)
		}
		agents[i] = kind(rng).times(func(day int) float64 {
			if day < begin || day >= end {
				return 0
			}
			return size
		})
	}
	return agents
}

func everyDay(rng *rand.Rand) agent {
	return daily(func(time.Weekday) float64 { return noise(rng, 0.25) })
}

func weekdays(rng *rand.Rand) agent {
	weekend := 0.3 * rng.Float64()
	return daily(func(day time.Weekday) float64 {
		if day == time.Saturday || day == time.Sunday {
			return weekend * noise(rng, 0.25)
		}
		return noise(rng, 0.25)
	})
}

func mondays(rng *rand.Rand) agent {
	return daily(func(day time.Weekday) float64 {
		if day != time.Monday {
			return 0
		}
		return 4 * noise(rng, 0.25)
	})
}

func bursty(rng *rand.Rand) agent {
	return daily(func(time.Weekday) float64 {
		if rng.IntN(8) > 0 {
			return 0
		}
		return 6 * noise(rng, 0.7)
	})
}

func daily(use func(time.Weekday) float64) agent {
	a := make(agent, length)
	for day := range a {
		a[day] = 100 * float64(credit.Credit) * use(start.AddDate(0, 0, day).Weekday())
	}
	return a
}

func (a agent) times(factor func(day int) float64) agent {
	for day := range a {
		a[day] *= factor(day)
	}
	return a
}

// noise is log-normal with a mean of 1.
func noise(rng *rand.Rand, shape float64) float64 {
	return math.Exp(shape*rng.NormFloat64() - shape*shape/2)
}
