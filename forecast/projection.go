package forecast

import (
	"math"

	"cistern/credit"
)

// tenth is how many standard deviations above its mean a normal variable is in one case of ten.
const tenth = 1.2815515655446004

// project adds to what is used a rest of this mean and deviation. The rest is taken to be log-normal: it is never negative, and
// surprises are larger upwards.
func project(used credit.Amount, rest, deviation float64) Projection {
	if rest <= 0 {
		return Projection{used, used, used}
	}
	shape := math.Sqrt(math.Log1p(square(deviation / rest)))
	median := rest * math.Exp(-shape*shape/2)
	p := Projection{
		Low:      plus(used, median*math.Exp(-tenth*shape)),
		Expected: plus(used, rest),
		High:     plus(used, median*math.Exp(tenth*shape)),
	}
	p.High = max(p.High, p.Expected) // the mean of a very wide rest is above its ninth tenth
	return p
}

// plus ends at the largest amount.
func plus(used credit.Amount, rest float64) credit.Amount {
	if rest >= float64(credit.MaxAmount-used) {
		return credit.MaxAmount
	}
	return used + credit.Amount(math.Round(rest))
}
