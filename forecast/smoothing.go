package forecast

// smoothing is the exponentially weighted use of an agent beside that of what its weekdays would have had at a level of 1.
// The level is the one over the other, so that it needs no first guess.
type smoothing struct {
	factor      float64 // weight of the last day
	use, weight float64
	ages        float64 // of the weights
}

func (s *smoothing) add(use, share float64) {
	keep := 1 - s.factor
	s.ages = keep * (s.ages + s.weight)
	s.use = keep*s.use + use
	s.weight = keep*s.weight + share
}

// level is the use of a mean day.
func (s *smoothing) level() float64 {
	if s.weight == 0 {
		return 0
	}
	return s.use / s.weight
}

// age is how many days before today the level is of.
func (s *smoothing) age() float64 {
	if s.weight == 0 {
		return 0
	}
	return 1 + s.ages/s.weight
}

// gain is how much of the last day's surprise went into the level.
func (s *smoothing) gain() float64 { return min(1, 1/s.weight) }
