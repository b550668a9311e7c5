package history

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
)

func TestReader(t *testing.T) {
	long := strings.Repeat("x", maxRecord)
	for name, test := range map[string]struct {
		format Format
		file   string
		want   []string // line and values of each record, or ! and the line of a problem
	}{
		"CSV":               {CSV, "a,b\n1,2\n3,4\n", []string{"2 1|2", "3 3|4"}},
		"NoLineBreakAtEnd":  {CSV, "a,b\n1,2\n3,4", []string{"2 1|2", "3 3|4"}},
		"CRLF":              {CSV, "a,b\r\n1,2\r\n3,4\r\n", []string{"2 1|2", "3 3|4"}},
		"ByteOrderMark":     {CSV, "\ufeffa,b\n1,2\n", []string{"2 1|2"}},
		"LineBreakInQuotes": {CSV, "a,b\n\"1\n,\n\",2\n3,\"4\r\n5\"\r\n6,7\n", []string{"2 1\n,\n|2", "5 3|4\n5", "7 6|7"}},
		"QuotesInQuotes":    {CSV, "a,b\n\"say \"\"hi\"\"\",2\n", []string{`2 say "hi"|2`}},
		"BlankLines":        {CSV, "\n\na,b\n\r\n1,2\n\n\n3,4\n\n", []string{"5 1|2", "8 3|4"}},
		"BareQuote":         {CSV, "a,b\n1,2\n5\" disk,3\n4,5\n", []string{"2 1|2", "!3", "4 4|5"}},
		"Fields":            {CSV, "a,b\n1\n1,2,3\n4,5\n", []string{"!2", "!3", "4 4|5"}},
		"TooLong":           {CSV, "a,b\n\n" + long + ",2\n3,4\n", []string{"!3", "4 3|4"}},
		"TooLongInQuotes":   {CSV, "a,b\n1,\"2\n" + long + "\n3,4\n5,6\n", []string{"!2", "4 3|4", "5 5|6"}},
		"JustNotTooLong":    {CSV, "a,b\n1," + long[:maxRecord-3] + "\n3,4\n", []string{"2 1|" + long[:maxRecord-3], "3 3|4"}},
		"NDJSON":            {NDJSON, "{\"a\":1}\n\n{\"a\":\"é\\n\"}\r\n{\"a\":null,\"b\":12.50}", []string{"1 1", "3 é\n", "4 |12.50"}},
		"NDJSONTooLong":     {NDJSON, "{\"a\":1}\n" + long + "\n{\"a\":2}\n", []string{"1 1", "!2", "3 2"}},
		"NDJSONJustNot":     {NDJSON, `{"a":"` + long[:maxRecord-9] + "\"}\n", []string{"1 " + long[:maxRecord-9]}},
		"NDJSONBroken":      {NDJSON, "{\"a\":1}\n{\"a\":\n{\"a\":2}\n", []string{"1 1", "!2", "3 2"}},
	} {
		t.Run(name, func(t *testing.T) {
			for how, in := range map[string]io.Reader{"whole": strings.NewReader(test.file), "in halves": iotest.HalfReader(strings.NewReader(test.file))} {
				if got := readAll(t, in, test.format); !slices.Equal(got, test.want) {
					t.Errorf("%s: got %.200q, want %.200q", how, got, test.want)
				}
			}
		})
	}

	t.Run("PassesAFaultOn", func(t *testing.T) {
		for _, format := range []Format{CSV, NDJSON} {
			r, err := newReader(iotest.TimeoutReader(strings.NewReader("a\n"+long)), anything(format))
			for err == nil {
				if _, err = r.next(); isRowError(err) {
					err = nil
				}
			}
			if !errors.Is(err, iotest.ErrTimeout) {
				t.Errorf("%s: got %v", format, err)
			}
		}
	})
}

// anything is a plan that needs no column.
func anything(format Format) *Plan {
	return &Plan{Format: format, Agent: "any", Rates: []Rate{{Column: "a"}}, Columns: map[Field]string{FinishedAt: "a"}}
}

func readAll(t *testing.T, in io.Reader, format Format) (got []string) {
	t.Helper()
	r, err := newReader(in, anything(format))
	if err != nil {
		t.Fatal(err)
	}
	for {
		rec, err := r.next()
		var problem *RowError
		switch {
		case errors.Is(err, io.EOF):
			return got
		case errors.As(err, &problem):
			got = append(got, fmt.Sprintf("!%d", problem.Line))
		case err != nil:
			t.Fatal(err)
		default:
			got = append(got, fmt.Sprintf("%d %s", rec.line, strings.Join(rec.values, "|")))
		}
	}
}

func isRowError(err error) bool {
	var problem *RowError
	return errors.As(err, &problem)
}
