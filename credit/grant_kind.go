package credit

import "io"

// GrantKind says what an addition to the pool is (D4).
type GrantKind string

// The values of GrantKind.
const (
	GrantMonthly    GrantKind = "MONTHLY"
	GrantTopUp      GrantKind = "TOP_UP"
	GrantAnnual     GrantKind = "ANNUAL"
	GrantTrial      GrantKind = "TRIAL"
	GrantPromo      GrantKind = "PROMO"
	GrantAdjustment GrantKind = "ADJUSTMENT"
)

var grantKinds = []GrantKind{GrantMonthly, GrantTopUp, GrantAnnual, GrantTrial, GrantPromo, GrantAdjustment}

// Values lists what ent accepts.
func (GrantKind) Values() []string { return texts(grantKinds) }

// MarshalGQL writes the word as GraphQL and JSON have it.
func (v GrantKind) MarshalGQL(w io.Writer) { marshalEnum(w, v) }

// UnmarshalGQL refuses any other word.
func (v *GrantKind) UnmarshalGQL(in any) (err error) {
	*v, err = unmarshalEnum(in, grantKinds)
	return err
}
