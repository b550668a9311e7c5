package history

import (
	"crypto/sha256"
	"encoding/binary"
	"time"

	"github.com/google/uuid"
)

// rowIdentity is what tells a row that has no run id from every other row of the contract.
type rowIdentity struct {
	contract, agent uuid.UUID
	source          string
	line            int
	content         []string
	finishedAt      time.Time
}

// runID derives the id of a run from its row, in the shape of a UUIDv7: 48 bits of the millisecond in which it finished, so that it
// lands in the partition of its month, and 74 bits of a SHA-256 of all the rest. The same row of the same source always has the
// same id; two equal rows of one file do not.
func (r rowIdentity) runID() uuid.UUID {
	hash := sha256.New()
	hash.Write(r.contract[:])
	hash.Write(r.agent[:])
	for _, part := range append([]string{r.source}, r.content...) {
		var size [8]byte
		binary.BigEndian.PutUint64(size[:], uint64(len(part)))
		hash.Write(size[:])
		hash.Write([]byte(part))
	}
	var line [8]byte
	binary.BigEndian.PutUint64(line[:], uint64(r.line))
	hash.Write(line[:])

	var id uuid.UUID
	binary.BigEndian.PutUint64(id[:8], uint64(r.finishedAt.UnixMilli())<<16)
	sum := hash.Sum(nil)
	copy(id[6:], sum)
	id[6] = id[6]&0x0f | 0x70
	id[8] = id[8]&0x3f | 0x80
	return id
}
