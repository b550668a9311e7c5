package forecast

import "math"

// turnover is how agents begin, stop and change their level: as often as in the weeks that were looked at.
type turnover struct {
	net           float64 // agents that begin less those that stop, a day and agent
	all           float64 // agents that begin, those that stop, and squares of the steps of others, a day and agent
	netDoubt      float64 // standard deviation of net
	concentration float64 // of use on agents, from 1 over their number to 1 (Herfindahl)
	doubt         float64 // variance of who is at work still, as a part of the use
}

func (t team) turnover(factor float64) turnover {
	var levels, levelSquares, doubts, begun, stopped, steps, lived float64
	for _, m := range t {
		level := m.smooth(factor).level()
		levels += m.alive * level
		levelSquares += square(m.alive * level)
		doubts += level * level * m.alive * (1 - m.alive)
		stopped += 1 - m.alive
		begun += 1 - m.older(m.before)
		steps += square(m.step)
		lived += float64(len(m.use))
	}
	if levels == 0 {
		return turnover{}
	}
	return turnover{
		net:           (begun - stopped) / lived,
		all:           (begun + stopped + steps) / lived,
		netDoubt:      math.Sqrt(begun+stopped) / lived,
		concentration: levelSquares / (levels * levels),
		doubt:         doubts / (levels * levels),
	}
}

// variance is that of the use of so many days, as a part of its square. An agent that begins, stops or steps on any of the days
// changes its part by a share that is even between none and all: its square has a mean of a third.
func (t turnover) variance(days int) float64 {
	n := float64(days)
	return t.concentration*t.all*n/3 + square(t.netDoubt*n/2) + t.doubt
}
