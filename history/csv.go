package history

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

var errEmpty = errors.New("the file is empty")

// csvReader reads RFC 4180: commas, quotes, line breaks within quotes. Blank lines are skipped.
type csvReader struct {
	lines  *lines
	parser *csv.Reader
	record record
}

func newCSVReader(l *lines, plan *Plan) (*csvReader, error) {
	r := &csvReader{lines: l, parser: csv.NewReader(l)}
	r.parser.FieldsPerRecord = -1
	header, err := r.read()
	if errors.Is(err, io.EOF) {
		return nil, errEmpty
	}
	if err != nil {
		return nil, fmt.Errorf("the header cannot be read: %w", err)
	}
	r.record.columns = make(map[string]int, len(header))
	for i, column := range header {
		if _, twice := r.record.columns[column]; twice {
			return nil, fmt.Errorf("the header has the column %.40q twice", column)
		}
		r.record.columns[column] = i
	}
	if missing := plan.missing(r.record.columns); missing != "" {
		return nil, errors.New(missing)
	}
	r.parser.ReuseRecord = true
	return r, nil
}

func (r *csvReader) next() (*record, error) {
	values, err := r.read()
	if err != nil {
		return nil, err
	}
	line, _ := r.parser.FieldPos(0)
	if got, want := len(values), len(r.record.columns); got != want {
		return nil, &RowError{Line: line, Message: fmt.Sprintf("has %d of %d fields%s", got, want, r.cut())}
	}
	r.record.line, r.record.values, r.record.content = line, values, values
	return &r.record, nil
}

// read turns what is wrong with one record into a *RowError.
func (r *csvReader) read() ([]string, error) {
	r.lines.begin()
	values, err := r.parser.Read()
	var malformed *csv.ParseError
	switch {
	case errors.Is(err, errTooLong):
		return nil, &RowError{Line: r.lines.start, Message: errTooLong.Error()}
	case errors.As(err, &malformed):
		return nil, &RowError{Line: malformed.StartLine, Message: explainCSV(malformed.Err) + r.cut()}
	case err != nil:
		return nil, err
	}
	for i, value := range values {
		if !utf8.ValidString(value) {
			line, _ := r.parser.FieldPos(i)
			return nil, &RowError{Line: line, Value: value, Message: notUTF8}
		}
	}
	return values, nil
}

// cut says that the file ends with the record.
func (r *csvReader) cut() string {
	if _, err := r.lines.in.Peek(1); errors.Is(err, io.EOF) {
		return "; the file ends there: was it cut off?"
	}
	return ""
}

func explainCSV(err error) string {
	if errors.Is(err, csv.ErrBareQuote) || errors.Is(err, csv.ErrQuote) {
		return `has a quote that does not belong there or does not end: write "" for a quote within quotes`
	}
	return strings.TrimPrefix(err.Error(), "csv: ")
}

const notUTF8 = "is not UTF-8: save the file as UTF-8"
