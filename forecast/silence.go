package forecast

import "math"

// stopping is how likely an agent is to be given up on a day, until something is known: once in a year.
const stopping = 1. / 365

// alive is how likely an agent that has been silent is to be at work still: the chance that one at work were as silent, against
// that of its having stopped on one of the days. Quiet days, counted back from yesterday, tell nothing.
func (s series) alive(quiet []bool) float64 {
	last := s.worked()
	if s.today > 0 || last == len(s.use) {
		return 1
	}
	at := s.regularity(last)
	chance, silent := 1., 0.
	for i := last; i < len(s.use); i++ {
		if !quiet[len(s.use)-1-i] {
			chance *= 1 - at[s.weekdays[i]]
			silent++
		}
	}
	return stillThere(chance, silent)
}

// older is how likely an agent is to have been there on the silent days before its first.
func (s series) older(silent int) float64 {
	worked := 0.
	for _, use := range s.use {
		if use > 0 {
			worked++
		}
	}
	chance := math.Pow(1-worked/float64(len(s.use)+1), float64(silent))
	return stillThere(chance, float64(silent))
}

func stillThere(chance, silent float64) float64 { return chance / (chance + stopping*silent) }

// regularity is on what part of each weekday there was use in the days before end; half a day more without keeps it below 1.
func (s series) regularity(end int) (part profile) {
	var days profile
	for i := range end {
		days[s.weekdays[i]]++
		if s.use[i] > 0 {
			part[s.weekdays[i]]++
		}
	}
	for day := range part {
		part[day] /= days[day] + 0.5
	}
	return part
}

// quietDays tells, from yesterday back, on which days fewer than a quarter of the agents worked that had worked in the week
// before: holidays and outages.
func quietDays(all []series) []bool {
	var working, expected [History]int
	for _, s := range all {
		last := -week - 1
		for i, use := range s.use {
			ago := len(s.use) - 1 - i
			if i-last <= week {
				expected[ago]++
			}
			if use > 0 {
				working[ago]++
				last = i
			}
		}
	}
	quiet := make([]bool, History)
	for ago := range quiet {
		quiet[ago] = 4*working[ago] < expected[ago]
	}
	return quiet
}
