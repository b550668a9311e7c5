package forecast

// profile is the use of each weekday as a multiple of the mean day's.
type profile [week]float64

var even = profile{1, 1, 1, 1, 1, 1, 1}

// profile is the series' own as far as weekdays differ from the usual by more than chance would make them, else the usual one
// (James and Stein, 1961). Under three weeks tell nothing. Trust is the part that is its own.
func (s series) profile(usual profile) (p profile, trust float64) {
	own, days := s.weekdayMeans()
	if len(s.use) < 3*week || own == (profile{}) {
		return usual, 0
	}
	within := 0.
	for i, use := range s.use {
		within += square(use - own[s.weekdays[i]])
	}
	within /= float64(len(s.use) - week)
	mean, chance, difference := sum(s.use)/float64(len(s.use)), 0., 0.
	for day := range own {
		chance += within / days[day]
		difference += square(own[day] - mean*usual[day])
	}
	if difference <= chance {
		return usual, 0
	}
	trust = 1 - chance/difference
	for day := range own {
		own[day] = trust*own[day] + (1-trust)*mean*usual[day]
	}
	return own.normal(), trust
}

func (s series) weekdayMeans() (means, days profile) {
	for i, use := range s.use {
		means[s.weekdays[i]] += use
		days[s.weekdays[i]]++
	}
	for day := range means {
		means[day] /= max(1, days[day])
	}
	return means, days
}

// normal has a mean of 1.
func (p profile) normal() profile {
	mean := sum(p[:]) / week
	for day := range p {
		p[day] /= mean
	}
	return p
}
