package credit

import (
	"io"
	"strconv"
	"time"
)

// Date is a day of a calendar, without a time zone; a Calendar says when it begins.
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// DateOf is the day that t's own location shows.
func DateOf(t time.Time) Date {
	year, month, day := t.Date()
	return Date{year, month, day}
}

// ParseDate reads YYYY-MM-DD, from the year 1 to 9999; anything else is an *Error with CodeBadInput.
func ParseDate(s string) (Date, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil || t.Year() < 1 {
		return Date{}, badInput("%+.40q is not a date: write year, month and day, such as 2026-11-22", s)
	}
	return DateOf(t), nil
}

// String is the date as YYYY-MM-DD.
func (d Date) String() string { return d.midnightUTC().Format(time.DateOnly) }

// MarshalText writes String, for JSON.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// Weekday is the day of the week.
func (d Date) Weekday() time.Weekday { return d.midnightUTC().Weekday() }

// MarshalGQL writes String.
func (d Date) MarshalGQL(w io.Writer) {
	_, _ = io.WriteString(w, strconv.Quote(d.String()))
}

// UnmarshalGQL reads what ParseDate accepts.
func (d *Date) UnmarshalGQL(in any) (err error) {
	text, ok := in.(string)
	if !ok {
		return badInput("a date must be a string, such as 2026-11-22")
	}
	*d, err = ParseDate(text)
	return err
}

// midnightUTC is the reading of the clock at which the date begins, before a zone turns it into an instant.
func (d Date) midnightUTC() time.Time {
	return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC)
}

func (d Date) next() Date { return DateOf(d.midnightUTC().AddDate(0, 0, 1)) }
