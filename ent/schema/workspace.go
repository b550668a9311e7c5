package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema/field"

	"cistern/credit"
)

// Workspace is the place where members build agents and agents run.
type Workspace struct{ ent.Schema }

// Mixin makes it a row of one contract.
func (Workspace) Mixin() []ent.Mixin { return []ent.Mixin{ofContract{table: "workspaces"}} }

// Fields are the columns of workspaces.
func (Workspace) Fields() []ent.Field {
	return []ent.Field{
		field.String("name"),
		field.Int64("allocation").GoType(credit.Amount(0)).Optional().Nillable().Comment("Cap on use in a period; nil is none."),
		field.Enum("creation_policy").GoType(credit.CreationPolicy("")),
		field.Int64("held").GoType(credit.Amount(0)).Comment("Reserved by runs that have not finished."),
		field.Time("created_at"),
	}
}
