package forecast

import "math"

// growth is exponential, of agents that stay.
type growth struct {
	rate  float64 // a day
	doubt float64 // standard deviation of the rate
	age   float64 // how many days before today the levels are of
}

const (
	slow, fast = 0.03, 0.15 // smoothing factors
	maxRate    = 0.01       // a day: doubles in 70
	damping    = 0.97       // of the rate, each day ahead (Gardner and McKenzie, 1985)
)

// lever is over how many days the level of a day to come has grown since that which is known.
func (g growth) lever(in int) float64 {
	return g.age + (1-math.Pow(damping, float64(in)))/(1-damping)
}

// growth compares levels that remember long with levels that forget fast, as far as they differ by more than twice the variance
// that noise would give them. Agents of under three weeks tell nothing.
func (t team) growth(factor, noise float64) growth {
	var slowLevel, fastLevel, level, slowAge, fastAge, age float64
	for _, m := range t {
		if len(m.use) < 3*week {
			continue
		}
		add := func(level, age *float64, factor float64) {
			s := m.smooth(factor)
			*level += m.alive * s.level()
			*age += m.alive * s.level() * s.age()
		}
		add(&slowLevel, &slowAge, slow)
		add(&fastLevel, &fastAge, fast)
		add(&level, &age, factor)
	}
	if slowLevel == 0 || fastLevel == 0 || level == 0 {
		return growth{}
	}
	change := math.Log(fastLevel / slowLevel)
	chance := noise * noise * (fast - slow) / 2
	if change*change <= 2*chance {
		return growth{}
	}
	trust := 1 - 2*chance/(change*change)
	between := slowAge/slowLevel - fastAge/fastLevel
	return growth{
		rate:  min(maxRate, max(-maxRate, trust*change/between)),
		doubt: math.Sqrt(trust*chance+trust*(1-trust)*change*change) / between,
		age:   age / level,
	}
}
