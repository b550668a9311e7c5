package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema/field"
	"github.com/google/uuid"

	"cistern/credit"
)

// BillingEvent is money that somebody outside has to charge or to pay back.
type BillingEvent struct{ ent.Schema }

// Mixin makes it a row of one contract.
func (BillingEvent) Mixin() []ent.Mixin { return []ent.Mixin{ofContract{table: "billing_events"}} }

// Fields are the columns of billing_events.
func (BillingEvent) Fields() []ent.Field {
	return []ent.Field{
		field.Enum("kind").GoType(credit.BillingEventKind("")),
		field.UUID("period_id", uuid.UUID{}),
		field.UUID("purchase_id", uuid.UUID{}).Optional().Nillable(),
		field.Int64("credits").GoType(credit.Amount(0)),
		field.Int64("amount_minor").Comment("Above zero, in minor units of the currency; of a refund what is paid back."),
		field.String("currency"),
		field.Time("at"),
		field.Time("created_at"),
		field.Time("acknowledged_at").Optional().Nillable(),
		field.UUID("acknowledged_by", uuid.UUID{}).Optional().Nillable(),
	}
}
