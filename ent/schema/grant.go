package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema/field"
	"github.com/google/uuid"

	"cistern/credit"
)

// Grant is one addition to the pool.
type Grant struct{ ent.Schema }

// Mixin makes it a row of one contract.
func (Grant) Mixin() []ent.Mixin { return []ent.Mixin{ofContract{table: "grants"}} }

// Fields are the columns of grants.
func (Grant) Fields() []ent.Field {
	return []ent.Field{
		field.Enum("kind").GoType(credit.GrantKind("")),
		field.Int64("amount").GoType(credit.Amount(0)),
		field.Int64("remaining").GoType(credit.Amount(0)).Comment("What settled use has left of it."),
		field.Int16("priority").Comment("Lower burns first."),
		field.Time("effective_at"),
		field.Time("expires_at").Optional().Nillable(),
		field.UUID("purchase_id", uuid.UUID{}).Optional().Nillable(),
		field.UUID("granted_by", uuid.UUID{}).Optional().Nillable(),
		field.String("note"),
		field.String("idempotency_key").Optional().Nillable().Comment("Of a grant by the account team."),
		field.Time("created_at"),
	}
}
