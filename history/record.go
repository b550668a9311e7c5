package history

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
)

// Format is how a file is written.
type Format string

// The formats.
const (
	CSV    Format = "csv"    // with a header
	NDJSON Format = "ndjson" // one JSON object a line
)

// record is one row as the file has it. It is overwritten by the next.
type record struct {
	line    int // where it starts, from 1
	columns map[string]int
	values  []string // by columns; a JSON null is empty
	nested  []bool   // of NDJSON: the value is an object or array
	content []string // what makes it this record and no other
}

// value is empty for a column that the record does not have.
func (r *record) value(column string) string {
	if i, has := r.columns[column]; has {
		return r.values[i]
	}
	return ""
}

// reader reads records. A *RowError is the end of that record only, io.EOF the end of the file, any other error that of the import.
type reader interface {
	next() (*record, error)
}

// newReader reads the head of the file, if it has one, and refuses it when it lacks a column that the plan needs.
func newReader(in io.Reader, plan *Plan) (reader, error) {
	l, err := newLines(in)
	if err != nil {
		return nil, err
	}
	if plan.Format == NDJSON {
		return &ndjsonReader{lines: l, plan: plan}, nil
	}
	return newCSVReader(l, plan)
}

// listColumns names what there is, for somebody who has misspelt one of them.
func listColumns(columns map[string]int) string {
	const most = 30
	names := slices.SortedFunc(maps.Keys(columns), func(a, b string) int { return columns[a] - columns[b] })
	more := ""
	if len(names) > most {
		names, more = names[:most], fmt.Sprintf(" and %d more", len(names)-most)
	}
	for i, name := range names {
		names[i] = fmt.Sprintf("%.40q", name)
	}
	return "the columns are " + strings.Join(names, ", ") + more
}
