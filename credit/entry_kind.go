package credit

import "io"

// EntryKind says what moved the pool in a ledger entry (D6).
type EntryKind string

// The values of EntryKind.
const (
	EntryGrant   EntryKind = "GRANT"
	EntryUsage   EntryKind = "USAGE"
	EntryExpire  EntryKind = "EXPIRE"
	EntryReverse EntryKind = "REVERSE"
	EntryAdjust  EntryKind = "ADJUST"
)

var entryKinds = []EntryKind{EntryGrant, EntryUsage, EntryExpire, EntryReverse, EntryAdjust}

// Values lists what ent accepts.
func (EntryKind) Values() []string { return texts(entryKinds) }

// MarshalGQL writes the word as GraphQL and JSON have it.
func (v EntryKind) MarshalGQL(w io.Writer) { marshalEnum(w, v) }

// UnmarshalGQL refuses any other word.
func (v *EntryKind) UnmarshalGQL(in any) (err error) {
	*v, err = unmarshalEnum(in, entryKinds)
	return err
}
