package report

import (
	"context"
	_ "embed"
	"fmt"

	"github.com/google/uuid"
	"github.com/lib/pq"

	"cistern/credit"
	"cistern/ent"
)

//go:embed agent_days.sql
var agentDaysSQL string

// AgentDays is the use of agents of the view's workspace on the days that Days lists, an entry for each agent in the order given.
func AgentDays(ctx context.Context, tx *ent.Tx, v View, agents []uuid.UUID) ([][]credit.Amount, error) {
	return daysOf(ctx, tx, v, v.days(), agents)
}

// days are those of the period until its end or the day of now.
func (v View) days() []credit.Day { return v.Calendar.Days(boundsOf(v.Period), v.Now) }

// daysOf is the use of agents on days without a gap, oldest first.
func daysOf(ctx context.Context, tx *ent.Tx, v View, days []credit.Day, agents []uuid.UUID) ([][]credit.Amount, error) {
	type agentDay struct {
		Agent, Day int
		Used       credit.Amount
	}
	found, err := rows[agentDay](ctx, tx, agentDaysSQL, v.Contract, v.Workspace, pq.Array(agents), pq.Array(bounds(days)))
	if err != nil {
		return nil, fmt.Errorf("report days of agents: %w", err)
	}
	use := make([][]credit.Amount, len(agents))
	for i := range use {
		use[i] = make([]credit.Amount, len(days))
	}
	for _, row := range found {
		use[row.Agent][row.Day] = row.Used
	}
	return use, nil
}

// bounds are the starts of days and the end of the last, in microseconds.
func bounds(days []credit.Day) []int64 {
	at := make([]int64, 0, len(days)+1)
	for _, day := range days {
		at = append(at, day.Start.UnixMicro())
	}
	return append(at, days[len(days)-1].End.UnixMicro())
}

// AgentSeries is the use of an agent as it grew, or with a nil Agent that of all agents which have no series of their own.
type AgentSeries struct {
	Agent      *AgentUsage
	Cumulative []credit.Amount // from the start of the period to the end of each day that Days lists
}

// maxSeries bounds the agents that are told one by one.
const maxSeries = 10

// Series is the use of the agents that used most, and of the others together where there are any.
// A top out of 1 to 10 is a credit.Error of BAD_USER_INPUT.
func Series(ctx context.Context, tx *ent.Tx, v View, top int) ([]AgentSeries, error) {
	if top < 1 || top > maxSeries {
		return nil, badInput("top", fmt.Sprintf("1 to %d agents can be told one by one", maxSeries))
	}
	most, err := Agents(ctx, tx, AgentsQuery{
		View: v, Page: Page{First: top}, Order: AgentOrder{By: ByCredits, Descending: true},
	})
	if err != nil {
		return nil, err
	}
	ids := make([]uuid.UUID, len(most.Edges))
	for i, e := range most.Edges {
		ids[i] = e.Node.ID
	}
	use, err := AgentDays(ctx, tx, v, ids)
	if err != nil {
		return nil, err
	}
	whole, err := Days(ctx, tx, v)
	if err != nil {
		return nil, err
	}
	return seriesOf(most, use, whole), nil
}

func seriesOf(most List[*AgentUsage], use [][]credit.Amount, whole []UsageDay) []AgentSeries {
	rest := make([]credit.Amount, len(whole))
	for i, day := range whole {
		rest[i] = day.Cumulative
	}
	var series []AgentSeries
	for i, e := range most.Edges {
		var total credit.Amount
		cumulative := make([]credit.Amount, len(whole))
		for day, used := range use[i] {
			total += used
			cumulative[day] = total
			rest[day] -= total
		}
		if total > 0 {
			series = append(series, AgentSeries{e.Node, cumulative})
		}
	}
	if n := len(rest); n > 0 && rest[n-1] > 0 {
		series = append(series, AgentSeries{nil, rest})
	}
	return series
}
