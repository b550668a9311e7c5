package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema/field"
	"github.com/google/uuid"
)

// User is a person.
type User struct{ ent.Schema }

// Fields are the columns of users.
func (User) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("id", uuid.UUID{}).Immutable(),
		field.String("name"),
		field.String("email"),
		field.String("locale").Default("en"),
		field.String("password_hash").Optional().Nillable().Sensitive(),
		field.String("issuer").Optional().Nillable(),
		field.String("subject").Optional().Nillable(),
		field.Time("created_at"),
	}
}
