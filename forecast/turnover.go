package forecast

import (
	"math"
	"math/rand/v2"
)

// turnover is how agents begin, stop and change their level: as often as in the weeks that were looked at.
type turnover struct {
	begun, stopped float64   // agents, each counted by how likely it did
	steps          []float64 // lasting changes of agents at work, as parts of the larger level
	lived          float64   // days at work of all agents together
	shares         []float64 // of the agents at work in the use
	doubtful       []doubt
}

// doubt is about an agent that may be at work still.
type doubt struct{ share, alive float64 }

func (t team) turnover(factor float64) (o turnover) {
	levels := 0.
	for _, m := range t {
		levels += m.alive * m.smooth(factor).level()
	}
	for _, m := range t {
		share := m.smooth(factor).level() / levels
		o.stopped += 1 - m.alive
		o.begun += 1 - m.older(m.before)
		o.lived += m.alive*float64(len(m.use)) + (1-m.alive)*float64(m.worked())
		if m.alive < 1 {
			o.doubtful = append(o.doubtful, doubt{share, m.alive})
		}
		if m.alive < 0.5 {
			continue
		}
		o.shares = append(o.shares, m.alive*share)
		if m.step != 0 {
			o.steps = append(o.steps, 1-math.Exp(-math.Abs(m.step)))
		}
	}
	return o
}

// net is how many agents begin less those that stop, a day and agent.
func (t turnover) net() float64 {
	if t.lived == 0 {
		return 0
	}
	return (t.begun - t.stopped) / t.lived
}

// there is the level of today if each of the doubtful is either at work or not, as a multiple of what is expected.
func (t turnover) there(rng *rand.Rand) float64 {
	level := 1.
	for _, d := range t.doubtful {
		level -= d.share * d.alive
		if rng.Float64() < d.alive {
			level += d.share
		}
	}
	return max(0, level)
}

// changes are how often agents begin, step and stop on a path, by day.
type changes struct {
	turnover
	begin, step, any float64
	wait             float64 // days until the next of any
}

func (t turnover) changes(rng *rand.Rand) changes {
	c := changes{turnover: t, begin: t.often(t.begun, rng), step: t.often(float64(len(t.steps)), rng)}
	c.any = c.begin + c.step + t.often(t.stopped, rng)
	c.wait = rng.ExpFloat64() / c.any
	return c
}

// often is how many changes a day to expect of all agents after so many were seen: half of one more (Jeffreys, 1946), and by as much
// more or less as such a count is by chance. A kind of change that was never seen is taken not to come.
func (t turnover) often(count float64, rng *rand.Rand) float64 {
	count += min(1, count) / 2
	count = max(0, count+math.Sqrt(count)*rng.NormFloat64())
	if count == 0 {
		return 0
	}
	return count / t.lived * float64(len(t.shares))
}

// change is by what the changes of a day multiply the level. One that begins, steps or stops is like one of those at work.
func (c *changes) change(rng *rand.Rand) float64 {
	level := 1.
	for ; c.wait < 1; c.wait += rng.ExpFloat64() / c.any {
		share := c.shares[rng.IntN(len(c.shares))]
		switch kind := rng.Float64() * c.any; {
		case kind < c.begin:
			level *= 1 + share
		case kind < c.begin+c.step:
			level *= 1 + share*c.stepped(rng)
		default:
			level *= 1 - share
		}
	}
	c.wait--
	return level
}

// stepped is by what part an agent steps, up or down.
func (t turnover) stepped(rng *rand.Rand) float64 {
	part := t.steps[rng.IntN(len(t.steps))]
	if rng.IntN(2) == 0 {
		return -part
	}
	return part
}
