package forecast

import "math"

// growth is exponential, of agents that stay.
type growth struct {
	rate  float64 // a day
	doubt float64 // standard deviation of the rate
}

const (
	maxRate = 0.01 // a day: doubles in 70
	damping = 0.97 // of the rate, each day ahead (Gardner and McKenzie, 1985)
)

// lever is over how many days the level of a day to come has grown since today.
func lever(in int) float64 {
	return (1 - math.Pow(damping, float64(in))) / (1 - damping)
}

// growth is the slope of straight lines through the days of each agent, as far as it differs from none by more than two standard
// deviations of what this noise would give it. Agents of under three weeks tell nothing.
func (t team) growth(noise float64) growth {
	var slopes, levels, spread float64
	for _, m := range t {
		if len(m.use) < 3*week {
			continue
		}
		var all fit
		for day, use := range m.use {
			all.add(use, m.share(day), float64(day-len(m.use)/2))
		}
		_, slope := all.line()
		slopes += m.alive * slope
		levels += m.alive * all.level()
		spread += m.alive * all.level() * all.spread()
	}
	if levels == 0 {
		return growth{}
	}
	rate, chance := slopes/levels, square(noise)*levels/spread
	trust := 1 - 4*chance/square(rate)
	if rate == 0 || trust <= 0 {
		return growth{}
	}
	return growth{
		rate:  min(maxRate, max(-maxRate, trust*rate)),
		doubt: math.Sqrt(trust*chance + trust*(1-trust)*square(rate)),
	}
}
