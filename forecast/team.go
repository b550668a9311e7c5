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

// newTeam also tells how far the weekdays of all agents together are to be trusted.
func newTeam(all []series, weekdays []time.Weekday) (t team, trust float64) {
	total := together(all, weekdays)
	usual, trust := total.profile(even)
	quiet := quietDays(all)
	for _, s := range all {
		if len(s.use) > 0 {
			m := member{series: s, alive: s.alive(quiet), before: len(total.use) - len(s.use)}
			m.profile, _ = s.profile(usual)
			m.step = m.takeOutStep()
			t = append(t, m)
		}
	}
	return t, trust
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

// bestFactor is the one by which the weeks of the past would have been told best, each from what came before it, and how far off.
func (t team) bestFactor() (best float64, off *float64) {
	best, least, used := factors[2], math.Inf(1), 0.
	for _, factor := range factors {
		if total, of := t.weeklyError(factor); total < least {
			best, least, used = factor, total, of
		}
	}
	if used == 0 {
		return best, nil
	}
	part := least / used
	return best, &part
}

func (t team) weeklyError(factor float64) (total, used float64) {
	var off [History]float64 // of the week that begins so many days ago
	for _, m := range t {
		s := smoothing{factor: factor}
		for i, use := range m.use {
			if i >= week && i+week <= len(m.use) {
				of := m.alive * sum(m.use[i:i+week])
				off[len(m.use)-1-i] += of - m.alive*week*s.level()
				used += of
			}
			s.add(use, m.share(i))
		}
	}
	for _, o := range off {
		total += math.Abs(o)
	}
	return total, used
}

func (t team) method() Method {
	for _, m := range t {
		if m.profile != even {
			return ByWeekday
		}
	}
	return EvenDays
}
