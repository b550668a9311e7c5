package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/dialect"
	"entgo.io/ent/schema/field"
	"github.com/google/uuid"
	"github.com/lib/pq"
)

// ServiceToken is an opaque token of a program; only its hash is kept.
type ServiceToken struct{ ent.Schema }

// Mixin makes it a row of one contract.
func (ServiceToken) Mixin() []ent.Mixin { return []ent.Mixin{ofContract{table: "service_tokens"}} }

// Fields are the columns of service_tokens.
func (ServiceToken) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("workspace_id", uuid.UUID{}).Optional().Nillable(),
		field.String("name"),
		field.String("hint").Default("").Comment("The last characters of the text."),
		field.Bytes("hash").Sensitive(),
		field.Other("scopes", pq.StringArray{}).SchemaType(map[string]string{dialect.Postgres: "text[]"}),
		field.UUID("created_by", uuid.UUID{}).Optional().Nillable(),
		field.Time("created_at"),
		field.Time("expires_at").Optional().Nillable(),
		field.Time("used_at").Optional().Nillable(),
		field.Time("revoked_at").Optional().Nillable(),
	}
}
