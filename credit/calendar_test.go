package credit_test

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"cistern/credit"
)

func TestNewCalendar(t *testing.T) {
	t.Parallel()
	for _, refused := range []struct {
		serviceDay int
		zone, want string
	}{
		{0, "UTC", "service day 0"},
		{32, "UTC", "service day 32"},
		{-1, "UTC", "service day -1"},
		{1, "", "not a time zone"},
		{1, "Local", "not a time zone"},
		{1, "localtime", "not a time zone"},
		{1, "right/Europe/Berlin", "not a time zone"},
		{1, "europe/berlin", "not a time zone"},
		{1, "Europe/Atlantis", "not a time zone"},
		{1, "Europe", "not a time zone"},
		{1, "../../etc/passwd", "not a time zone"},
		{1, "/etc/localtime", "not a time zone"},
		{1, "Europe/Berlin\x00", "not a time zone"},
		{1, "Z\u202e" + strings.Repeat("z", 1e5), "not a time zone"},
	} {
		_, err := credit.NewCalendar(refused.serviceDay, refused.zone)
		requireBadInput(t, err, refused.want)
	}
	calendar, err := credit.NewCalendar(31, "Asia/Kathmandu")
	if err != nil || calendar.ServiceDay != 31 || calendar.Zone.String() != "Asia/Kathmandu" {
		t.Errorf("NewCalendar = %v, %v", calendar, err)
	}
}

// The zones whose clocks have broken calendars before.
func TestStartOfDay(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ why, zone, date, want string }{
		{"jumps over midnight", "America/Havana", "2024-03-10", "2024-03-10T05:00:00Z"},
		{"shows midnight twice", "America/Havana", "2024-11-03", "2024-11-03T04:00:00Z"},
		{"jumps over midnight", "Asia/Beirut", "2024-03-31", "2024-03-30T22:00:00Z"},
		{"goes back at midnight", "Asia/Beirut", "2024-10-27", "2024-10-26T22:00:00Z"},
		{"jumps over midnight", "Africa/Cairo", "2024-04-26", "2024-04-25T22:00:00Z"},
		{"goes back at midnight", "Africa/Cairo", "2024-11-01", "2024-10-31T22:00:00Z"},
		{"jumps over midnight", "America/Santiago", "2024-09-08", "2024-09-08T04:00:00Z"},
		{"goes back at midnight", "America/Santiago", "2024-04-07", "2024-04-07T04:00:00Z"},
		{"jumps over midnight", "America/Asuncion", "2023-10-01", "2023-10-01T04:00:00Z"},
		{"goes back at midnight", "America/Asuncion", "2024-03-24", "2024-03-24T04:00:00Z"},
		{"jumps over midnight", "Atlantic/Azores", "2024-03-31", "2024-03-31T01:00:00Z"},
		{"shows midnight twice", "Atlantic/Azores", "2024-10-27", "2024-10-27T00:00:00Z"},
		{"goes back a minute after midnight", "America/St_Johns", "2010-11-07", "2010-11-07T02:30:00Z"},
		{"skipped the date", "Pacific/Apia", "2011-12-30", "2011-12-30T10:00:00Z"},
		{"after the skipped date", "Pacific/Apia", "2011-12-31", "2011-12-30T10:00:00Z"},
		{"skipped the date", "Pacific/Kwajalein", "1993-08-21", "1993-08-21T12:00:00Z"},
		{"after the skipped date", "Pacific/Kwajalein", "1993-08-22", "1993-08-21T12:00:00Z"},
		{"half an hour back", "Australia/Lord_Howe", "2024-04-07", "2024-04-06T13:00:00Z"},
		{"after half an hour back", "Australia/Lord_Howe", "2024-04-08", "2024-04-07T13:30:00Z"},
		{"45 minutes", "Asia/Kathmandu", "2024-01-01", "2023-12-31T18:15:00Z"},
		{"summer is the standard time", "Europe/Dublin", "2024-10-27", "2024-10-26T23:00:00Z"},
		{"summer is the standard time", "Europe/Dublin", "2024-10-28", "2024-10-28T00:00:00Z"},
		{"last day of a leap year, where Go ends the offset too early", "Europe/Berlin", "2048-12-31", "2048-12-30T23:00:00Z"},
		{"far past", "Europe/Berlin", "0001-01-01", "0000-12-31T23:06:32Z"},
		{"far future", "Europe/Berlin", "9999-12-31", "9999-12-30T23:00:00Z"},
	} {
		got := calendarIn(t, 1, c.zone).StartOfDay(date(t, c.date))
		if got.Format(time.RFC3339Nano) != c.want || got.Location() != time.UTC {
			t.Errorf("%s %s starts at %v, want %s (%s)", c.zone, c.date, got, c.want, c.why)
		}
	}
}

func TestServiceDay31KeepsToTheEndOfTheMonth(t *testing.T) {
	t.Parallel()
	calendar := calendarIn(t, 31, "UTC")
	period := calendar.PeriodAt(instant(t, "2027-12-31T00:00:00Z"))
	for _, want := range []string{"2027-12-31", "2028-01-31", "2028-02-29", "2028-03-31", "2028-04-30", "2028-05-31"} {
		if got := calendar.Date(period.Start).String(); got != want {
			t.Fatalf("period starts on %s, want %s", got, want)
		}
		period = calendar.Next(period)
	}
}

