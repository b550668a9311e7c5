package credit_test

import (
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestDaysTileTheirPeriod(t *testing.T) {
	t.Parallel()
	zones := requireZones(t)
	rapid.Check(t, func(t *rapid.T) {
		calendar := calendars(zones).Draw(t, "calendar")
		until := instants(calendar).Draw(t, "until")
		period := calendar.PeriodAt(until)
		days := calendar.Days(period, until)
		at := period.Start
		for i, day := range days {
			if !day.Start.Equal(at) || !day.End.After(day.Start) {
				t.Fatalf("day %d is %v, want it to start at %v", i, day, at)
			}
			if calendar.StartOfDay(day.Date) != day.Start || calendar.Date(day.Start) != day.Date || calendar.Date(day.End.Add(-1)) != day.Date {
				t.Fatalf("day %d has the wrong date: %v", i, day)
			}
			at = day.End
		}
		if last := days[len(days)-1]; until.Before(last.Start) || !until.Before(last.End) {
			t.Fatalf("last day %v does not hold %v", last, until)
		}
		if whole := calendar.Days(period, period.End); whole[len(whole)-1].End != period.End {
			t.Fatalf("days end at %v, period %v", whole[len(whole)-1].End, period)
		}
		if none := calendar.Days(period, period.Start.Add(-1)); len(none) != 0 {
			t.Fatalf("days before the period begins: %v", none)
		}
	})
}

// A period that was made before its contract moved to another zone does not begin or end with a day of the new one.
func TestDaysStayInsideAPeriodOfAnotherZone(t *testing.T) {
	t.Parallel()
	period := calendarIn(t, 1, "UTC").PeriodAt(instant(t, "2026-11-22T00:00:00Z"))
	days := calendarIn(t, 1, "Asia/Tokyo").Days(period, period.End)
	first, last := days[0], days[len(days)-1]
	if first.Start != period.Start || last.End != period.End || len(days) != 31 {
		t.Errorf("%d days from %v to %v, want 31 in %v", len(days), first, last, period)
	}
}

func TestDaysLeaveOutASkippedDate(t *testing.T) {
	t.Parallel()
	calendar := calendarIn(t, 28, "Pacific/Apia")
	period := calendar.PeriodAt(instant(t, "2011-12-29T00:00:00Z"))
	var got []string
	for _, day := range calendar.Days(period, instant(t, "2011-12-30T10:00:00Z")) {
		got = append(got, day.Date.String()+" "+day.End.Sub(day.Start).String())
	}
	if want := "[2011-12-28 24h0m0s 2011-12-29 24h0m0s 2011-12-31 24h0m0s]"; fmt.Sprint(got) != want {
		t.Errorf("days = %v, want %v", got, want)
	}
}

func TestHour(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ why, zone, at, want string }{
		{"full hour", "UTC", "2026-11-22T17:59:59.999999Z", "2026-11-22T17:00:00Z"},
		{"its own start", "UTC", "2026-11-22T17:00:00Z", "2026-11-22T17:00:00Z"},
		{"+5:45", "Asia/Kathmandu", "2026-11-22T17:14:00Z", "2026-11-22T16:15:00Z"},
		{"+5:45", "Asia/Kathmandu", "2026-11-22T17:15:00Z", "2026-11-22T17:15:00Z"},
		{"+5:30, new year in UTC", "Asia/Kolkata", "2027-01-01T00:10:00Z", "2026-12-31T23:30:00Z"},
		{"+9:30 with summer time, new year in UTC", "Australia/Adelaide", "2049-01-01T00:10:00Z", "2048-12-31T23:30:00Z"},
		{"01:30-02:00 for the first time", "Australia/Lord_Howe", "2024-04-06T14:59:00Z", "2024-04-06T14:00:00Z"},
		{"01:30-02:00 for the second time", "Australia/Lord_Howe", "2024-04-06T15:29:00Z", "2024-04-06T15:00:00Z"},
		{"02:00 after it", "Australia/Lord_Howe", "2024-04-06T15:30:00Z", "2024-04-06T15:30:00Z"},
		{"00:00-00:01, then clocks go back", "America/St_Johns", "2010-11-07T02:30:30Z", "2010-11-07T02:30:00Z"},
		{"23:01-00:00 again, in the new day", "America/St_Johns", "2010-11-07T03:29:00Z", "2010-11-07T02:31:00Z"},
		{"before 1970", "UTC", "1969-12-31T23:59:59.5Z", "1969-12-31T23:00:00Z"},
	} {
		if got := calendarIn(t, 1, c.zone).Hour(instant(t, c.at)); got != instant(t, c.want) {
			t.Errorf("%s: hour of %s began at %v, want %s (%s)", c.zone, c.at, got, c.want, c.why)
		}
	}
}

func TestHoursTileDays(t *testing.T) {
	t.Parallel()
	zones := requireZones(t)
	rapid.Check(t, func(t *rapid.T) {
		calendar := calendars(zones).Draw(t, "calendar")
		at := instants(calendar).Draw(t, "instant")
		hour := calendar.Hour(at)
		if hour.After(at) || at.Sub(hour) >= time.Hour || calendar.Hour(hour) != hour {
			t.Fatalf("hour of %v began at %v", at, hour)
		}
		if before := calendar.Hour(hour.Add(-time.Nanosecond)); !before.Before(hour) {
			t.Fatalf("the hour before %v began at %v", hour, before)
		}
		if hour.Before(calendar.StartOfDay(calendar.Date(at))) || hour.Before(calendar.PeriodAt(at).Start) {
			t.Fatalf("hour %v of %v began on another day", hour, at)
		}
		_, offset := hour.In(calendar.Zone).Zone()
		_, offsetBefore := hour.Add(-time.Nanosecond).In(calendar.Zone).Zone()
		if clock := hour.In(calendar.Zone); offset == offsetBefore && (clock.Minute() != 0 || clock.Second() != 0) {
			t.Fatalf("hour of %v begins at %v although the clocks did not change", at, clock)
		}
	})
}

// A day's figure is the sum of its buckets: every bucket that holds an instant of the day begins in the day.
func TestHoursOfADayAreThatDay(t *testing.T) {
	t.Parallel()
	zones := requireZones(t)
	rapid.Check(t, func(t *rapid.T) {
		calendar := calendars(zones).Draw(t, "calendar")
		date := calendar.Date(instants(calendar).Draw(t, "instant"))
		start := calendar.StartOfDay(date)
		buckets := map[time.Time]bool{}
		for at := start; calendar.Date(at) == date; at = at.Add(time.Minute) {
			buckets[calendar.Hour(at)] = true
		}
		for hour := range buckets {
			if calendar.Date(hour) != date {
				t.Fatalf("bucket %v of %v belongs to %v", hour, date, calendar.Date(hour))
			}
		}
		if len(buckets) < 21 || len(buckets) > 27 {
			t.Fatalf("%v has %d hours", date, len(buckets))
		}
	})
}
