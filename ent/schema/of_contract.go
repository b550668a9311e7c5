// Package schema describes the entities for queries. The tables are made by the SQL in ent/migrations, never by ent.
package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/dialect/entsql"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/mixin"
	"github.com/google/uuid"
)

// ofContract is a row of a table that belongs to a contract: its key is (contract_id, id), and every query names the contract.
type ofContract struct {
	mixin.Schema
	table string
}

func (ofContract) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("id", uuid.UUID{}).Immutable(),
		field.UUID("contract_id", uuid.UUID{}).Immutable(),
	}
}

func (o ofContract) Annotations() []schema.Annotation {
	return []schema.Annotation{entsql.Table(o.table)}
}
