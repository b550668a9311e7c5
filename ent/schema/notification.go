package schema

import (
	"encoding/json"

	"entgo.io/ent"
	"entgo.io/ent/schema/field"
	"github.com/google/uuid"

	"cistern/credit"
)

// Notification is something that a person was told.
type Notification struct{ ent.Schema }

// Mixin makes it a row of one contract.
func (Notification) Mixin() []ent.Mixin { return []ent.Mixin{ofContract{table: "notifications"}} }

// Fields are the columns of notifications.
func (Notification) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("user_id", uuid.UUID{}),
		field.Enum("kind").GoType(credit.NotificationKind("")),
		field.String("occasion").Comment("Names what it is about, so that nobody is told twice."),
		field.UUID("workspace_id", uuid.UUID{}).Optional().Nillable(),
		field.UUID("agent_id", uuid.UUID{}).Optional().Nillable(),
		field.JSON("figures", json.RawMessage{}),
		field.Time("created_at"),
		field.Time("read_at").Optional().Nillable(),
		field.Time("emailed_at").Optional().Nillable(),
		field.String("email_failure").Optional().Nillable().Comment("Why its e-mail was given up."),
	}
}
