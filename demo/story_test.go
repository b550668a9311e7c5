package demo

import (
	"reflect"
	"testing"
	"time"

	"cistern/credit"
	"cistern/metering"
)

var noon = time.Date(2026, time.November, 22, 5, 0, 0, 0, time.UTC)

func storyOf(t *testing.T, now time.Time) Story {
	t.Helper()
	s, err := riverbank.begun(now, Periods)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// days are those of the present period up to an instant, with their runs.
func runsOfPresent(s Story, until time.Time) (runs []metering.Request) {
	for _, day := range s.calendar.Days(s.present, until) {
		runs = append(runs, s.runs(day, until)...)
	}
	return runs
}

func TestStory(t *testing.T) {
	t.Parallel()
	t.Run("IsTheSameForTheSameDay", func(t *testing.T) {
		t.Parallel()
		first, second := storyOf(t, noon), storyOf(t, noon.Add(time.Hour))
		if !reflect.DeepEqual(runsOfPresent(first, noon), runsOfPresent(second, noon)) {
			t.Error("two tellings of one day differ")
		}
	})

	t.Run("DependsOnNothingButTheDay", func(t *testing.T) {
		t.Parallel()
		s := storyOf(t, noon)
		early := runsOfPresent(s, noon.Add(-48*time.Hour))
		known := map[any]metering.Request{}
		for _, run := range runsOfPresent(s, noon) {
			if _, twice := known[run.Run]; twice {
				t.Fatalf("two runs have the id %s", run.Run)
			}
			known[run.Run] = run
		}
		for _, run := range early {
			if known[run.Run] != run {
				t.Fatalf("run %s was told otherwise before", run.Run)
			}
		}
	})

	t.Run("StandsWhereItShouldOnEveryDayOfTheYear", func(t *testing.T) {
		t.Parallel()
		for day := range 366 {
			now := noon.AddDate(0, 0, day)
			s := storyOf(t, now)
			passed := float64(now.Sub(s.present.Start)) / float64(s.present.End.Sub(s.present.Start))
			if passed < .55 || passed > .70 {
				t.Errorf("%s: %.0f %% of the period have passed", now.Format(time.DateOnly), 100*passed)
			}
			told := riverbank.tell(s.calendar, s.calendar.PeriodAt(s.first.Start), Periods)
			if !reflect.DeepEqual(told, s) {
				t.Errorf("%s: the story is another when it is told from its contract", now.Format(time.DateOnly))
			}
		}
	})

	t.Run("RunsOutSomeDaysBeforeTheReset", func(t *testing.T) {
		t.Parallel()
		for month := range 12 {
			now := noon.AddDate(0, month, 0)
			s := storyOf(t, now)
			granted := s.allowanceAt(s.present.Start) + 500*credit.Credit
			soFar, total := s.usedIn(s.present, now), s.usedIn(s.present, s.present.End)
			if share := 100 * total / granted; share < 125 || share > 129 {
				t.Errorf("%s: the agents would use %d %% of what is granted", now.Format(time.DateOnly), share)
			}
			if share := 100 * soFar / granted; share < 64 || share > 92 {
				t.Errorf("%s: %d %% are used", now.Format(time.DateOnly), share)
			}
		}
	})
}

func TestCastsFitTheDatabase(t *testing.T) {
	t.Parallel()
	for _, of := range append(others, riverbank) {
		names := map[string]bool{}
		for _, a := range of.cast {
			if names[a.Name] || len([]rune(a.Name)) > 200 {
				t.Errorf("%s: %q is taken or too long", of.name, a.Name)
			}
			names[a.Name] = true
		}
	}
}
