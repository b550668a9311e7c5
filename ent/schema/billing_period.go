package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema/field"

	"cistern/credit"
)

// BillingPeriod is a billing period and the counters of the pool in it.
type BillingPeriod struct{ ent.Schema }

// Mixin makes it a row of one contract.
func (BillingPeriod) Mixin() []ent.Mixin { return []ent.Mixin{ofContract{table: "billing_periods"}} }

// Fields are the columns of billing_periods.
func (BillingPeriod) Fields() []ent.Field {
	return []ent.Field{
		field.Time("starts_at"),
		field.Time("ends_at"),
		field.Enum("kind").GoType(credit.PeriodKind("")),
		field.Int64("credited").GoType(credit.Amount(0)).Comment("What its grants have paid, and what those that can pay now have left."),
		field.Int64("used").GoType(credit.Amount(0)),
		field.Int64("succeeded"),
		field.Int64("failed"),
		field.Int64("settled").GoType(credit.Amount(0)).Comment("The part of used that is in the ledger."),
		field.Int16("threshold_told").Comment("The highest threshold told and not armed again: 0, 80 or 100."),
		field.Time("opened_at"),
		field.Time("due_at").Optional().Nillable().Comment("When a grant begins or ends in it next, or its end; null once closed."),
	}
}
