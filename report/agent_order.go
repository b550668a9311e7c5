package report

import (
	"fmt"
	"strconv"
)

// AgentOrderField is by what agents can be ordered.
type AgentOrderField string

// The values of AgentOrderField.
const (
	ByCredits   AgentOrderField = "CREDITS"
	ByRuns      AgentOrderField = "RUNS"
	ByName      AgentOrderField = "NAME"        // by the database's collation, without regard to case
	ByLastRunAt AgentOrderField = "LAST_RUN_AT" // agents without a run in the period are the earliest
)

// AgentOrder is the order of a list of agents; agents of equal value are in order of id.
type AgentOrder struct {
	By         AgentOrderField
	Descending bool
}

// agentKey is how an order is kept in SQL and in cursors.
type agentKey struct {
	column string                   // of agents.sql, as it is compared
	value  string                   // a cursor's value, argument 8, as it is compared
	of     func(*AgentUsage) string // the value for a cursor
	valid  func(value string) bool  // whether a cursor can have the value
}

var agentKeys = map[AgentOrderField]agentKey{
	ByCredits: {
		column: "credits", value: "$8::bigint", valid: isCount,
		of: func(u *AgentUsage) string { return strconv.FormatInt(int64(u.Credits), 10) },
	},
	ByRuns: {
		column: "succeeded + failed", value: "$8::bigint", valid: isCount,
		of: func(u *AgentUsage) string { return strconv.Itoa(u.Succeeded + u.Failed) },
	},
	ByName: {
		column: "lower(name)", value: "lower($8::text)", valid: isText,
		of: func(u *AgentUsage) string { return u.Name },
	},
	ByLastRunAt: {
		column: "coalesce(last_run_at, instant(0))", value: "instant($8::bigint)", valid: isMicros,
		of: func(u *AgentUsage) string {
			if u.LastRunAt == nil {
				return "0"
			}
			return strconv.FormatInt(u.LastRunAt.UnixMicro(), 10)
		},
	},
}

// pageSQL is agents.sql cut to a page: $7 is its size, $8 and $9 the value and id of the item before it, if there is one.
func (o AgentOrder) pageSQL(after *cursor) string {
	key := agentKeys[o.By]
	direction, beyond := "asc", ">"
	if o.Descending {
		direction, beyond = "desc", "<"
	}
	from := ""
	if after != nil {
		from = fmt.Sprintf("where (%s, id) %s (%s, $9::uuid)", key.column, beyond, key.value)
	}
	return fmt.Sprintf("select * from (%s) agents %s order by %s %[4]s, id %[4]s limit $7", agentsSQL, from, key.column, direction)
}
