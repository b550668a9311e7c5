package report

import (
	"encoding/base64"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"entgo.io/ent/dialect/sql"
	"github.com/google/uuid"
)

// cursor is a place in an ordered list: what the list is ordered by, the value of that, and the id that tells equal values apart.
type cursor struct {
	by    string // one word
	id    uuid.UUID
	value string
}

// String is the cursor as callers see it.
func (c cursor) String() string {
	return base64.RawURLEncoding.EncodeToString([]byte(c.by + " " + c.id.String() + " " + c.value))
}

// parseCursor reads what String wrote; it does not know which values an order has.
func parseCursor(s string) (cursor, bool) {
	text, err := base64.RawURLEncoding.DecodeString(s)
	if err != nil {
		return cursor{}, false
	}
	by, rest, _ := strings.Cut(string(text), " ")
	idText, value, found := strings.Cut(rest, " ")
	id, err := uuid.Parse(idText)
	return cursor{by: by, id: id, value: value}, found && err == nil
}

// number is the value of an order by numbers.
func (c cursor) number() int64 {
	n, _ := strconv.ParseInt(c.value, 10, 64) // was valid
	return n
}

// isCount reports whether s is a number that a counter can have.
func isCount(s string) bool {
	_, err := strconv.ParseUint(s, 10, 63)
	return err == nil
}

// isMicros reports whether s is an instant in microseconds since 1970 that SQL can have too: its interval arithmetic is exact
// to 53 bits, the year 2255.
func isMicros(s string) bool {
	_, err := strconv.ParseUint(s, 10, 53)
	return err == nil
}

// isNothing reports whether s is the value of an order by ids alone.
func isNothing(s string) bool { return s == "" }

// isText reports whether s is text that a column can hold.
func isText(s string) bool { return utf8.ValidString(s) && !strings.ContainsRune(s, 0) }

// byCreation is the order from new to old.
const byCreation = "CREATED_AT"

// creation is a place in the order from new to old.
func creation(at time.Time, id uuid.UUID) cursor {
	return cursor{by: byCreation, value: strconv.FormatInt(at.UnixMicro(), 10), id: id}
}

// createdBefore keeps what comes after a place in the order from new to old.
func createdBefore[P ~func(*sql.Selector)](place cursor) P {
	return func(s *sql.Selector) {
		at, created, id := time.UnixMicro(place.number()), s.C("created_at"), s.C("id")
		s.Where(sql.Or(sql.LT(created, at), sql.And(sql.EQ(created, at), sql.LT(id, place.id))))
	}
}
