package forecast_test

import (
	"math"
	"testing"
	"time"

	"cistern/credit"
	"cistern/forecast"
)

func TestMake_D15(t *testing.T) {
	t.Run("KnowsWeekdays", func(t *testing.T) {
		f := forecast.Make(input(onWeekdays))
		requireNear(t, f.Expected, 2000, 1)
		requireNear(t, f.Days[4].Expected, 500, 1)
		requireNear(t, f.Days[6].Expected, 500, 1) // nothing on the weekend
	})
	t.Run("OneSpikeChangesLittle", func(t *testing.T) {
		in := input(onWeekdays)
		in.Agents[0].Use[forecast.History-4] = credits(1_000_000)
		requireNear(t, forecast.Make(in).Expected, 2000, 400)
	})
	t.Run("LeavesDisabledAgentsOut", func(t *testing.T) {
		in := input(everyDay, everyDay)
		in.Used = credits(50)
		in.Agents[1].Disabled = true
		requireNear(t, forecast.Make(in).Expected, 50+2800, 1)
		in.Agents[0].Disabled = true
		if f := forecast.Make(in); !f.Enough || f.Expected != in.Used || f.High != in.Used {
			t.Errorf("with all agents disabled: %+v", f.Projection)
		}
	})
	t.Run("NoticesThatAnAgentStopped", func(t *testing.T) {
		f := forecast.Make(input(everyDay, everyDay, everyDay, everyDay, until(5, everyDay)))
		requireNear(t, f.Expected, 4*2800, 800)
	})
	t.Run("TakesAHolidayForNoStop", func(t *testing.T) {
		resting := until(2, everyDay)
		requireNear(t, forecast.Make(input(resting, resting, resting, resting)).Expected, 4*2800, 5000)
	})
	t.Run("TakesANewAgentAtItsLevel", func(t *testing.T) {
		f := forecast.Make(input(everyDay, everyDay, everyDay, everyDay, since(4, everyDay)))
		requireNear(t, f.Expected, 5*2800, 1500)
	})
	t.Run("FollowsAStep", func(t *testing.T) {
		in := input(func(day time.Time) float64 {
			return everyDay(day) + since(10, everyDay)(day) + 10*float64(day.Day()%3-1)
		})
		requireNear(t, forecast.Make(in).Expected, 2*2800, 100)
	})
	t.Run("FollowsGrowth", func(t *testing.T) {
		growing := func(day time.Time) float64 { return 100 * math.Exp(0.01*day.Sub(monday).Hours()/24) }
		requireNear(t, forecast.Make(input(growing)).Expected, 3230, 200) // 2,800 at the level of today
	})
	t.Run("CountsThePartOfTodayThatIsLeft", func(t *testing.T) {
		in := input(everyDay)
		in.Now = monday.Add(18 * time.Hour)
		requireNear(t, forecast.Make(in).Days[0].Expected, 25, 1)
	})
	t.Run("TellsItsMethodAndError", func(t *testing.T) {
		if f := forecast.Make(input(onWeekdays)); f.Method != forecast.ByWeekday || f.WeekError == nil || *f.WeekError > 1e-9 {
			t.Errorf("%v, off by %v", f.Method, f.WeekError)
		}
		alternate := func(day time.Time) float64 { return everyDay(day) * float64(1+day.YearDay()/7%2) }
		if f := forecast.Make(input(alternate)); f.Method != forecast.EvenDays || f.WeekError == nil || *f.WeekError < 0.1 || *f.WeekError > 0.5 {
			t.Errorf("%v, off by %v", f.Method, f.WeekError)
		}
		if f := forecast.Make(input(since(13, everyDay))); f.Method != forecast.EvenDays || f.WeekError != nil {
			t.Errorf("%v, off by %v", f.Method, f.WeekError)
		}
	})
	t.Run("RangeIsNoneWhereDaysAreEqual", func(t *testing.T) {
		f := forecast.Make(input(onWeekdays))
		requireNear(t, f.High-f.Low, 0, 1)
	})
	t.Run("RangeIsAsUnevenAsDays", func(t *testing.T) {
		bursts := func(day time.Time) float64 { return max(0, float64(day.Day()%5-3)) * 500 }
		f := forecast.Make(input(bursts))
		requireNear(t, f.Days[0].Low, 0, 0)
		requireNear(t, f.Days[0].High, 500, 250) // log-normal, it would begin above 0
	})
	t.Run("RangeKnowsThatASpikeMayComeAgain", func(t *testing.T) {
		in := input(everyDay)
		in.Agents[0].Use[forecast.History-4] = credits(1_000_000)
		requireNear(t, forecast.Make(in).High, 2800+500, 300) // of which it counts 400, and that moves the level
	})
	t.Run("RangeKnowsThatAgentsStop", func(t *testing.T) {
		stopped := until(30, everyDay)
		f := forecast.Make(input(everyDay, everyDay, everyDay, everyDay, stopped, stopped, stopped))
		if f.Low > credits(3*2800) || f.Expected > credits(4*2800) {
			t.Errorf("three of seven stopped: %+v", f.Projection)
		}
	})
	t.Run("RangeKnowsThatStepsComeAgain", func(t *testing.T) {
		f := forecast.Make(input(func(day time.Time) float64 { return everyDay(day) + since(20, everyDay)(day) }))
		requireNear(t, f.Expected, 2*2800, 100)
		if f.Low > credits(5000) || f.High < credits(6200) {
			t.Errorf("after a step: %+v", f.Projection)
		}
	})
	t.Run("RangeIsWiderWithLessHistory", func(t *testing.T) {
		noisy := func(day time.Time) float64 { return 100 + 40*float64(day.Day()%3) }
		old, young := forecast.Make(input(noisy)), forecast.Make(input(since(4, noisy)))
		if young.High-young.Low <= old.High-old.Low {
			t.Errorf("%+v after four days, %+v after eight weeks", young.Projection, old.Projection)
		}
	})
}

