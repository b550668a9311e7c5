package history

import (
	"fmt"
	"strings"
)

// shown is how many characters of a value a RowError shows.
const shown = 40

// RowError is what is wrong with one row.
type RowError struct {
	Line    int    // where the row starts, from 1; the header of CSV counts
	Column  string // empty when it is about the whole row
	Value   string // what the file has there, as it is
	Message string // what is wrong and what to do
}

// Error shows the place, the value cut and escaped, and the message.
func (p *RowError) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "line %d", p.Line)
	if p.Column != "" {
		fmt.Fprintf(&b, ", column %.*q", shown, p.Column)
	}
	if p.Value != "" {
		fmt.Fprintf(&b, ", value %.*q", shown, p.Value)
	}
	return fmt.Sprintf("%s: %s", &b, p.Message)
}

// listed is how many problems are kept; the others are counted.
const listed = 20

// RowErrors are the bad rows of a file.
type RowErrors struct {
	First []*RowError // at most 20, in the order of the file
	Count int
}

func (p *RowErrors) add(problem *RowError) {
	p.Count++
	if len(p.First) < listed {
		p.First = append(p.First, problem)
	}
}

// String has a line for each, and one for those that are not listed.
func (p *RowErrors) String() string {
	var b strings.Builder
	for _, problem := range p.First {
		fmt.Fprintf(&b, "  %v\n", problem)
	}
	if more := p.Count - len(p.First); more > 0 {
		fmt.Fprintf(&b, "  and %d more\n", more)
	}
	return b.String()
}

// BadRowsError is the error of an import with rows that it cannot record.
type BadRowsError struct {
	Summary *Summary
	Begun   bool // some were refused after the import had begun: the others are recorded
}

func (e *BadRowsError) Error() string {
	bad := &e.Summary.Bad
	var b strings.Builder
	switch {
	case e.Begun:
		fmt.Fprintf(&b, "%d rows were refused, the others are recorded:\n", bad.Count)
	case e.Summary.GaveUp:
		fmt.Fprintf(&b, "more than %d of the first %d rows are bad, nothing was imported:\n", maxBad, e.Summary.Rows)
	default:
		fmt.Fprintf(&b, "%d of %d rows are bad, nothing was imported; --skip-bad leaves them out:\n", bad.Count, e.Summary.Rows)
	}
	b.WriteString(bad.String())
	if unknown := e.Summary.UnknownAgents; len(unknown) > 0 {
		fmt.Fprintf(&b, "agents that the workspace does not have, which --create-agents would make: %s\n", quoteAll(unknown))
	}
	return strings.TrimSuffix(b.String(), "\n")
}

func quoteAll(names []string) string {
	quoted := make([]string, len(names))
	for i, name := range names {
		quoted[i] = fmt.Sprintf("%.*q", shown, name)
	}
	return strings.Join(quoted, ", ")
}
