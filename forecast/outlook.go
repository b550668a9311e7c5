package forecast

import (
	"math"
	"time"
)

// outlook is what is expected of the days to come, and how far they may be off.
type outlook struct {
	weekdays  profile // use of a mean week, without growth and turnover
	age       float64 // how many days before today the levels in it are of
	gain      float64 // how much of a day's surprise goes into the level
	surprises surprises
	growth    growth
	turnover  turnover
	method    Method
	weekError *float64
}

// learn looks at the agents that may run.
func learn(in Input) (o outlook) {
	weekdays := make([]time.Weekday, len(in.Past))
	for i, day := range in.Past {
		weekdays[i] = day.Date.Weekday()
	}
	var all []series
	for _, a := range in.Agents {
		if !a.Disabled {
			all = append(all, newSeries(a.Use, weekdays))
		}
	}
	t, trust := newTeam(all, weekdays)
	factor, off := t.bestFactor()
	o.method, o.weekError = t.method(), off
	total := 0.
	for _, m := range t {
		s := m.smooth(factor)
		level := m.alive * s.level()
		for day, share := range m.profile {
			o.weekdays[day] += level * share
		}
		total += level
		o.age += level * s.age()
		o.gain += level * s.gain()
	}
	if total == 0 {
		o.surprises = certainty
		return o
	}
	o.age /= total
	o.gain /= total
	past := t.replay(factor)
	o.surprises = past.surprises(trust)
	o.growth = t.growth(past.noise())
	o.turnover = t.turnover(factor)
	return o
}

// on is the mean use of a day that comes in so many days.
func (o outlook) on(day time.Weekday, in int) float64 {
	return o.weekdays[day] * math.Exp(o.growth.rate*(o.age+lever(in))) * max(0, 1+o.turnover.net()*float64(in))
}
