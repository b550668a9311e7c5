package credit

import "time"

// Day is one day of a contract: half-open, in UTC.
type Day struct {
	Date       Date
	Start, End time.Time
}

// StartOfDay is the first instant, in UTC, at which the clocks of the zone read midnight of the date or later (D2).
// So a midnight that clocks jump over becomes the first instant after the jump, one that they pass twice is the earlier,
// and a date that a zone skipped whole begins together with the next one and is empty.
//
// time.Date promises neither: in a jump or a repetition it picks either offset.
func (c Calendar) StartOfDay(date Date) time.Time {
	midnight := date.midnightUTC()
	// No zone is a whole day ahead of UTC, so the clocks read less than midnight here, and the walk only goes forward.
	at := midnight.Add(-24 * time.Hour).In(c.Zone)
	for {
		_, offset := at.Zone()
		_, end := at.ZoneBounds()
		start := midnight.Add(-time.Duration(offset) * time.Second)
		switch {
		case end.After(at) && !start.Before(end): // on 31 December of a leap year Go's end is the past, and means none
			at = end
		case start.Before(at):
			return at.UTC()
		default:
			return start
		}
	}
}

// Date is the day of the contract that contains t. Where clocks go back over midnight (from 00:01 to 23:01 in
// St. John's until 2011) that is the day that has begun, not the one that they show again.
func (c Calendar) Date(t time.Time) Date {
	date := DateOf(t.In(c.Zone))
	if next := date.next(); !t.Before(c.StartOfDay(next)) {
		return next
	}
	return date
}

// Days cuts p into days, up to the one that contains until: all of them when p has ended by then, none when it has not begun.
func (c Calendar) Days(p Period, until time.Time) []Day {
	var days []Day
	start, date := p.Start, c.Date(p.Start)
	for start.Before(p.End) && !until.Before(start) {
		tomorrow := date.next()
		end := c.StartOfDay(tomorrow)
		if end.After(p.End) {
			end = p.End
		}
		if end.After(start) { // not a date that the zone skipped
			days = append(days, Day{Date: date, Start: start, End: end})
		}
		start, date = end, tomorrow
	}
	return days
}

// Hour is the instant, in UTC, at which the clock hour of t began: the key of its hourly rollup. A change of the
// clocks begins a new hour, however short, so that no hour reaches across the start of a day or of a period.
func (c Calendar) Hour(t time.Time) time.Time {
	local := t.In(c.Zone)
	intoHour := int64(local.Minute()*60 + local.Second())
	hour := time.Unix(local.Unix()-intoHour, 0).In(c.Zone)
	_, before := hour.Zone()
	if _, now := local.Zone(); now != before {
		hour, _ = local.ZoneBounds()
	}
	return hour.UTC()
}
