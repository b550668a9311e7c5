package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/dialect/entsql"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"
	"github.com/google/uuid"

	"cistern/credit"
)

// The counters and rollups have natural keys of several columns, and ent wants one id: it takes the column that tells the
// rows of one period (or of one contract and hour) apart. Queries name the rest of the key.

// WorkspaceUsage is the use of one workspace in one billing period.
type WorkspaceUsage struct{ ent.Schema }

// Annotations names the table.
func (WorkspaceUsage) Annotations() []schema.Annotation { return table("workspace_usage") }

// Fields are the columns of workspace_usage.
func (WorkspaceUsage) Fields() []ent.Field {
	return append(counters("workspace_id"),
		field.UUID("period_id", uuid.UUID{}).Immutable(),
		field.Int16("threshold_told"),
	)
}

// AgentUsage is the use of one agent in one billing period.
type AgentUsage struct{ ent.Schema }

// Annotations names the table.
func (AgentUsage) Annotations() []schema.Annotation { return table("agent_usage") }

// Fields are the columns of agent_usage.
func (AgentUsage) Fields() []ent.Field {
	return append(counters("agent_id"),
		field.UUID("period_id", uuid.UUID{}).Immutable(),
		field.UUID("workspace_id", uuid.UUID{}).Immutable(),
		field.Time("first_run_at"),
		field.Time("last_run_at"),
		field.Int16("threshold_told"),
	)
}

// WorkspaceHour is the use of one workspace in one hour of the contract's clock.
type WorkspaceHour struct{ ent.Schema }

// Annotations names the table.
func (WorkspaceHour) Annotations() []schema.Annotation { return table("workspace_hours") }

// Fields are the columns of workspace_hours.
func (WorkspaceHour) Fields() []ent.Field {
	return append(counters("workspace_id"), field.Time("hour").Immutable())
}

// AgentHour is the use of one agent in one hour of the contract's clock.
type AgentHour struct{ ent.Schema }

// Annotations names the table.
func (AgentHour) Annotations() []schema.Annotation { return table("agent_hours") }

// Fields are the columns of agent_hours.
func (AgentHour) Fields() []ent.Field {
	return append(counters("agent_id"),
		field.UUID("workspace_id", uuid.UUID{}).Immutable(),
		field.Time("hour").Immutable(),
	)
}

func counters(idColumn string) []ent.Field {
	return []ent.Field{
		field.UUID("id", uuid.UUID{}).Immutable().StorageKey(idColumn),
		field.UUID("contract_id", uuid.UUID{}).Immutable(),
		field.Int64("used").GoType(credit.Amount(0)),
		field.Int64("succeeded"),
		field.Int64("failed"),
	}
}

func table(name string) []schema.Annotation { return []schema.Annotation{entsql.Table(name)} }
