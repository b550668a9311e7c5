package history

import (
	"testing"
	"time"

	"github.com/google/uuid"
)

func TestRunID(t *testing.T) {
	of := func(changes ...func(*rowIdentity)) uuid.UUID {
		r := rowIdentity{
			contract: uuid.UUID{15: 1}, agent: uuid.UUID{15: 2}, source: "runs.csv", line: 2, content: []string{"ab", "c"},
			finishedAt: time.Date(2023, time.November, 16, 18, 17, 3, 979_960_000, time.UTC),
		}
		for _, change := range changes {
			change(&r)
		}
		return r.runID()
	}

	t.Run("IsForGood", func(t *testing.T) {
		// An import of tomorrow has to know the runs of today's: this value may not change.
		if got := of().String(); got != "018bd959-d0eb-7aac-8f29-9749d5147fca" {
			t.Errorf("got %s", got)
		}
	})

	t.Run("HasTheTimeOfTheRun", func(t *testing.T) {
		id := of()
		seconds, nanoseconds := id.Time().UnixTime()
		if at := time.Unix(seconds, nanoseconds).UTC(); at.Format("2006-01-02 15:04:05.000") != "2023-11-16 18:17:03.979" || id.Version() != 7 {
			t.Errorf("%s is of %s", id, at)
		}
	})

	t.Run("DiffersInAnything", func(t *testing.T) {
		for name, change := range map[string]func(*rowIdentity){
			"contract":   func(r *rowIdentity) { r.contract[0]++ },
			"agent":      func(r *rowIdentity) { r.agent[0]++ },
			"source":     func(r *rowIdentity) { r.source = "other.csv" },
			"line":       func(r *rowIdentity) { r.line++ },
			"content":    func(r *rowIdentity) { r.content = []string{"a", "bc"} },
			"finishedAt": func(r *rowIdentity) { r.finishedAt = r.finishedAt.Add(time.Millisecond) },
		} {
			if of(change) == of() {
				t.Errorf("another %s has the same id", name)
			}
		}
	})
}
