package history

import (
	"fmt"
	"hash/maphash"

	"github.com/google/uuid"

	"cistern/credit"
)

// told remembers the runs of a file, so that an id with other content is found before anything is recorded, however far apart its
// rows are. It takes some 60 bytes a row, and nothing when ids are derived: those cannot repeat.
type told map[uuid.UUID]mention

type mention struct {
	line    int
	content uint64
}

var seed = maphash.MakeSeed()

// mention reports whether the file has said the same before.
func (t told) mention(r row) (repeated bool, conflict *RowError) {
	q := r.request
	content := maphash.Comparable(seed, struct {
		agent             uuid.UUID
		credits           credit.Amount
		outcome           credit.RunOutcome
		started, finished int64
	}{q.Agent, q.Credits, q.Outcome, q.StartedAt.UnixMicro(), q.FinishedAt.UnixMicro()})
	switch first, known := t[q.Run]; {
	case !known:
		t[q.Run] = mention{r.line, content}
		return false, nil
	case first.content == content:
		return true, nil
	default:
		return false, &RowError{Line: r.line, Value: q.Run.String(), Message: fmt.Sprintf("line %d has this run id with other content", first.line)}
	}
}
