package history

import (
	"bytes"
	"errors"
	"io"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"
)

// FuzzRows holds that whatever a file has in it, every row of it is a run with an id or a problem with a line, and that a second
// reading finds the same.
func FuzzRows(f *testing.F) {
	for _, seed := range []string{
		"finishedAt,agent,credits\n2026-11-02 08:00:00.1234567,Coder,1.5\r\n\"2026-11-02T08:00:00Z\",\"Coder\",\"2\"",
		"\ufefffinishedAt,agent,credits,runId,outcome,startedAt\n,,,,,\n\"\n\",x\n",
		"finishedAt,agent,credits\n2026-11-02T08:00:00+07:00,Coder,-99999999999999999999\n",
		`{"finishedAt":"2026-11-02T08:00:00Z","agent":"Coder","credits":1.5,"x":[{}]}` + "\n{\"finishedAt\":",
		"TIMESTAMP,ContextTokens,GeneratedTokens\n2023-11-16 18:17:03.9799600,4808,10\n",
	} {
		for kind := range uint8(3) {
			f.Add([]byte(seed), kind)
		}
	}
	f.Fuzz(func(t *testing.T, file []byte, kind uint8) {
		first, again := fuzzRows(t, file, kind), fuzzRows(t, file, kind)
		if len(first) != len(again) {
			t.Fatalf("read %d rows, then %d", len(first), len(again))
		}
		ids := map[uuid.UUID]bool{}
		for i, r := range first {
			q := r.request
			if q != again[i].request || r.line != again[i].line {
				t.Fatalf("read %v, then %v", r, again[i])
			}
			if lines := bytes.Count(file, []byte("\n")) + 1; r.line < 1 || r.line > lines || i > 0 && r.line <= first[i-1].line {
				t.Fatalf("row %d is on line %d of %d", i, r.line, lines)
			}
			if q.FinishedAt.Before(earliest) || q.FinishedAt.Location() != time.UTC {
				t.Fatalf("finished at %s", q.FinishedAt)
			}
			if _, mapped := r.columns[string(RunID)]; !mapped && (ids[q.Run] || q.Run.Version() != 7 || q.Run.Variant() != uuid.RFC4122) {
				t.Fatalf("derived the id %s", q.Run)
			}
			ids[q.Run] = true
		}
	})
}

func fuzzRows(t *testing.T, file []byte, kind uint8) (found []row) {
	t.Helper()
	plan := &Plan{Format: CSV, Source: "fuzz", Zone: time.UTC, Columns: map[Field]string{}}
	switch kind % 3 {
	case 1:
		plan.Format = NDJSON
	case 2:
		plan.Columns, plan.Rates, plan.Agent = Presets[0].Columns, Presets[0].Rates, "Coder"
	}
	coder := uuid.UUID{15: 1}
	rows, err := newRows(bytes.NewReader(file), plan, &agents{plan: plan, all: coder, byName: map[string][]uuid.UUID{"Coder": {coder}}})
	for err == nil {
		var r row
		r, err = rows.next()
		var problem *RowError
		switch {
		case errors.As(err, &problem):
			if problem.Line < 1 || !utf8.ValidString(problem.Error()) {
				t.Fatalf("problem %+v", problem)
			}
			err = nil
		case err == nil:
			found = append(found, r)
		case !errors.Is(err, io.EOF) && !errors.Is(err, errEmpty):
			t.Fatal(err)
		}
	}
	return found
}
