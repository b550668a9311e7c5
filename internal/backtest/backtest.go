package main

import (
	"math"

	"cistern/credit"
	"cistern/forecast"
)

// backtest is a period whose end is known, seen at the noon of one of its days.
type backtest struct {
	agents []agent
	first  int // day of the period
	today  int
	total  []float64 // use by day, of all agents, in micro-credits
}

// newBacktest sees a period that begins on the day `first` so many days later.
func newBacktest(agents []agent, first, origin int) backtest {
	c := backtest{agents: agents, first: first, today: first + origin, total: make([]float64, length)}
	for _, a := range agents {
		for day, use := range a {
			c.total[day] += use
		}
	}
	return c
}

func (c backtest) end() int { return c.first + period }

// input is what can be known at noon, when half of the day's use is made.
func (c backtest) input() forecast.Input {
	begin := c.today - forecast.History
	in := forecast.Input{Now: day(c.today).Start.Add(noon), Used: credit.Amount(c.used())}
	for d := begin; d < c.today; d++ {
		in.Past = append(in.Past, day(d))
	}
	for d := c.today; d < c.end(); d++ {
		in.Ahead = append(in.Ahead, day(d))
	}
	for _, a := range c.agents {
		use := make([]credit.Amount, 0, forecast.History+1)
		for d := begin; d < c.today; d++ {
			use = append(use, credit.Amount(a[d]))
		}
		in.Agents = append(in.Agents, forecast.Agent{Use: append(use, credit.Amount(a[c.today]/2))})
	}
	return in
}

func (c backtest) used() float64  { return sum(c.total[c.first:c.today]) + c.total[c.today]/2 }
func (c backtest) truth() float64 { return sum(c.total[c.first:c.end()]) }

func (c backtest) daysLeft() float64 { return float64(c.end()-c.today) - 0.5 }

// scale is the mean absolute error of repeating the week before, over the days that were known (Hyndman and Koehler, 2006).
func (c backtest) scale() float64 {
	off := 0.
	for d := c.today - forecast.History + 7; d < c.today; d++ {
		off += math.Abs(c.total[d] - c.total[d-7])
	}
	return off / (forecast.History - 7)
}

// runRate goes on as straight as the period has gone so far.
func (c backtest) runRate() float64 {
	return c.used() / (float64(period) - c.daysLeft()) * period
}

// lastWeek repeats the last seven whole days: the seasonal naive forecast.
func (c backtest) lastWeek() float64 {
	expected := c.used() + c.total[c.today-7]/2
	for d := c.today + 1; d < c.end(); d++ {
		expected += c.total[c.today-7+(d-c.today)%7]
	}
	return expected
}

func sum(values []float64) (total float64) {
	for _, v := range values {
		total += v
	}
	return total
}
