package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema/field"
	"github.com/google/uuid"

	"cistern/credit"
)

// Invitation asks somebody to take a role: in a workspace, or in the contract.
type Invitation struct{ ent.Schema }

// Mixin makes it a row of one contract.
func (Invitation) Mixin() []ent.Mixin { return []ent.Mixin{ofContract{table: "invitations"}} }

// Fields are the columns of invitations.
func (Invitation) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("workspace_id", uuid.UUID{}).Optional().Nillable(),
		field.Enum("workspace_role").GoType(credit.WorkspaceRole("")).Optional().Nillable(),
		field.Enum("contract_role").GoType(credit.ContractRole("")).Optional().Nillable(),
		field.String("email"),
		field.Bytes("hash").Sensitive(),
		field.UUID("invited_by", uuid.UUID{}).Optional().Nillable(),
		field.Time("created_at"),
		field.Time("expires_at"),
		field.Time("accepted_at").Optional().Nillable(),
		field.UUID("accepted_by", uuid.UUID{}).Optional().Nillable(),
		field.Time("revoked_at").Optional().Nillable(),
	}
}
