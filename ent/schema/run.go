package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema/field"
	"github.com/google/uuid"

	"cistern/credit"
)

// Run is one execution of an agent. The id is chosen by the caller and is the idempotency key.
type Run struct{ ent.Schema }

// Mixin makes it a row of one contract.
func (Run) Mixin() []ent.Mixin { return []ent.Mixin{ofContract{table: "runs"}} }

// Fields are the columns of runs.
func (Run) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("workspace_id", uuid.UUID{}),
		field.UUID("agent_id", uuid.UUID{}),
		field.UUID("period_id", uuid.UUID{}).Optional().Nillable(),
		field.Enum("status").GoType(credit.RunStatus("")),
		field.Int64("estimate").GoType(credit.Amount(0)).Optional().Nillable().Comment("Nil for a run that was recorded without having been started."),
		field.Int64("hold").GoType(credit.Amount(0)).Comment("Reserved when it was started."),
		field.Int64("credits").GoType(credit.Amount(0)).Optional().Nillable(),
		field.Time("started_at").Optional().Nillable(),
		field.Time("reported_at"),
		field.Time("finished_at").Optional().Nillable(),
		field.Bool("late"),
	}
}
