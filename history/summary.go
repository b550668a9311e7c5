package history

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"time"

	"cistern/credit"
	"cistern/ent"
	"cistern/metering"
)

// Summary is what an import did, or in a dry run would do.
type Summary struct {
	Rows     int // of the file, the bad ones too
	Recorded int
	Repeated int           // were recorded before, or stand in the file twice
	Credits  credit.Amount // of those recorded

	First, Last   time.Time // when the earliest and the latest good run finished
	Periods       []Period  // in which recorded runs land, by time
	NewAgents     []string
	UnknownAgents []string // at most 20

	Bad    RowErrors
	GaveUp bool // the file was not read to its end, because too many rows are bad
	Took   time.Duration
}

// Period is a billing period.
type Period struct {
	Start, End time.Time
	Kind       credit.PeriodKind
}

func (s *Summary) count(q metering.Request, result metering.Result) (err error) {
	if s.First.IsZero() || q.FinishedAt.Before(s.First) {
		s.First = q.FinishedAt
	}
	if q.FinishedAt.After(s.Last) {
		s.Last = q.FinishedAt
	}
	if result.Repeated {
		s.Repeated++
		return nil
	}
	s.Recorded++
	if s.Credits, err = s.Credits.Plus(q.Credits); err != nil {
		return errors.New("the credits of the runs add up to more than can be counted: check the column or the rates")
	}
	return nil
}

func (s *Summary) addPeriods(periods []*ent.BillingPeriod) {
	for _, p := range periods {
		at, known := slices.BinarySearchFunc(s.Periods, p.StartsAt, func(q Period, t time.Time) int { return q.Start.Compare(t) })
		if !known {
			s.Periods = slices.Insert(s.Periods, at, Period{p.StartsAt.UTC(), p.EndsAt.UTC(), p.Kind})
		}
	}
}

// timeShown is how times are written, with the seven decimals that some files have cut to the six that are kept.
const timeShown = "2006-01-02T15:04:05.999999Z07:00"

// Write writes the summary for a person, each figure on its line.
func (s *Summary) Write(w io.Writer) error {
	out := lineWriter{w: w}
	out.line("rows", "%d", s.Rows)
	out.line("recorded", "%d", s.Recorded)
	out.line("repeated", "%d", s.Repeated)
	out.line("skipped", "%d", s.Bad.Count)
	out.line("credits", "%s", s.Credits)
	if !s.Last.IsZero() {
		out.line("finished", "%s to %s", s.First.Format(timeShown), s.Last.Format(timeShown))
	}
	for _, p := range s.Periods {
		out.line("period", "%s to %s %s", p.Start.Format(timeShown), p.End.Format(timeShown), p.Kind)
	}
	if len(s.NewAgents) > 0 {
		out.line("new agents", "%s", quoteAll(s.NewAgents))
	}
	out.line("seconds", "%.1f", s.Took.Seconds())
	if s.Bad.Count > 0 {
		out.print("skipped rows\n%s", &s.Bad)
	}
	return out.err
}

// lineWriter keeps the first error.
type lineWriter struct {
	w   io.Writer
	err error
}

func (l *lineWriter) line(name, format string, args ...any) {
	l.print("%-12s %s\n", name, fmt.Sprintf(format, args...))
}

func (l *lineWriter) print(format string, args ...any) {
	if l.err == nil {
		_, l.err = fmt.Fprintf(l.w, format, args...)
	}
}
