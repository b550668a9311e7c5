// Command backtest forecasts made-up periods whose end is known and prints how far off the forecasts are, beside two plain ways.
//
//	make bench-forecast
package main

import (
	"fmt"
	"log"
	"math"
	"math/rand/v2"
	"os"
	"text/tabwriter"
	"time"

	"cistern/credit"
	"cistern/forecast"
)

const (
	period = 30                            // days
	length = forecast.History + period + 7 // a period begins on any of seven days
	noon   = 12 * time.Hour
	series = 300 // of every family
)

// start is the first of the days that lead up to the period, a Thursday.
var start = time.Date(2026, time.January, 1, 0, 0, 0, 0, time.UTC)

// origins are the days of the period at whose noon a forecast is made.
var origins = []int{2, 7, 15, 22, 27}

// score adds up how far off one way of forecasting is.
type score struct {
	scaled float64 // absolute errors of a day ahead, as multiples of the error of repeating the week before
	bias   float64 // errors of the period's total, as parts of it
	held   float64 // how often the truth was in the range
	cases  float64
}

// ways are the ways of forecasting that are compared.
type ways struct{ ours, runRate, lastWeek score }

func main() {
	w := tabwriter.NewWriter(os.Stdout, 0, 0, 1, ' ', 0)
	fmt.Fprintln(w, "| family\t| MASE\t| run rate\t| last week\t| bias\t| run rate\t| last week\t| in range\t|")
	fmt.Fprintln(w, "|---\t|---\t|---\t|---\t|---\t|---\t|---\t|---\t|")
	for _, f := range families {
		s := f.scores()
		fmt.Fprintf(w, "| %s\t| %.2f\t| %.2f\t| %.2f\t| %+.1f %%\t| %+.1f %%\t| %+.1f %%\t| %.0f %%\t|\n", f.name,
			s.ours.mase(), s.runRate.mase(), s.lastWeek.mase(),
			s.ours.percent(s.ours.bias), s.runRate.percent(s.runRate.bias), s.lastWeek.percent(s.lastWeek.bias),
			s.ours.percent(s.ours.held))
	}
	if err := w.Flush(); err != nil {
		log.Fatal(err)
	}
}

func (f family) scores() (s ways) {
	for seed := range uint64(series) {
		rng := rand.New(rand.NewPCG(seed, 1)) //nolint:gosec // the same series every time; constants were chosen on those of (seed, 0)
		agents := f.make(rng)
		first := forecast.History + rng.IntN(7)
		for _, origin := range origins {
			c := newBacktest(agents, first, origin)
			made := forecast.Make(c.input())
			s.ours.add(c, float64(made.Expected))
			if truth := c.truth(); float64(made.Low) <= truth && truth <= float64(made.High) {
				s.ours.held++
			}
			s.runRate.add(c, c.runRate())
			s.lastWeek.add(c, c.lastWeek())
		}
	}
	return s
}

func (s *score) add(c backtest, expected float64) {
	off := expected - c.truth()
	s.scaled += math.Abs(off) / c.daysLeft() / c.scale()
	s.bias += off / c.truth()
	s.cases++
}

func (s score) mase() float64                { return s.scaled / s.cases }
func (s score) percent(part float64) float64 { return 100 * part / s.cases }

func day(index int) credit.Day {
	at := start.AddDate(0, 0, index)
	return credit.Day{Date: credit.DateOf(at), Start: at, End: at.AddDate(0, 0, 1)}
}
