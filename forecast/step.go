package forecast

import "math"

// certain is how many times the mean square of the noise a step has to explain beyond what steady growth would. A single such
// difference by chance is of one in 15,000; there are up to 42 days to choose from.
const certain = 16

// takeOutStep finds the day on which the agent's level has changed most, for good and at once, and takes the days before it to
// the level after. It tells the logarithm of the change, 0 without one. Growth is not taken for a step, and no week can tell less
// than a week: bursts are not either.
func (m member) takeOutStep() float64 {
	var all, early, before, after fit
	for day, use := range m.use {
		all.add(use, m.share(day), float64(day))
	}
	when, least := 0, all.offLevel()
	for day := 0; day+week < len(m.use); day++ {
		early.add(m.use[day], m.share(day), float64(day))
		late := all.minus(early)
		if off := early.offLevel() + late.offLevel(); day+1 >= week && off < least {
			when, least, before, after = day+1, off, early, late
		}
	}
	if when == 0 || sum(m.use[:when]) == 0 || sum(m.use[when:]) == 0 {
		return 0
	}
	if noise := least / float64(len(m.use)-3); all.offLine()-least < certain*noise {
		return 0
	}
	change := after.level() / before.level()
	for day := range when {
		m.use[day] *= change
	}
	return math.Log(change)
}

// fit is what least squares need to know of some days: the sums of the products of use u, share s, and t, which is the share
// times the day.
type fit struct{ ss, st, tt, us, ut, uu float64 }

func (f *fit) add(use, share, day float64) {
	t := share * day
	f.ss += share * share
	f.st += share * t
	f.tt += t * t
	f.us += use * share
	f.ut += use * t
	f.uu += use * use
}

func (f fit) minus(g fit) fit {
	return fit{f.ss - g.ss, f.st - g.st, f.tt - g.tt, f.us - g.us, f.ut - g.ut, f.uu - g.uu}
}

// level is that of use = level × share.
func (f fit) level() float64 {
	if f.ss <= 0 {
		return 0
	}
	return max(0, f.us/f.ss)
}

// offLevel is the sum of the squares that the level leaves.
func (f fit) offLevel() float64 { return max(0, f.uu-f.us*f.level()) }

// offLine is the sum of the squares that use = (level + slope × day) × share leaves.
func (f fit) offLine() float64 {
	level, slope := f.line()
	return max(0, f.uu-level*f.us-slope*f.ut)
}

func (f fit) line() (level, slope float64) {
	det := f.ss*f.tt - f.st*f.st
	if det <= 0 {
		return f.level(), 0
	}
	return (f.us*f.tt - f.ut*f.st) / det, (f.ut*f.ss - f.us*f.st) / det
}

// spread is the sum of the squares of days around their mean, by share.
func (f fit) spread() float64 { return f.tt - f.st*f.st/f.ss }
