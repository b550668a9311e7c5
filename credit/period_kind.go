package credit

import "io"

// PeriodKind says whether a billing period is enforced (D3).
type PeriodKind string

// The values of PeriodKind.
const (
	PeriodFree   PeriodKind = "FREE"
	PeriodBilled PeriodKind = "BILLED"
)

var periodKinds = []PeriodKind{PeriodFree, PeriodBilled}

// Values lists what ent accepts.
func (PeriodKind) Values() []string { return texts(periodKinds) }

// MarshalGQL writes the word as GraphQL and JSON have it.
func (v PeriodKind) MarshalGQL(w io.Writer) { marshalEnum(w, v) }

// UnmarshalGQL refuses any other word.
func (v *PeriodKind) UnmarshalGQL(in any) (err error) {
	*v, err = unmarshalEnum(in, periodKinds)
	return err
}
