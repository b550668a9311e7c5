package forecast

import (
	"time"

	"cistern/credit"
)

const (
	// History is how many whole days before today are looked at: eight of every weekday.
	History = 8 * week
	week    = 7
	minDays = 3 // that must have had use
)

// Input is what a forecast is made from.
type Input struct {
	Now     time.Time
	Past    []credit.Day   // whole days before today, oldest first, without a gap; at most History
	Ahead   []credit.Day   // today, which contains Now, and the days until the reset
	Used    credit.Amount  // since the start of the period
	Granted *credit.Amount // nil where nothing is enforced
	Agents  []Agent
}

// Agent is the use of one agent, or of several that are told together.
type Agent struct {
	Use      []credit.Amount // of each day of Past, and of today so far
	Disabled bool            // now; it is expected to use nothing more
}

// Forecast is the use that is expected of a period. Used <= Low <= Expected <= High.
type Forecast struct {
	Enough     bool // whether three days had use, today and disabled agents included; if not, the rest is empty
	Method     Method
	WeekError  *float64   // mean error of a week told from the days before it, as a part of its use; nil with under two weeks of use
	Projection            // at the reset
	Days       []Day      // today and the days until the reset
	RunsOutAt  *time.Time // when what was granted is expected to be used up; Now if it is already, nil if it lasts
}

// Method is how days are told apart.
type Method string

// The values of Method.
const (
	ByWeekday Method = "WEEKDAYS"
	EvenDays  Method = "EVEN_DAYS" // until there are three weeks, and while weekdays differ by no more than chance
)

// Projection is use since the start of the period.
type Projection struct {
	Expected  credit.Amount // the mean of what may come
	Low, High credit.Amount // in one case of ten it is less than Low, in another one more than High
}

// Day is the use since the start of the period at the end of a day.
type Day struct {
	Date credit.Date
	Projection
}

// Make forecasts the use at the end of the days ahead, as if no limit and no empty pool stood in its way.
func Make(in Input) Forecast {
	if daysOfUse(in) < minDays {
		return Forecast{}
	}
	outlook := learn(in)
	f := Forecast{
		Enough: true, Method: outlook.method, WeekError: outlook.weekError,
		Projection: Projection{in.Used, in.Used, in.Used},
	}
	rest, rests := 0., outlook.play(in)
	for i, day := range in.Ahead {
		rest += outlook.on(day.Date.Weekday(), i) * left(day, in.Now)
		f.Projection = project(in.Used, rest, rests[i])
		f.Days = append(f.Days, Day{day.Date, f.Projection})
	}
	f.RunsOutAt = RunsOutAt(in, f.Days)
	return f
}

// left is the part of a day that is still to come.
func left(day credit.Day, now time.Time) float64 {
	part := float64(day.End.Sub(now)) / float64(day.End.Sub(day.Start))
	return min(1, max(0, part))
}

func daysOfUse(in Input) (n int) {
	for day := range len(in.Past) + 1 {
		for _, a := range in.Agents {
			if a.Use[day] > 0 {
				n++
				break
			}
		}
	}
	return n
}

func sum(values []float64) (total float64) {
	for _, v := range values {
		total += v
	}
	return total
}

func sumOfSquares(values []float64) (total float64) {
	for _, v := range values {
		total += square(v)
	}
	return total
}

func square(x float64) float64 { return x * x }
