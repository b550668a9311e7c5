package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema/field"
	"github.com/google/uuid"

	"cistern/credit"
)

// Agent is a custom agent in a workspace.
type Agent struct{ ent.Schema }

// Mixin makes it a row of one contract.
func (Agent) Mixin() []ent.Mixin { return []ent.Mixin{ofContract{table: "agents"}} }

// Fields are the columns of agents.
func (Agent) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("workspace_id", uuid.UUID{}),
		field.String("name"),
		field.UUID("created_by", uuid.UUID{}).Optional().Nillable(),
		field.Int64("credit_limit").GoType(credit.Amount(0)).Optional().Nillable().Comment("Cap on use in a period; nil is none."),
		field.Time("disabled_at").Optional().Nillable(),
		field.UUID("disabled_by", uuid.UUID{}).Optional().Nillable(),
		field.String("disabled_reason").Optional().Nillable(),
		field.Time("safety_hold_at").Optional().Nillable(),
		field.Int64("held").GoType(credit.Amount(0)).Comment("Reserved by runs that have not finished."),
		field.Time("created_at"),
		field.Time("deleted_at").Optional().Nillable(),
	}
}
