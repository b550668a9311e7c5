package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema/field"

	"cistern/credit"
)

// Price is a line of the price list, which belongs to no contract.
type Price struct{ ent.Schema }

// Fields are the columns of prices.
func (Price) Fields() []ent.Field {
	return []ent.Field{
		field.String("id").Immutable(),
		field.Int64("credits").GoType(credit.Amount(0)),
		field.Int64("amount_minor").Comment("In minor units of the currency."),
		field.String("currency"),
	}
}
