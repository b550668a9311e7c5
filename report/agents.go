package report

import (
	"context"
	_ "embed"
	"fmt"
	"time"
	"unicode/utf8"

	"github.com/lib/pq"

	"cistern/credit"
	"cistern/ent"
)

//go:embed agents.sql
var agentsSQL string

// maxSearch is the longest search, in characters.
const maxSearch = 100

// AgentsQuery says which agents of a view to list, and how.
type AgentsQuery struct {
	View
	Page
	Order  AgentOrder
	Search string               // part of the name, without regard to case; at most 100 characters; empty for any
	Status []credit.AgentStatus // only agents in one of these; empty for all
}

// AgentUsage is an agent and its use in a period.
type AgentUsage struct {
	ent.Agent
	Status           credit.AgentStatus // as it is now; in a past period nothing is paused
	Credits          credit.Amount
	WorkspaceCredits credit.Amount `sql:"workspace_credits"` // used by all agents of the workspace
	Succeeded        int
	Failed           int
	LastRunAt        *time.Time `sql:"last_run_at"` // nil when it had no run in the period

	PoolHeadroom        credit.Amount  `sql:"pool_headroom"`
	WorkspaceAllocation *credit.Amount `sql:"workspace_allocation"` // nil where the workspace has none
	WorkspaceHeadroom   *credit.Amount `sql:"workspace_headroom"`   // nil likewise
	NextAllowance       credit.Amount  `sql:"next_allowance"`       // what the next reset will grant
	Refill              *time.Time     `sql:"-"`                    // when grants give an exhausted pool credits before that; nil where none do
}

// Share is the agent's part of its workspace's use, 0 to 1, for display only; 0 when nothing was used.
func (u *AgentUsage) Share() float64 {
	if u.WorkspaceCredits == 0 {
		return 0
	}
	return float64(u.Credits) / float64(u.WorkspaceCredits)
}

// Agents lists the agents that were created before the end of the period; deleted ones only where they have use in it.
// A page, cursor or search out of bounds is a credit.Error of BAD_USER_INPUT.
func Agents(ctx context.Context, tx *ent.Tx, q AgentsQuery) (List[*AgentUsage], error) {
	args, err := q.filter()
	if err != nil {
		return List[*AgentUsage]{}, err
	}
	key := agentKeys[q.Order.By]
	after, err := q.place(string(q.Order.By), key.valid)
	if err != nil {
		return List[*AgentUsage]{}, err
	}
	args = append(args, q.First+1)
	if after != nil {
		args = append(args, after.value, after.id)
	}
	found, err := rows[*AgentUsage](ctx, tx, q.Order.pageSQL(after), args...)
	if err != nil {
		return List[*AgentUsage]{}, fmt.Errorf("report agents: %w", err)
	}
	if err := q.refill(ctx, tx, found); err != nil {
		return List[*AgentUsage]{}, fmt.Errorf("report agents: %w", err)
	}
	return listOf(q.Page, found, func(u *AgentUsage) cursor {
		return cursor{by: string(q.Order.By), id: u.ID, value: key.of(u)}
	}), nil
}

// CountAgents is how many agents Agents lists on all its pages.
func CountAgents(ctx context.Context, tx *ent.Tx, q AgentsQuery) (n int, err error) {
	args, err := q.filter()
	if err != nil {
		return 0, err
	}
	err = tx.SQLTx().QueryRowContext(ctx, "select count(*) from ("+agentsSQL+") agents", args...).Scan(&n)
	if err != nil {
		return 0, fmt.Errorf("count agents: %w", err)
	}
	return n, nil
}

// checkSearch refuses what no name can hold with a credit.Error of BAD_USER_INPUT.
func checkSearch(text string) error {
	if utf8.RuneCountInString(text) > maxSearch {
		return badInput("search", "a search has at most 100 characters")
	}
	if !isText(text) {
		return badInput("search", "a search is text: it has a character that no name can have")
	}
	return nil
}

// filter is the arguments of agents.sql.
func (q AgentsQuery) filter() ([]any, error) {
	if err := checkSearch(q.Search); err != nil {
		return nil, err
	}
	var status any
	if len(q.Status) > 0 {
		status = pq.Array(q.Status)
	}
	return []any{q.Contract, q.Workspace, q.Period.ID, Running(q.Period, q.Now), q.Search, status}, nil
}
