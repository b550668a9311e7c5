package report

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"
)

// AuditChange is a part of a subject that a change left different. Texts are as they are, everything else is JSON; nil is nothing.
type AuditChange struct {
	Name          string
	Before, After *string
}

// Changes are the parts that differ, by name.
func (e AuditEntry) Changes() ([]AuditChange, error) {
	before, err := parts(e.Before)
	if err != nil {
		return nil, err
	}
	after, err := parts(e.After)
	if err != nil {
		return nil, err
	}
	names := map[string]bool{}
	for name := range before {
		names[name] = true
	}
	for name := range after {
		names[name] = true
	}
	changes := []AuditChange{}
	for _, name := range slices.Sorted(maps.Keys(names)) {
		if !bytes.Equal(before[name], after[name]) {
			changes = append(changes, AuditChange{name, shown(before[name]), shown(after[name])})
		}
	}
	return changes, nil
}

// parts are those of a state that are something. jsonb writes equal values alike.
func parts(state json.RawMessage) (found map[string]json.RawMessage, err error) {
	if state == nil {
		return nil, nil
	}
	if err := json.Unmarshal(state, &found); err != nil {
		return nil, err
	}
	maps.DeleteFunc(found, func(_ string, value json.RawMessage) bool { return string(value) == "null" })
	return found, nil
}

func shown(value json.RawMessage) *string {
	if value == nil {
		return nil
	}
	text := string(value)
	var plain string
	if json.Unmarshal(value, &plain) == nil {
		text = plain
	}
	return &text
}
