package forecast_test

import (
	"time"

	"cistern/credit"
	"cistern/forecast"
)

// monday is today in these tests, at its first instant.
var monday = time.Date(2026, time.November, 2, 0, 0, 0, 0, time.UTC)

// days are count days from so many days after monday on.
func days(from, count int) []credit.Day {
	days := make([]credit.Day, count)
	for i := range days {
		start := monday.AddDate(0, 0, from+i)
		days[i] = credit.Day{Date: credit.DateOf(start), Start: start, End: start.AddDate(0, 0, 1)}
	}
	return days
}

// input is eight weeks of what each agent uses on a day, in credits, and four weeks ahead.
func input(agents ...func(day time.Time) float64) forecast.Input {
	in := forecast.Input{Now: monday, Past: days(-forecast.History, forecast.History), Ahead: days(0, 28)}
	for _, use := range agents {
		a := forecast.Agent{}
		for _, day := range in.Past {
			a.Use = append(a.Use, credits(use(day.Start)))
		}
		in.Agents = append(in.Agents, forecast.Agent{Use: append(a.Use, 0)})
	}
	return in
}

func credits(n float64) credit.Amount { return credit.Amount(n * float64(credit.Credit)) }

func everyDay(time.Time) float64 { return 100 }

func onWeekdays(day time.Time) float64 {
	if day.Weekday() == time.Saturday || day.Weekday() == time.Sunday {
		return 0
	}
	return 100
}

// until stops working so many days before today, since begins then.
func until(ago int, use func(time.Time) float64) func(time.Time) float64 {
	return func(day time.Time) float64 {
		if !day.Before(monday.AddDate(0, 0, -ago)) {
			return 0
		}
		return use(day)
	}
}

func since(ago int, use func(time.Time) float64) func(time.Time) float64 {
	return func(day time.Time) float64 {
		if day.Before(monday.AddDate(0, 0, -ago)) {
			return 0
		}
		return use(day)
	}
}
