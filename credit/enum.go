package credit

import (
	"io"
	"slices"
	"strconv"
)

// enum is a domain word: upper-case text, alike in Go, SQL and GraphQL.
type enum interface{ ~string }

func marshalEnum[E enum](w io.Writer, e E) {
	_, _ = io.WriteString(w, strconv.Quote(string(e)))
}

func unmarshalEnum[E enum](v any, values []E) (E, error) {
	text, ok := v.(string)
	if e := E(text); ok && slices.Contains(values, e) {
		return e, nil
	}
	return "", badInput("%.40v is not one of %v", v, values)
}

// texts is what ent wants to know of an enum: its values as plain strings.
func texts[E enum](values []E) []string {
	out := make([]string, len(values))
	for i, v := range values {
		out[i] = string(v)
	}
	return out
}
