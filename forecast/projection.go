package forecast

import (
	"math"

	"cistern/credit"
)

// project adds to what is used the mean of the rest, and the bounds of what the rest came to on the paths, least first. Means of what
// is very wide may be beyond its ninth tenth.
func project(used credit.Amount, mean float64, rests []float64) Projection {
	tenth := len(rests) / 10
	return Projection{
		Low:      plus(used, min(mean, rests[tenth-1])),
		Expected: plus(used, mean),
		High:     plus(used, max(mean, rests[len(rests)-tenth])),
	}
}

// plus ends at the largest amount.
func plus(used credit.Amount, rest float64) credit.Amount {
	if rest >= float64(credit.MaxAmount-used) {
		return credit.MaxAmount
	}
	return used + credit.Amount(math.Round(rest))
}
