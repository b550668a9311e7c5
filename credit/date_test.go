package credit_test

import (
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"cistern/credit"
)

func TestParseDateRefusesWhatIsNoDate(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"", "2026-02-29", "2026-13-01", "2026-00-10", "2026-01-00", "2026-1-1", "26-01-01", "02026-01-01", "2026-01-01 ",
		" 2026-01-01", "2026-01-01T00:00:00Z", "20260101", "2026/01/01", "0000-01-01", "-001-01-01", "+2026-01-01",
		"2026-01-01\x00", "\u202e2026-01-01", "2026\u201301\u201301", "today", strings.Repeat("2", 1e5),
	} {
		_, err := credit.ParseDate(text)
		requireBadInput(t, err, "not a date")
	}
	for _, in := range []any{nil, 20260101, 1.5, true, []any{"2026-01-01"}} {
		var date credit.Date
		requireBadInput(t, date.UnmarshalGQL(in), "must be a string")
	}
}

func TestDateSurvivesItsEncodings(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		second := rapid.Int64Range(-62_135_596_800, 253_402_300_799).Draw(t, "second")
		want := credit.DateOf(time.Unix(second, 0).UTC())
		var graph strings.Builder
		want.MarshalGQL(&graph)
		var got credit.Date
		if err := got.UnmarshalGQL(strings.Trim(graph.String(), `"`)); err != nil || got != want {
			t.Fatalf("%s reads as %v, %v", graph.String(), got, err)
		}
		if graph.String() != `"`+want.String()+`"` {
			t.Fatalf("GraphQL %s, text %s", graph.String(), want)
		}
	})
}

// FuzzParseDate: there is one way to write a date, so what is accepted is written back as it came.
func FuzzParseDate(f *testing.F) {
	for _, text := range []string{"2026-11-22", "2024-02-29", "2023-02-29", "0000-01-01", "9999-12-31", "2026-1-1", "-2026-01-01"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if date, err := credit.ParseDate(text); err == nil && date.String() != text {
			t.Fatalf("%q reads as %s", text, date)
		}
	})
}
