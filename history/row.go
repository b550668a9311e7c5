package history

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/google/uuid"

	"cistern/credit"
	"cistern/metering"
)

// earliest is when a run may have finished at the earliest: one in the year 1 is a mistake that would open a period for every month
// since.
var earliest = time.Date(2000, time.January, 1, 0, 0, 0, 0, time.UTC)

// row is a run with its place in the file.
type row struct {
	line    int
	columns map[string]int
	request metering.Request
}

// rows turns the records of a file into runs.
type rows struct {
	plan   *Plan
	agents *agents
	reader reader
}

func newRows(file io.Reader, plan *Plan, agents *agents) (*rows, error) {
	reader, err := newReader(file, plan)
	if err != nil {
		return nil, err
	}
	return &rows{plan: plan, agents: agents, reader: reader}, nil
}

// next returns errors as reader does.
func (r *rows) next() (row, error) {
	rec, err := r.reader.next()
	if err != nil {
		return row{}, err
	}
	request, problem := r.parse(rec)
	if problem != nil {
		return row{}, problem
	}
	return row{rec.line, rec.columns, request}, nil
}

// parse reads what the row says; whether it may be so is for metering to decide.
func (r *rows) parse(rec *record) (metering.Request, *RowError) {
	q := metering.Request{Kind: metering.Import, Contract: r.plan.Contract, Workspace: r.plan.Workspace, Outcome: credit.OutcomeSucceeded}
	for _, field := range []struct {
		name Field
		read func(string) error
	}{
		{FinishedAt, func(s string) (err error) {
			q.FinishedAt, err = r.plan.parseTime(s)
			return err
		}},
		{StartedAt, func(s string) (err error) {
			if s != "" {
				q.StartedAt, err = r.plan.parseTime(s)
			}
			return err
		}},
		{Outcome, func(s string) error { return readOutcome(s, &q.Outcome) }},
		{Credits, func(s string) (err error) {
			q.Credits, err = credit.ParseAmount(s)
			return err
		}},
		{Agent, func(s string) (err error) {
			q.Agent, err = r.agents.find(s)
			return err
		}},
		{RunID, func(s string) (err error) {
			if q.Run, err = uuid.Parse(s); err != nil {
				err = errors.New("is not a UUID")
			}
			return err
		}},
	} {
		column := r.plan.columnOf(field.name, rec.columns)
		if column == "" {
			continue
		}
		if err := field.read(rec.value(column)); err != nil {
			return q, &RowError{Line: rec.line, Column: column, Value: rec.value(column), Message: err.Error()}
		}
	}
	return r.complete(q, rec)
}

// complete adds what no column tells.
func (r *rows) complete(q metering.Request, rec *record) (metering.Request, *RowError) {
	if r.plan.Agent != "" {
		q.Agent = r.agents.all
	}
	if len(r.plan.Rates) > 0 {
		var problem *RowError
		if q.Credits, problem = cost(r.plan.Rates, rec); problem != nil {
			return q, problem
		}
	}
	if r.plan.columnOf(RunID, rec.columns) == "" {
		q.Run = rowIdentity{q.Contract, q.Agent, r.plan.Source, rec.line, rec.content, q.FinishedAt}.runID()
	}
	return q, nil
}

// layouts are tried in this order; a fraction of a second may follow the seconds of each.
var layouts = []string{time.RFC3339, "2006-01-02 15:04:05", "2006-01-02T15:04:05", "2006-01-02 15:04:05Z07:00"}

func (p *Plan) parseTime(s string) (time.Time, error) {
	wanted := layouts
	if p.TimeLayout != "" {
		wanted = []string{p.TimeLayout}
	}
	for _, layout := range wanted {
		t, err := time.ParseInLocation(layout, s, p.Zone)
		switch {
		case err != nil:
			continue
		case t.Before(earliest):
			return time.Time{}, fmt.Errorf("is before %d: check the column and --time-layout", earliest.Year())
		default:
			return t.UTC(), nil
		}
	}
	return time.Time{}, fmt.Errorf("is not a time such as %s: check the column, or give its --time-layout", strings.Join(wanted, " or "))
}

func readOutcome(s string, outcome *credit.RunOutcome) error {
	if s == "" {
		return nil
	}
	if outcome.UnmarshalGQL(strings.ToUpper(s)) != nil {
		return fmt.Errorf("is neither %s nor %s", credit.OutcomeSucceeded, credit.OutcomeFailed)
	}
	return nil
}
