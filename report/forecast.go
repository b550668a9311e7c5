package report

import (
	"context"
	_ "embed"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"
	"github.com/lib/pq"

	"cistern/credit"
	"cistern/ent"
	"cistern/forecast"
)

//go:embed forecast.sql
var forecastSQL string

// UsageForecast is what a period is expected to have used at its reset, an estimate (D15). The amounts of the workspace and of
// the pool are nil, and there are no days, where three days of use are not there to tell them from.
type UsageForecast struct {
	MadeAt              time.Time
	EnoughData          bool // for the workspace; the pool may have more
	Expected, Low, High *credit.Amount
	Pool                *PoolForecast
	Days                []forecast.Day // of the workspace: today and the days until the reset
	Method              *forecast.Method
}

// PoolForecast is the use of all workspaces of a contract.
type PoolForecast struct {
	forecast.Projection
	Days      []forecast.Day // today and the days until the reset
	Method    forecast.Method
	WeekError *float64   // mean error of a week told from the days before it, as a part of its use; nil with under two weeks of use
	RunsOutAt *time.Time // nil where it lasts until the reset, and in a free period
}

// Forecast looks at the last eight weeks of all agents of the contract; those that are deleted, disabled or on hold now are expected
// to use nothing more. It is nil for a past period.
func Forecast(ctx context.Context, tx *ent.Tx, v View) (*UsageForecast, error) {
	if !Running(v.Period, v.Now) {
		return nil, nil //nolint:nilnil // what is past needs no forecast
	}
	summary, err := Summary(ctx, tx, v)
	if err != nil {
		return nil, err
	}
	in := v.aroundNow()
	agents, err := agentDays(ctx, tx, v.Contract, in)
	if err != nil {
		return nil, err
	}
	own := in
	own.Used, own.Agents = summary.Used, ofWorkspace(agents, v.Workspace)
	return usageForecast(v.Now, forecast.Make(own), v.forecastPool(in, agents, summary.Pool)), nil
}

// forecastPool is of all workspaces together.
func (v View) forecastPool(in forecast.Input, agents []agentUse, pool PoolUsage) forecast.Forecast {
	in.Used = pool.Used
	if v.Period.Kind == credit.PeriodBilled {
		in.Granted = &pool.Granted
	}
	for _, a := range agents {
		in.Agents = append(in.Agents, a.Agent)
	}
	return forecast.Make(in)
}

func usageForecast(at time.Time, own, pool forecast.Forecast) *UsageForecast {
	f := &UsageForecast{MadeAt: at, EnoughData: own.Enough, Days: own.Days}
	if own.Enough {
		f.Expected, f.Low, f.High, f.Method = &own.Expected, &own.Low, &own.High, &own.Method
	}
	f.Pool = poolForecast(pool)
	return f
}

// poolForecast is nil without enough data.
func poolForecast(f forecast.Forecast) *PoolForecast {
	if !f.Enough {
		return nil
	}
	return &PoolForecast{f.Projection, f.Days, f.Method, f.WeekError, f.RunsOutAt}
}

// aroundNow is the days before today and those to the reset.
func (v View) aroundNow() forecast.Input {
	const spare = 1 // for zones in which a day was skipped
	first := v.Calendar.Date(v.Now.AddDate(0, 0, -forecast.History-spare))
	days := v.Calendar.Days(credit.Period{Start: v.Calendar.StartOfDay(first), End: v.Period.EndsAt}, v.Period.EndsAt)
	today := 0
	for !v.Now.Before(days[today].End) {
		today++
	}
	return forecast.Input{Now: v.Now, Past: days[max(0, today-forecast.History):today], Ahead: days[today:]}
}

// daysSoFar are the days of which the use is known, today with what there is of it.
func daysSoFar(in forecast.Input) []credit.Day {
	return append(slices.Clone(in.Past), in.Ahead[0])
}

// agentUse is an agent of a workspace, or several that are told together.
type agentUse struct {
	forecast.Agent
	workspace uuid.UUID
	agent     *uuid.UUID
}

func ofWorkspace(agents []agentUse, workspace uuid.UUID) (own []forecast.Agent) {
	for _, a := range agents {
		if a.workspace == workspace {
			own = append(own, a.Agent)
		}
	}
	return own
}

// agentDay is a row of forecast.sql.
type agentDay struct {
	Workspace uuid.UUID  `sql:"workspace_id"`
	Agent     *uuid.UUID `sql:"agent_id"`
	Disabled  bool
	Day       int
	Used      credit.Amount
}

func agentDays(ctx context.Context, tx *ent.Tx, contract uuid.UUID, in forecast.Input) (agents []agentUse, err error) {
	found, err := rows[agentDay](ctx, tx, forecastSQL, contract, pq.Array(bounds(daysSoFar(in))))
	if err != nil {
		return nil, fmt.Errorf("report daily use by agent: %w", err)
	}
	for _, row := range found {
		if len(agents) == 0 || !row.continues(agents[len(agents)-1]) {
			use := make([]credit.Amount, len(in.Past)+1)
			agents = append(agents, agentUse{forecast.Agent{Use: use, Disabled: row.Disabled}, row.Workspace, row.Agent})
		}
		agents[len(agents)-1].Use[row.Day] = row.Used
	}
	return agents, nil
}

func (d agentDay) continues(a agentUse) bool {
	same := d.Agent == a.agent || d.Agent != nil && a.agent != nil && *d.Agent == *a.agent
	return same && d.Workspace == a.workspace && d.Disabled == a.Disabled
}
