package forecast

import (
	"math"
	"time"
)

// outlook is what is expected of the days to come.
type outlook struct {
	weekdays profile // use of a mean week at the level of today, without growth and turnover
	noise    float64 // standard deviation of a day around what was expected of it, as a part of that
	gain     float64 // how much of a day's surprise goes into the level
	growth   growth
	turnover turnover
}

// learn looks at the agents that may run.
func learn(in Input) outlook {
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
	t := newTeam(all, weekdays)
	factor := t.bestFactor()
	o := outlook{turnover: t.turnover(factor)}
	o.noise, o.gain = t.noise(factor)
	o.growth = t.growth(factor, o.noise)
	for _, m := range t {
		level := m.alive * m.smooth(factor).level()
		for day, share := range m.profile {
			o.weekdays[day] += level * share
		}
	}
	return o
}

// on is the mean use of a day that comes in so many days.
func (o outlook) on(day time.Weekday, in int) float64 {
	return o.weekdays[day] * math.Exp(o.growth.rate*o.growth.lever(in)) * max(0, 1+o.turnover.net*float64(in))
}

// deviation is the standard deviation of the sum of the days ahead. A day's surprise moves the level of the days after it by the
// gain; their sum has the variance of a lead-time demand (Snyder, Koehler, Hyndman and Ord, 2004). To it come the doubts about
// the level, about growth and about who will be there.
func (o outlook) deviation(ahead []float64) float64 {
	surprise, rest, grown := 0., 0., 0.
	for i := len(ahead) - 1; i >= 0; i-- {
		surprise += square(ahead[i] + o.gain*rest)
		rest += ahead[i]
		grown += ahead[i] * o.growth.lever(i)
	}
	level := rest * rest * o.gain / (2 - o.gain)
	return math.Sqrt(o.noise*o.noise*(surprise+level) +
		square(grown*o.growth.doubt) +
		rest*rest*o.turnover.variance(len(ahead)))
}
