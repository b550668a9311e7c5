package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema/field"
	"github.com/google/uuid"

	"cistern/credit"
)

// ContractRole is the role of a person in every workspace of a contract.
type ContractRole struct{ ent.Schema }

// Mixin makes it a row of one contract.
func (ContractRole) Mixin() []ent.Mixin { return []ent.Mixin{ofContract{table: "contract_roles"}} }

// Fields are the columns of contract_roles.
func (ContractRole) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("user_id", uuid.UUID{}),
		field.Enum("role").GoType(credit.ContractRole("")),
		field.Time("created_at"),
	}
}
