package credit

import "io"

// Plan is what a contract has bought. Only Business and Enterprise have agents and the credits dashboard (D17).
type Plan string

// The values of Plan.
const (
	PlanFree       Plan = "FREE"
	PlanPlus       Plan = "PLUS"
	PlanBusiness   Plan = "BUSINESS"
	PlanEnterprise Plan = "ENTERPRISE"
)

var plans = []Plan{PlanFree, PlanPlus, PlanBusiness, PlanEnterprise}

// Values lists what ent accepts.
func (Plan) Values() []string { return texts(plans) }

// MarshalGQL writes the word as GraphQL and JSON have it.
func (v Plan) MarshalGQL(w io.Writer) { marshalEnum(w, v) }

// UnmarshalGQL refuses any other word.
func (v *Plan) UnmarshalGQL(in any) (err error) {
	*v, err = unmarshalEnum(in, plans)
	return err
}

// Eligible reports whether workspaces on the plan have agents and the credits dashboard (D17).
func (v Plan) Eligible() bool { return v == PlanBusiness || v == PlanEnterprise }
