package report

import (
	"encoding/base64"
	"testing"

	"github.com/google/uuid"
)

// FuzzParseCursor: whatever comes in, what is accepted is a cursor that writes and reads back as itself.
func FuzzParseCursor(f *testing.F) {
	for _, c := range []cursor{
		{by: "CREDITS", id: uuid.New(), value: "12"},
		{by: "NAME", id: uuid.New(), value: "a name with spaces é"},
		{by: "NAME", id: uuid.New(), value: ""},
	} {
		f.Add(c.String())
	}
	f.Add("")
	f.Add("%%%")
	f.Add(base64.RawURLEncoding.EncodeToString([]byte("CREDITS  1")))
	f.Fuzz(func(t *testing.T, s string) {
		c, ok := parseCursor(s)
		if !ok {
			return
		}
		if again, ok := parseCursor(c.String()); !ok || again != c {
			t.Fatalf("%q reads as %+v, which reads as %+v", s, c, again)
		}
	})
}