func TestEnough_D15(t *testing.T) {
	for name, test := range map[string]struct {
		use   func(time.Time) float64
		today credit.Amount
		want  bool
	}{
		"NoUse":            {until(100, everyDay), 0, false},
		"TwoDays":          {since(2, everyDay), 0, false},
		"TwoDaysAndToday":  {since(2, everyDay), 1, true},
		"ThreeDaysOfEight": {func(day time.Time) float64 { return until(54, everyDay)(day) + since(1, everyDay)(day) }, 0, true},
	} {
		t.Run(name, func(t *testing.T) {
			in := input(test.use)
			in.Agents[0].Use[forecast.History] = test.today
			f := forecast.Make(in)
			if f.Enough != test.want || f.Enough != (len(f.Days) > 0) {
				t.Errorf("%+v", f)
			}
		})
	}
	t.Run("NewContract", func(t *testing.T) {
		in := forecast.Input{Now: monday, Ahead: days(0, 28), Agents: []forecast.Agent{{Use: []credit.Amount{5}}}}
		if f := forecast.Make(in); f.Enough {
			t.Errorf("%+v", f)
		}
	})
}

func TestRunsOutAt_D15(t *testing.T) {
	runsOut := func(granted float64, change func(*forecast.Input)) *time.Time {
		in := input(everyDay)
		grant := credits(granted)
		in.Granted = &grant
		if change != nil {
			change(&in)
		}
		return forecast.Make(in).RunsOutAt
	}
	at := runsOut(250, nil)
	if at == nil || at.Sub(monday.Add(60*time.Hour)).Abs() > time.Hour {
		t.Errorf("250 credits at 100 a day last until %v", at)
	}
	if at := runsOut(2900, nil); at != nil {
		t.Errorf("2,900 credits for 28 days of 100 run out at %v", at)
	}
	if at := runsOut(250, func(in *forecast.Input) { in.Used = credits(250) }); at == nil || !at.Equal(monday) {
		t.Errorf("credits that are used up run out at %v", at)
	}
	if at := runsOut(250, func(in *forecast.Input) { in.Granted = nil }); at != nil {
		t.Errorf("without a grant to run out: %v", at)
	}
}

// requireNear takes credits.
func requireNear(t *testing.T, got credit.Amount, want, most float64) {
	t.Helper()
	if off := math.Abs(float64(got-credits(want)) / float64(credit.Credit)); off > most {
		t.Errorf("got %s, want %.0f within %.0f", got, want, most)
	}
}
