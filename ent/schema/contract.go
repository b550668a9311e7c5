package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/dialect"
	"entgo.io/ent/schema/field"
	"github.com/google/uuid"

	"cistern/credit"
)

// Contract is the commercial agreement: plan, service day, time zone, pool. Owns one or more workspaces.
type Contract struct{ ent.Schema }

// Fields are the columns of contracts.
func (Contract) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("id", uuid.UUID{}).Immutable(),
		field.String("name"),
		field.Enum("plan").GoType(credit.Plan("")),
		field.Bool("trial"),
		field.Enum("channel").GoType(credit.Channel("")),
		field.Int16("service_day").Comment("1 to 31; the last day of shorter months."),
		field.String("time_zone").Comment("IANA name."),
		field.Time("billing_starts_on").SchemaType(map[string]string{dialect.Postgres: "date"}).Optional().Nillable().Comment("The first day from which periods are billed; nil is never."),
		field.Int64("allowance").GoType(credit.Amount(0)).Comment("Granted anew at every reset."),
		field.Int64("pending_allowance").GoType(credit.Amount(0)).Optional().Nillable().Comment("Takes the place of the allowance at the next reset; nil is no change."),
		field.String("currency").Default("USD").Comment("Of all that the contract pays; ISO 4217."),
		field.Int64("allowance_minor").Default(0).Comment("Price of the allowance at every reset, in minor units."),
		field.Int64("pending_allowance_minor").Default(0).Comment("Price of the pending allowance."),
		field.Int64("held").GoType(credit.Amount(0)).Comment("Reserved by runs that have not finished."),
		field.Int64("clock_ahead").Default(0).Comment("How far its clock is ahead of the world's, in microseconds; above zero in trials alone."),
		field.Time("created_at"),
	}
}
