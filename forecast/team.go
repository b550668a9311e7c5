package forecast

import (
	"math"
	"time"
)

// member is an agent that may run and has been used before today.
type member struct {
	series
	profile profile
	alive   float64 // how likely it is to be at work still
	step    float64 // logarithm of the change of level that was taken out
	before  int     // days of the history before its first, counted from the first of all
}

type team []member

func newTeam(all []series, weekdays []time.Weekday) (t team) {
	total := together(all, weekdays)
	usual, quiet := total.profile(even), quietDays(all)
	for _, s := range all {
		if len(s.use) > 0 {
			m := member{series: s, profile: s.profile(usual), alive: s.alive(quiet), before: len(total.use) - len(s.use)}
			m.step = m.takeOutStep()
			t = append(t, m)
		}
	}
	return t
}

func (m member) share(day int) float64 { return m.profile[m.weekdays[day]] }

func (m member) smooth(factor float64) *smoothing {
	s := &smoothing{factor: factor}
	for i, use := range m.use {
		s.add(use, m.share(i))
	}
	return s
}

// factors are those to choose from: in them a day's weight halves in 46, 23, 10 and 4 days.
var factors = []float64{0.015, 0.03, 0.07, 0.15}

// bestFactor is the one by which the weeks of the past would have been told best, each from what came before it.
func (t team) bestFactor() float64 {
	best, least := factors[2], math.Inf(1)
	for _, factor := range factors {
		if off := t.weeklyError(factor); off < least {
			best, least = factor, off
		}
	}
	return best
}

func (t team) weeklyError(factor float64) (total float64) {
	var off [History]float64 // of the week that begins so many days ago
	for _, m := range t {
		s := smoothing{factor: factor}
		for i, use := range m.use {
			if i >= week && i+week <= len(m.use) {
				off[len(m.use)-1-i] += m.alive * (sum(m.use[i:i+week]) - week*s.level())
			}
			s.add(use, m.share(i))
		}
	}
	for _, o := range off {
		total += math.Abs(o)
	}
	return total
}

// noise compares each day of the past with what would have been expected of it the day before, all agents together, and tells
// the mean gain by which they were smoothed. Of agents of a single day nothing is known but that they may do as much again.
func (t team) noise(factor float64) (noise, gain float64) {
	var off, expected [History]float64
	var levels, gains float64
	for _, m := range t {
		s := smoothing{factor: factor}
		for i, use := range m.use {
			if ago := len(m.use) - 1 - i; i > 0 {
				usual := m.share(i) * s.level()
				off[ago] += m.alive * (use - usual)
				expected[ago] += m.alive * usual
			}
			s.add(use, m.share(i))
		}
		levels += m.alive * s.level()
		gains += m.alive * s.level() * s.gain()
	}
	if sumOfSquares(expected[:]) == 0 {
		return 1, 1
	}
	return math.Sqrt(sumOfSquares(off[:]) / sumOfSquares(expected[:])), gains / levels
}
