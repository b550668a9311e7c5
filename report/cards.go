package report

import (
	"context"
	_ "embed"
	"fmt"
	"time"

	"cistern/ent"
)

//go:embed cards.sql
var cardsSQL string

// DashboardCards are the three headline figures (D18).
type DashboardCards struct {
	AgentBuilders  Metric // distinct creators of agents that existed in the period
	AgentsInAction Metric // distinct agents with at least one finished run in it
	RunsCompleted  RunsMetric
}

// Metric is a figure and what it was in the same elapsed part of the previous period, nil when there was none.
type Metric struct {
	Value    int
	Previous *int
}

// RunsMetric counts finished runs.
type RunsMetric struct {
	Metric
	Succeeded int
	Failed    int
}

// figures are the columns of cards.sql.
type figures struct {
	AgentBuilders  int `sql:"agent_builders"`
	AgentsInAction int `sql:"agents_in_action"`
	Succeeded      int
	Failed         int
}

// Cards compares the period so far with as much of the previous one; a past period with the whole of it.
func Cards(ctx context.Context, tx *ent.Tx, v View) (DashboardCards, error) {
	now, err := figuresOf(ctx, tx, v, v.Period, v.Period.EndsAt)
	if err != nil {
		return DashboardCards{}, err
	}
	cards := DashboardCards{
		AgentBuilders:  Metric{Value: now.AgentBuilders},
		AgentsInAction: Metric{Value: now.AgentsInAction},
		RunsCompleted: RunsMetric{
			Metric: Metric{Value: now.Succeeded + now.Failed}, Succeeded: now.Succeeded, Failed: now.Failed,
		},
	}
	if v.Previous == nil {
		return cards, nil
	}
	then, err := figuresOf(ctx, tx, v, v.Previous, v.elapsedPart())
	if err != nil {
		return DashboardCards{}, err
	}
	runs := then.Succeeded + then.Failed
	cards.AgentBuilders.Previous = &then.AgentBuilders
	cards.AgentsInAction.Previous = &then.AgentsInAction
	cards.RunsCompleted.Previous = &runs
	return cards, nil
}

// elapsedPart is the end of the part of the previous period that compares with the period so far.
func (v View) elapsedPart() time.Time {
	until := v.Previous.StartsAt.Add(v.Now.Sub(v.Period.StartsAt))
	if !Running(v.Period, v.Now) || until.After(v.Previous.EndsAt) {
		return v.Previous.EndsAt
	}
	return until
}

func figuresOf(ctx context.Context, tx *ent.Tx, v View, p *ent.BillingPeriod, until time.Time) (figures, error) {
	found, err := rows[figures](ctx, tx, cardsSQL, v.Contract, v.Workspace, p.ID, p.StartsAt, until)
	if err != nil {
		return figures{}, fmt.Errorf("report cards: %w", err)
	}
	return found[0], nil
}
