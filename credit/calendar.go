package credit

import (
	"sync"
	"time"
)

// Calendar is what a contract counts time by (D2): the day of the month on which credits reset, and its time zone.
type Calendar struct {
	ServiceDay int // 1 to 31; a shorter month has its last day instead
	Zone       *time.Location
}

// zones keeps what time.LoadLocation has read: it opens a file each time, and every batch of runs asks.
var zones sync.Map

// NewCalendar refuses a service day outside 1 to 31 and a zone that the IANA database does not have
// with an *Error of CodeBadInput.
func NewCalendar(serviceDay int, zone string) (Calendar, error) {
	if serviceDay < 1 || serviceDay > 31 {
		return Calendar{}, badInput("service day %d is not a day of a month: choose 1 to 31", serviceDay)
	}
	location, err := loadZone(zone)
	if err != nil {
		return Calendar{}, err
	}
	return Calendar{ServiceDay: serviceDay, Zone: location}, nil
}

func loadZone(name string) (*time.Location, error) {
	if zone, ok := zones.Load(name); ok {
		return zone.(*time.Location), nil
	}
	unknown := badInput("%+.40q is not a time zone: use an IANA name such as Europe/Berlin", name)
	// IANA names begin with a capital; files in lower case beside them are the machine's own zone or count leap seconds.
	if name == "" || name == "Local" || name[0] < 'A' || name[0] > 'Z' {
		return nil, unknown
	}
	zone, err := time.LoadLocation(name)
	if err != nil {
		return nil, unknown
	}
	zones.Store(name, zone)
	return zone, nil
}

// Period is the bounds of a billing period: half-open, in UTC.
type Period struct{ Start, End time.Time }

// Contains reports whether t lies in [Start, End).
func (p Period) Contains(t time.Time) bool { return !t.Before(p.Start) && t.Before(p.End) }

// PeriodAt is the billing period that contains t. Both bounds are computed from the service day, never from each
// other, so that a service day of 31 survives February.
func (c Calendar) PeriodAt(t time.Time) Period {
	year, month, _ := t.In(c.Zone).Date()
	start, end := c.reset(year, month), c.reset(year, month+1)
	switch {
	case t.Before(start):
		return Period{c.reset(year, month-1), start}
	case !t.Before(end): // clocks went back over a midnight at which credits had already been reset
		return Period{end, c.reset(year, month+2)}
	}
	return Period{start, end}
}

// reset is the instant at which credits reset in a month; months below 1 and above 12 count on from the year.
func (c Calendar) reset(year int, month time.Month) time.Time {
	date := DateOf(time.Date(year, month+1, 0, 0, 0, 0, 0, time.UTC))
	date.Day = min(date.Day, c.ServiceDay)
	return c.StartOfDay(date)
}

// Next is the period that follows p without a gap, up to the next service date; it is a short one when
// the service day or zone has changed since p was made.
func (c Calendar) Next(p Period) Period { return Period{p.End, c.PeriodAt(p.End).End} }

// Previous is the period that p follows without a gap.
func (c Calendar) Previous(p Period) Period {
	return Period{c.PeriodAt(p.Start.Add(-time.Nanosecond)).Start, p.Start}
}

// Kind is PeriodBilled for a period that starts on or after the day from which its contract is billed; nil is never (D3).
func (c Calendar) Kind(p Period, billingStartsOn *Date) PeriodKind {
	if billingStartsOn == nil || p.Start.Before(c.StartOfDay(*billingStartsOn)) {
		return PeriodFree
	}
	return PeriodBilled
}

// FirstBilled is the first billed period from a given one on; none where billing starts never.
func (c Calendar) FirstBilled(p Period, billingStartsOn *Date) (first Period, found bool) {
	if billingStartsOn == nil {
		return Period{}, false
	}
	for c.Kind(p, billingStartsOn) == PeriodFree {
		p = c.Next(p)
	}
	return p, true
}
