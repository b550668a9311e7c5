package forecast_test

import (
	"math"
	"reflect"
	"testing"
	"time"

	"pgregory.net/rapid"

	"cistern/credit"
	"cistern/forecast"
)

// anything is days of use of any size up to most, of which many are without.
func anything(rt *rapid.T, most credit.Amount) forecast.Input {
	past := rapid.IntRange(0, forecast.History).Draw(rt, "past")
	in := forecast.Input{Past: days(-past, past), Ahead: days(0, rapid.IntRange(1, 31).Draw(rt, "ahead"))}
	in.Now = monday.Add(time.Duration(rapid.Int64Range(0, int64(24*time.Hour)-1).Draw(rt, "now")))
	amount := rapid.OneOf(rapid.Just(credit.Amount(0)), rapid.Map(rapid.Int64Range(0, int64(most)), func(n int64) credit.Amount { return credit.Amount(n) }))
	in.Used = amount.Draw(rt, "used")
	for range rapid.IntRange(0, 4).Draw(rt, "agents") {
		in.Agents = append(in.Agents, forecast.Agent{
			Use:      rapid.SliceOfN(amount, past+1, past+1).Draw(rt, "use"),
			Disabled: rapid.Bool().Draw(rt, "disabled"),
		})
	}
	if granted := amount.Draw(rt, "granted"); granted > 0 {
		in.Granted = &granted
	}
	return in
}

func TestForecastsAreSound(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		most := credit.Amount(rapid.SampledFrom([]int64{9, 1e9, 1e15, math.MaxInt64}).Draw(rt, "most"))
		in := anything(rt, most)
		f := forecast.Make(in)
		if !reflect.DeepEqual(f, forecast.Make(in)) {
			rt.Fatal("two forecasts of the same differ")
		}
		if !f.Enough {
			return
		}
		last := forecast.Projection{Expected: in.Used, Low: in.Used, High: in.Used}
		for _, day := range f.Days {
			if day.Low < in.Used || day.Low > day.Expected || day.Expected > day.High {
				rt.Fatalf("%v: %+v, used %v", day.Date, day.Projection, in.Used)
			}
			if day.Expected < last.Expected || day.High < last.High {
				rt.Fatalf("%v: %+v after %+v", day.Date, day.Projection, last)
			}
			last = day.Projection
		}
		if f.Projection != last || len(f.Days) != len(in.Ahead) {
			rt.Fatalf("%+v at the reset, %+v after the last of %d days", f.Projection, last, len(f.Days))
		}
		if at := f.RunsOutAt; at != nil && (at.Before(in.Now) || at.After(in.Ahead[len(in.Ahead)-1].End)) {
			rt.Fatalf("runs out at %v", at)
		}
	})
}

func TestForecastShrinksToWhatIsUsed(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		in := anything(rt, 1e12)
		in.Ahead = in.Ahead[:1]
		early := forecast.Make(in)
		in.Now = in.Ahead[0].End.Add(-time.Nanosecond)
		if late := forecast.Make(in); late.Enough && (late.High > early.High || late.High-in.Used > 1e3) {
			rt.Fatalf("%+v at %v, used %v", late.Projection, in.Now, in.Used)
		}
	})
}

func TestForecastScalesWithUse(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		in := anything(rt, 1e12)
		in.Granted = nil
		small := forecast.Make(in)
		const times = 1024
		in.Used *= times
		for _, a := range in.Agents {
			for day := range a.Use {
				a.Use[day] *= times
			}
		}
		large := forecast.Make(in)
		for _, pair := range [][2]credit.Amount{{small.Low, large.Low}, {small.Expected, large.Expected}, {small.High, large.High}} {
			if off := pair[1] - times*pair[0]; off < -times || off > times {
				rt.Fatalf("%+v of use, %+v of %d times as much", small.Projection, large.Projection, times)
			}
		}
	})
}

func TestUseOfDisabledAgentsDoesNotMatter(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		in := anything(rt, 1e12)
		before := forecast.Make(in)
		for _, a := range in.Agents {
			for day := range a.Use {
				if a.Disabled {
					a.Use[day] *= 7
				}
			}
		}
		if after := forecast.Make(in); !reflect.DeepEqual(before, after) {
			rt.Fatalf("%+v, then %+v", before.Projection, after.Projection)
		}
	})
}
