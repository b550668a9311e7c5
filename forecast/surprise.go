package forecast

import (
	"math"
	"math/rand/v2"
	"slices"
)

// replay is what was used on the days of the past, counted back from yesterday, and what would have been expected the day before.
type replay struct{ used, expected [History]float64 }

// replay is of all agents together. A spike that was cut counts up to the bound for the range.
func (t team) replay(factor float64) (r replay) {
	for _, m := range t {
		s := smoothing{factor: factor}
		for i, use := range m.use {
			if ago := len(m.use) - 1 - i; i > 0 {
				r.used[ago] += m.alive * m.uncut(i)
				r.expected[ago] += m.alive * m.share(i) * s.level()
			}
			s.add(use, m.share(i))
		}
	}
	return r
}

// noise is the standard deviation of a day around what was expected of it, as a part of that.
func (r replay) noise() float64 {
	off := 0.
	for ago, expected := range r.expected {
		off += square(r.used[ago] - expected)
	}
	if off == 0 {
		return 0
	}
	return math.Sqrt(off / sumOfSquares(r.expected[:]))
}

// surprises are the use of days of the past as multiples of what was expected of them, to draw from (bootstrap, Efron, 1979).
type surprises struct {
	times  []float64
	before []float64 // what was expected on the days up to this one
}

// certainty has no surprises.
var certainty = surprises{times: []float64{1}, before: []float64{1}}

// surprises have a mean of 1 and are widened, because weekdays were learnt from the same days: as far as their profile is trusted it
// takes six degrees of freedom. Where nothing was as expected, days may bring nothing, or twice as much.
func (r replay) surprises(trust float64) surprises {
	used, expected := sum(r.used[:]), sum(r.expected[:])
	if used == 0 || expected == 0 {
		return surprises{times: []float64{0, 2}, before: []float64{1, 2}}
	}
	var s surprises
	before := 0.
	for ago, of := range r.expected {
		if of > 0 {
			before += of
			s.times = append(s.times, r.used[ago]/of*expected/used)
			s.before = append(s.before, before)
		}
	}
	widen := 1.
	if n, spent := float64(len(s.times)), (week-1)*trust; n > spent {
		widen = math.Sqrt(n / (n - spent))
	}
	for i := range s.times {
		s.times[i] = min(History, max(0, 1+widen*(s.times[i]-1))) // a day is no more than eight weeks
	}
	return s
}

// draw prefers days of which much was expected, as their surprises matter more.
func (s surprises) draw(rng *rand.Rand) float64 {
	i, _ := slices.BinarySearch(s.before, rng.Float64()*s.before[len(s.before)-1])
	return s.times[i]
}
