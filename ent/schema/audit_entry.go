package schema

import (
	"encoding/json"

	"entgo.io/ent"
	"entgo.io/ent/schema/field"
	"github.com/google/uuid"
)

// AuditEntry is one change of a switch, limit, policy, grant, purchase, token or role.
type AuditEntry struct{ ent.Schema }

// Mixin makes it a row of one contract.
func (AuditEntry) Mixin() []ent.Mixin { return []ent.Mixin{ofContract{table: "audit_entries"}} }

// Fields are the columns of audit_entries.
func (AuditEntry) Fields() []ent.Field {
	return []ent.Field{
		field.Int64("seq"),
		field.Time("at"),
		field.String("actor_kind"),
		field.UUID("actor_id", uuid.UUID{}).Optional().Nillable(),
		field.String("action"),
		field.String("subject_type"),
		field.UUID("subject_id", uuid.UUID{}),
		field.JSON("before", json.RawMessage{}).Optional(),
		field.JSON("after", json.RawMessage{}).Optional(),
		field.String("reason"),
		field.String("request_id"),
		field.Bytes("previous_hash"),
		field.Bytes("hash"),
		field.UUID("workspace_id", uuid.UUID{}).Optional().Nillable().Comment("What it was about; nil for the contract as a whole."),
	}
}
