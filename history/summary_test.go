package history_test

import (
	"strings"
	"testing"

	"cistern/history"
)

func TestSummary(t *testing.T) {
	b := setup(t)
	summary := b.imports(t, b.plan(skipBad, withNew), header+
		"2026-10-31T23:59:59.5Z,Coder,1.5\n2026-11-02T08:00:00Z,Writer,2\n2026-11-02T08:00:00Z,Coder,\n")
	var out strings.Builder
	if err := summary.Write(&out); err != nil {
		t.Fatal(err)
	}
	const want = `rows         3
recorded     2
repeated     0
skipped      1
credits      3.5
finished     2026-10-31T23:59:59.5Z to 2026-11-02T08:00:00Z
period       2026-10-01T00:00:00Z to 2026-11-01T00:00:00Z FREE
period       2026-11-01T00:00:00Z to 2026-12-01T00:00:00Z BILLED
new agents   "Writer"
seconds      0.0
skipped rows
  line 4, column "credits": "" is not an amount of credits: write a decimal such as 12.5
`
	if out.String() != want {
		t.Errorf("wrote\n%s\nwant\n%s", &out, want)
	}
}

func TestPresetGivesWay(t *testing.T) {
	preset := history.Presets[0]
	own := history.Plan{Columns: map[history.Field]string{history.FinishedAt: "at"}, Rates: []history.Rate{{Column: "a", Credits: 1, Units: 1}}}
	preset.Apply(&own)
	if own.Columns[history.FinishedAt] != "at" || len(own.Rates) != 1 {
		t.Errorf("the preset overrides: %v", own)
	}
	read := history.Plan{Columns: map[history.Field]string{history.Credits: "cost"}}
	preset.Apply(&read)
	if err := read.Check(); err != nil || read.Columns[history.FinishedAt] != "TIMESTAMP" {
		t.Errorf("the preset contradicts: %v, %v", read, err)
	}
}
