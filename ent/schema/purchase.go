package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema/field"
	"github.com/google/uuid"

	"cistern/credit"
)

// Purchase is an order for credits.
type Purchase struct{ ent.Schema }

// Mixin makes it a row of one contract.
func (Purchase) Mixin() []ent.Mixin { return []ent.Mixin{ofContract{table: "purchases"}} }

// Fields are the columns of purchases.
func (Purchase) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("workspace_id", uuid.UUID{}).Optional().Nillable(),
		field.Enum("kind").GoType(credit.PurchaseKind("")),
		field.Enum("status").GoType(credit.PurchaseStatus("")),
		field.String("price_id"),
		field.Int64("credits").GoType(credit.Amount(0)).Comment("Of a top-up what is granted; of an allowance what it is from then on."),
		field.Int64("amount_minor").Comment("Charged at once, in minor units of the currency."),
		field.String("currency"),
		field.String("provider"),
		field.String("provider_ref").Optional().Nillable(),
		field.String("idempotency_key"),
		field.UUID("ordered_by", uuid.UUID{}),
		field.String("failure").Optional().Nillable(),
		field.Int64("allowance_before").GoType(credit.Amount(0)).Optional().Nillable().Comment("Of an allowance alone."),
		field.Int64("recurring_minor").Optional().Nillable().Comment("Of an allowance alone: its price from the next service date on."),
		field.Time("created_at"),
		field.Time("changed_at"),
	}
}
