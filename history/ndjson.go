package history

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"
)

// ndjsonReader reads one JSON object a line; blank lines are skipped. Numbers keep the digits that the file has.
type ndjsonReader struct {
	lines  *lines
	plan   *Plan
	record record
	found  bool // anything yet
}

func (r *ndjsonReader) next() (*record, error) {
	for {
		line, err := r.lines.line()
		switch {
		case errors.Is(err, errTooLong):
			r.found = true
			return nil, &RowError{Line: r.lines.start, Message: err.Error()}
		case errors.Is(err, io.EOF) && !r.found:
			return nil, errEmpty
		case err != nil:
			return nil, err
		case len(bytes.TrimSpace(line)) == 0:
			continue
		}
		r.found = true
		return r.parse(line)
	}
}

func (r *ndjsonReader) parse(line []byte) (*record, error) {
	wrong := &RowError{Line: r.lines.start}
	if !utf8.Valid(line) {
		wrong.Value, wrong.Message = head(line), notUTF8
		return nil, wrong
	}
	r.record = record{line: r.lines.start, columns: map[string]int{}, content: []string{string(line)}}
	if err := r.record.readObject(line); err != nil {
		wrong.Value, wrong.Message = head(line), err.Error()
		return nil, wrong
	}
	if missing := r.plan.missing(r.record.columns); missing != "" {
		wrong.Message = missing
		return nil, wrong
	}
	if column := r.plan.nested(&r.record); column != "" {
		wrong.Column, wrong.Message = column, "is an object or an array, where a string or a number belongs"
		return nil, wrong
	}
	return &r.record, nil
}

var (
	errNotObject = errors.New("is not a JSON object: each line must be a whole one")
	errCutObject = errors.New("is half a JSON object: was the file cut off?")
)

func (r *record) readObject(line []byte) error {
	d := json.NewDecoder(bytes.NewReader(line))
	if open, err := d.Token(); err != nil || open != json.Delim('{') {
		return errNotObject
	}
	for d.More() {
		key, err := d.Token()
		if err != nil {
			return explainJSON(err)
		}
		name, _ := key.(string) // the decoder takes nothing else for a key
		if _, twice := r.columns[name]; twice {
			return fmt.Errorf("has the key %.40q twice", name)
		}
		var raw json.RawMessage
		if err := d.Decode(&raw); err != nil {
			return explainJSON(err)
		}
		if err := r.add(name, raw); err != nil {
			return explainJSON(err)
		}
	}
	if _, err := d.Token(); err != nil {
		return explainJSON(err)
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return errNotObject
	}
	return nil
}

func (r *record) add(name string, raw json.RawMessage) (err error) {
	var value string
	switch raw[0] {
	case '"':
		err = json.Unmarshal(raw, &value)
	case '{', '[', 'n':
	default:
		value = string(raw)
	}
	r.columns[name] = len(r.values)
	r.values = append(r.values, value)
	r.nested = append(r.nested, raw[0] == '{' || raw[0] == '[')
	return err
}

func explainJSON(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return errCutObject
	}
	return fmt.Errorf("is not JSON: %w", err)
}

// head is enough of a line to show.
func head(line []byte) string { return string(line[:min(len(line), 4*shown)]) }
