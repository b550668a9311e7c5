package metering

import (
	"database/sql/driver"
	"time"

	"github.com/google/uuid"

	"cistern/credit"
)

// uuids is a parameter of type uuid[]; the zero UUID stands for null.
type uuids []uuid.UUID

// Value writes the array as PostgreSQL reads it. UUIDs need no quoting, which makes this cheaper than an array of strings.
func (u uuids) Value() (driver.Value, error) {
	const width = 36 + 1
	out := make([]byte, 0, 2+width*len(u))
	out = append(out, '{')
	for i, id := range u {
		if i > 0 {
			out = append(out, ',')
		}
		if id == uuid.Nil {
			out = append(out, "NULL"...)
			continue
		}
		out = appendUUID(out, id)
	}
	return string(append(out, '}')), nil
}

func appendUUID(out []byte, id uuid.UUID) []byte {
	const digits = "0123456789abcdef"
	for i, b := range id {
		if i == 4 || i == 6 || i == 8 || i == 10 {
			out = append(out, '-')
		}
		out = append(out, digits[b>>4], digits[b&15])
	}
	return out
}

// amountOrNull is how the statements take an amount that may be missing.
func amountOrNull(a *credit.Amount) int64 {
	if a == nil {
		return -1
	}
	return int64(*a)
}

// instantOrNull is how the statements take an instant that may be missing: microseconds since 1970.
func instantOrNull(t *time.Time) int64 {
	if t == nil {
		return 0
	}
	return t.UnixMicro()
}
