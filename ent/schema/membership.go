package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema/field"
	"github.com/google/uuid"

	"cistern/credit"
)

// Membership is the role of a person in a workspace.
type Membership struct{ ent.Schema }

// Mixin makes it a row of one contract.
func (Membership) Mixin() []ent.Mixin { return []ent.Mixin{ofContract{table: "memberships"}} }

// Fields are the columns of memberships.
func (Membership) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("workspace_id", uuid.UUID{}),
		field.UUID("user_id", uuid.UUID{}),
		field.Enum("role").GoType(credit.WorkspaceRole("")),
		field.Time("created_at"),
	}
}
