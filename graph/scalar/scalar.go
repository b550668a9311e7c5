// Package scalar is how the API writes and reads values that Go has types for already. What cannot be read is the caller's
// mistake, so it is a credit.Error that says what to write instead.
package scalar

import (
	"fmt"
	"io"
	"strconv"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/google/uuid"

	"cistern/credit"
)

// MarshalTime writes an instant in UTC, with as many decimals of a second as it has.
func MarshalTime(t time.Time) graphql.Marshaler {
	return graphql.WriterFunc(func(w io.Writer) {
		_, _ = io.WriteString(w, strconv.Quote(t.UTC().Format(time.RFC3339Nano)))
	})
}

// UnmarshalTime reads an instant of RFC 3339 and cuts it to microseconds, as the database keeps it.
func UnmarshalTime(v any) (time.Time, error) {
	s, _ := v.(string)
	t, err := time.Parse(time.RFC3339Nano, s)
	if err != nil || t.Year() < 1970 || t.Year() > 9999 {
		return time.Time{}, badInput("%.40v is not an instant: write RFC 3339 such as 2026-11-22T17:00:00Z", v)
	}
	return t.UTC().Truncate(time.Microsecond), nil
}

// MarshalUUID writes the usual form.
func MarshalUUID(id uuid.UUID) graphql.Marshaler {
	return graphql.WriterFunc(func(w io.Writer) {
		_, _ = io.WriteString(w, strconv.Quote(id.String()))
	})
}

// UnmarshalUUID reads the usual form of 36 characters and no other.
func UnmarshalUUID(v any) (uuid.UUID, error) {
	s, _ := v.(string)
	const width = 36
	id, err := uuid.Parse(s)
	if err != nil || len(s) != width {
		return uuid.Nil, badInput("%.40v is not a UUID: write one such as 019a3c5e-7b1a-7c3e-9d2f-0a1b2c3d4e5f", v)
	}
	return id, nil
}

func badInput(format string, args ...any) error {
	return &credit.Error{Code: credit.CodeBadInput, Message: fmt.Sprintf(format, args...)}
}
