package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema/field"
	"github.com/google/uuid"

	"cistern/credit"
)

// LedgerEntry is one immutable signed movement of the pool.
type LedgerEntry struct{ ent.Schema }

// Mixin makes it a row of one contract.
func (LedgerEntry) Mixin() []ent.Mixin { return []ent.Mixin{ofContract{table: "ledger_entries"}} }

// Fields are the columns of ledger_entries.
func (LedgerEntry) Fields() []ent.Field {
	return []ent.Field{
		field.Enum("kind").GoType(credit.EntryKind("")),
		field.Int64("amount").GoType(credit.Amount(0)).Comment("Above zero adds to the pool."),
		field.UUID("period_id", uuid.UUID{}),
		field.UUID("grant_id", uuid.UUID{}).Optional().Nillable(),
		field.Time("at"),
		field.String("note"),
		field.Time("created_at"),
	}
}
