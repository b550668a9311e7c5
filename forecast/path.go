package forecast

import (
	"math"
	"math/rand/v2"
	"slices"
)

// paths are played through to the reset. Of so many, a tenth is known to two in a hundred.
const paths = 200

// play tells what the days ahead come to on each path, by day, least first. Equal pasts are played equally.
func (o outlook) play(in Input) [][]float64 {
	rests, uses := make([][]float64, len(in.Ahead)), make([]float64, len(in.Ahead))
	for i, day := range in.Ahead {
		rests[i] = make([]float64, 0, paths)
		uses[i] = o.weekdays[day.Date.Weekday()] * left(day, in.Now)
	}
	rng := rand.New(rand.NewPCG(1, 1)) //nolint:gosec // the same numbers every time
	for range paths {
		p, rest := o.begin(rng), 0.
		for i, use := range uses {
			rest += use * p.next()
			rests[i] = append(rests[i], rest)
		}
	}
	for _, rest := range rests {
		slices.Sort(rest)
	}
	return rests
}

// path is one way on which the days ahead may go.
type path struct {
	outlook
	changes
	rng   *rand.Rand
	level float64 // a multiple of the levels that are known
	grow  float64 // by what the level is multiplied each day
}

func (o outlook) begin(rng *rand.Rand) *path {
	rate := o.growth.rate + o.growth.doubt*rng.NormFloat64()
	return &path{
		outlook: o,
		changes: o.turnover.changes(rng),
		rng:     rng,
		level:   o.turnover.there(rng) * math.Exp(rate*o.age),
		grow:    math.Exp(rate),
	}
}

// next is by what the use of the next day is multiplied. It deviates as much as a day of the past did, and that moves the level as smoothing will move it.
// Growth ends on a day like any other, so that the mean of all paths is damped.
func (p *path) next() float64 {
	p.level *= p.change(p.rng)
	times := p.surprises.draw(p.rng)
	use := p.level * times
	if p.rng.Float64() >= damping {
		p.grow = 1
	}
	p.level *= p.grow * (1 + p.gain*(times-1))
	return use
}
