package history

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"
)

// Field is what a column may tell of a run.
type Field string

// The fields, by the names of their columns where no other is mapped.
const (
	RunID      Field = "runId"      // a UUID; derived from the row when the file has none
	Agent      Field = "agent"      // name, global id or UUID
	Credits    Field = "credits"    // a decimal
	Outcome    Field = "outcome"    // SUCCEEDED, which is the default, or FAILED
	StartedAt  Field = "startedAt"  // may be empty
	FinishedAt Field = "finishedAt" // decides the period
)

// Fields are all of them, as --help lists them.
var Fields = []Field{RunID, Agent, Credits, Outcome, StartedAt, FinishedAt}

// Plan says what a file means and what to do with it.
type Plan struct {
	Contract, Workspace uuid.UUID
	Source              string // name of the file, for run ids that are derived
	Format              Format

	Columns map[Field]string // those mapped to another name than their own
	Agent   string           // that of every run; empty: a column has it
	Rates   []Rate           // what credits are computed from; none: a column has them

	TimeLayout string         // of package time; empty: RFC 3339, or the same with a space or without a zone
	Zone       *time.Location // of times that do not name theirs

	CreateAgents bool // make the agents that the workspace does not have
	SkipBad      bool // import the good rows of a file with bad ones
	DryRun       bool // check only
}

// Check refuses a plan that says two things at once.
func (p *Plan) Check() error {
	for field := range p.Columns {
		if !slices.Contains(Fields, field) {
			return fmt.Errorf("there is no field %.40q: the fields are %s", field, joinFields())
		}
	}
	if p.Agent != "" && p.Columns[Agent] != "" {
		return errors.New("the agent is given for all runs and by a column: choose one")
	}
	if len(p.Rates) > 0 && p.Columns[Credits] != "" {
		return errors.New("credits are computed by rates and read from a column: choose one")
	}
	return nil
}

// columnOf is where a field is told, empty when it is not told by a column. A column that is named like the field need not be there.
func (p *Plan) columnOf(field Field, columns map[string]int) string {
	if field == Agent && p.Agent != "" || field == Credits && len(p.Rates) > 0 {
		return ""
	}
	if mapped := p.Columns[field]; mapped != "" {
		return mapped
	}
	if _, has := columns[string(field)]; has {
		return string(field)
	}
	return ""
}

// missing says which column the plan needs that is not there; empty when all are.
func (p *Plan) missing(columns map[string]int) string {
	for _, field := range Fields {
		column := p.columnOf(field, columns)
		if _, has := columns[column]; column != "" && !has {
			return fmt.Sprintf("there is no column %.40q for %s; %s", column, field, listColumns(columns))
		}
	}
	for _, rate := range p.Rates {
		if _, has := columns[rate.Column]; !has {
			return fmt.Sprintf("there is no column %.40q, which has a rate; %s", rate.Column, listColumns(columns))
		}
	}
	for _, needed := range []struct {
		field   Field
		told    bool
		instead string
	}{
		{FinishedAt, false, ""},
		{Agent, p.Agent != "", " or --agent NAME"},
		{Credits, len(p.Rates) > 0, " or --rate COLUMN=CREDITS/UNITS"},
	} {
		if !needed.told && p.columnOf(needed.field, columns) == "" {
			return fmt.Sprintf("no column tells %[1]s: pass --map %[1]s=COLUMN%[2]s; %[3]s", needed.field, needed.instead, listColumns(columns))
		}
	}
	return ""
}

// nested is the first column of the plan whose value in the record is an object or an array.
func (p *Plan) nested(r *record) string {
	for _, field := range Fields {
		if column := p.columnOf(field, r.columns); column != "" && r.nested[r.columns[column]] {
			return column
		}
	}
	for _, rate := range p.Rates {
		if r.nested[r.columns[rate.Column]] {
			return rate.Column
		}
	}
	return ""
}

func joinFields() string {
	names := make([]string, len(Fields))
	for i, field := range Fields {
		names[i] = string(field)
	}
	return strings.Join(names, ", ")
}
