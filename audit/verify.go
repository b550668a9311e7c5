package audit

import (
	"bytes"
	"context"
	"fmt"
	"math"

	"github.com/google/uuid"

	"cistern/ent"
	"cistern/ent/auditentry"
)

// Fault says what is wrong with an entry.
type Fault string

// The values of Fault.
const (
	Missing  Fault = "MISSING"  // there is no entry with this seq, although there are later ones
	Unlinked Fault = "UNLINKED" // it does not follow the entry before it
	Changed  Fault = "CHANGED"  // its content is not what was hashed
)

// Break is the first place where a chain does not hold.
type Break struct {
	Seq   int64
	ID    uuid.UUID // of the entry that stands there; zero when it is missing
	Fault Fault
}

// pageSize bounds what Verify holds in memory.
const pageSize = 500

// Verify follows the contract's chain from its start and returns the first entry that does not hold; nil when all do.
// It cannot tell that the last entries were removed: see the package.
func Verify(ctx context.Context, tx *ent.Tx, contract uuid.UUID) (*Break, error) {
	last := origin(contract)
	for after := int64(math.MinInt64); ; after = last.Seq {
		page, err := tx.AuditEntry.Query().
			Where(auditentry.ContractID(contract), auditentry.SeqGT(after)).
			Order(auditentry.BySeq()).
			Limit(pageSize).
			All(ctx)
		if err != nil {
			return nil, fmt.Errorf("read the audit log: %w", err)
		}
		for _, row := range page {
			if broken, err := check(row, last); broken != nil || err != nil {
				return broken, err
			}
			last = row
		}
		if len(page) < pageSize {
			return nil, nil
		}
	}
}

func check(row, last *ent.AuditEntry) (*Break, error) {
	next := last.Seq + 1
	if row.Seq > next {
		return &Break{Seq: next, Fault: Missing}, nil
	}
	if row.Seq < next || !bytes.Equal(row.PreviousHash, last.Hash) {
		return &Break{Seq: row.Seq, ID: row.ID, Fault: Unlinked}, nil
	}
	hash, err := hashOf(row)
	if err != nil {
		return nil, fmt.Errorf("hash audit entry %s: %w", row.ID, err)
	}
	if !bytes.Equal(row.Hash, hash) {
		return &Break{Seq: row.Seq, ID: row.ID, Fault: Changed}, nil
	}
	return nil, nil
}