// In St. John's the clocks went from 00:01 on the first of the month back to 23:01: a reset is not taken back.
func TestPeriodAndDateHaveBegunAlthoughClocksGoBack(t *testing.T) {
	t.Parallel()
	calendar := calendarIn(t, 1, "America/St_Johns")
	again := instant(t, "2009-11-01T02:31:00Z")
	if got := calendar.Date(again).String(); got != "2009-11-01" {
		t.Errorf("date is %s", got)
	}
	want := credit.Period{Start: instant(t, "2009-11-01T02:30:00Z"), End: instant(t, "2009-12-01T03:30:00Z")}
	if got := calendar.PeriodAt(again); got != want {
		t.Errorf("period is %v, want %v", got, want)
	}
}

// A changed service day neither leaves a gap nor counts a day twice.
func TestNextFollowsAPeriodOfAnotherServiceDay(t *testing.T) {
	t.Parallel()
	old, changed := calendarIn(t, 20, "UTC"), calendarIn(t, 5, "UTC")
	last := old.PeriodAt(instant(t, "2026-11-22T00:00:00Z"))
	want := credit.Period{Start: last.End, End: instant(t, "2027-01-05T00:00:00Z")}
	if got := changed.Next(last); got != want {
		t.Errorf("next = %v, want %v", got, want)
	}
}

func TestKind(t *testing.T) {
	t.Parallel()
	calendar := calendarIn(t, 10, "America/Havana")
	period := calendar.PeriodAt(instant(t, "2024-03-10T05:00:00Z")) // its midnight does not exist
	for startsOn, want := range map[string]credit.PeriodKind{
		"2024-03-09": credit.PeriodBilled,
		"2024-03-10": credit.PeriodBilled,
		"2024-03-11": credit.PeriodFree,
		"2024-04-10": credit.PeriodFree,
	} {
		billed := date(t, startsOn)
		if got := calendar.Kind(period, &billed); got != want {
			t.Errorf("billed from %s: %s, want %s", startsOn, got, want)
		}
	}
	if got := calendar.Kind(period, nil); got != credit.PeriodFree {
		t.Errorf("never billed: %s", got)
	}
}

func TestEveryInstantIsInOnePeriod(t *testing.T) {
	t.Parallel()
	zones := requireZones(t)
	rapid.Check(t, func(t *rapid.T) {
		calendar := calendars(zones).Draw(t, "calendar")
		at := instants(calendar).Draw(t, "instant")
		period := calendar.PeriodAt(at)
		previous, next := calendar.Previous(period), calendar.Next(period)
		if !period.Contains(at) || previous.Contains(at) || next.Contains(at) {
			t.Fatalf("%v: previous %v, its own %v, next %v", at, previous, period, next)
		}
		if previous != calendar.PeriodAt(period.Start.Add(-time.Microsecond)) || next != calendar.PeriodAt(period.End) {
			t.Fatalf("%v: previous %v and next %v are not the periods beside %v", at, previous, next, period)
		}
		if days := period.End.Sub(period.Start).Hours() / 24; days < 26.9 || days > 32.1 {
			t.Fatalf("period %v has %v days", period, days)
		}
	})
}

func calendars(zones map[string]*time.Location) *rapid.Generator[credit.Calendar] {
	// UTC, two zones off the full hour, and those whose clocks change about midnight come often.
	odd := []string{"UTC", "Asia/Kathmandu", "Australia/Lord_Howe", "America/Havana", "America/St_Johns", "Asia/Beirut", "Pacific/Apia"}
	names := rapid.OneOf(rapid.SampledFrom(odd), rapid.SampledFrom(slices.Sorted(maps.Keys(zones))))
	return rapid.Custom(func(t *rapid.T) credit.Calendar {
		zone, err := time.LoadLocation(names.Draw(t, "zone"))
		if err != nil {
			t.Fatal(err)
		}
		return credit.Calendar{ServiceDay: rapid.IntRange(1, 31).Draw(t, "service day"), Zone: zone}
	})
}

// instants draws any time from 1990 to 2060, most of them near a change of the clocks, a midnight or a reset.
func instants(calendar credit.Calendar) *rapid.Generator[time.Time] {
	return rapid.Custom(func(t *rapid.T) time.Time {
		at := time.Unix(rapid.Int64Range(631_152_000, 2_840_140_800).Draw(t, "second"), 0).UTC()
		change, _ := at.In(calendar.Zone).ZoneBounds()
		edge := rapid.SampledFrom([]time.Time{
			at, change.UTC(), calendar.StartOfDay(calendar.Date(at)), calendar.PeriodAt(at).Start,
		}).Draw(t, "edge")
		if edge.Year() < 1990 {
			edge = at
		}
		near := rapid.OneOf(rapid.Int64Range(-1, 1), rapid.Int64Range(-7_200_000_000, 7_200_000_000)).Draw(t, "microseconds")
		return edge.Add(time.Duration(near) * time.Microsecond)
	})
}

func calendarIn(t *testing.T, serviceDay int, zone string) credit.Calendar {
	t.Helper()
	calendar, err := credit.NewCalendar(serviceDay, zone)
	if err != nil {
		t.Fatal(err)
	}
	return calendar
}

func date(t *testing.T, text string) credit.Date {
	t.Helper()
	date, err := credit.ParseDate(text)
	if err != nil {
		t.Fatal(err)
	}
	return date
}

func instant(t *testing.T, text string) time.Time {
	t.Helper()
	at, err := time.Parse(time.RFC3339, text)
	if err != nil {
		t.Fatal(err)
	}
	return at.UTC()
}
