package metering

import (
	"context"
	"database/sql"
	_ "embed"
	"fmt"
	"time"

	"cistern/credit"
	"cistern/ent"
)

var (
	//go:embed lock_contracts.sql
	lockContractsSQL string
	//go:embed read_runs.sql
	readRunsSQL string
	//go:embed read_agents.sql
	readAgentsSQL string
	//go:embed add_runs.sql
	addRunsSQL string
	//go:embed change_runs.sql
	changeRunsSQL string
	//go:embed count_use.sql
	countUseSQL string
	//go:embed change_holds.sql
	changeHoldsSQL string
)

// PlannerSettings are for the connections that a Meter works on. Its statements are few, always the same, and look rows up by whole
// keys: planning them anew for every batch costs more than running them, and a plan that was made while a table was new and small
// would read all of it until somebody notices that it has grown.
var PlannerSettings = map[string]string{
	"plan_cache_mode":  "force_generic_plan",
	"enable_seqscan":   "off",
	"enable_hashjoin":  "off",
	"enable_mergejoin": "off",
}

// Meter holds the statements of the hot path, prepared once on the pool: an unprepared statement with arguments costs a second
// round trip. Safe for concurrent use.
type Meter struct {
	lockContracts, readRuns, readAgents        *sql.Stmt
	addRuns, changeRuns, countUse, changeHolds *sql.Stmt
}

// Prepare makes a Meter whose statements run on connections of db.
func Prepare(ctx context.Context, db *sql.DB) (*Meter, error) {
	m := &Meter{}
	for _, s := range []struct {
		to  **sql.Stmt
		sql string
	}{
		{&m.lockContracts, lockContractsSQL},
		{&m.readRuns, readRunsSQL},
		{&m.readAgents, readAgentsSQL},
		{&m.addRuns, addRunsSQL},
		{&m.changeRuns, changeRunsSQL},
		{&m.countUse, countUseSQL},
		{&m.changeHolds, changeHoldsSQL},
	} {
		stmt, err := db.PrepareContext(ctx, s.sql)
		if err != nil {
			return nil, fmt.Errorf("prepare metering: %w", err)
		}
		*s.to = stmt
	}
	return m, nil
}

// Outcome is what came of a batch. What people are to be told of it the caller tells them in the same transaction.
type Outcome struct {
	Results   []Result          // Results[i] answers requests[i]
	Crossings []credit.Crossing // thresholds that use has reached and that count as told from now on (D14)
	Bursts    []credit.Burst    // agents that spend fast, new or not (D13)
}

// Apply decides the requests in their order and writes what comes of them.
// An error means that the transaction cannot be committed and nothing was decided. Requests of one batch see each other: the second
// of two with the same id is a repeat, and headroom taken by one is gone for the next.
//
// The contracts' rows are locked first, in order of their ids; what is read after that cannot change until the commit.
func (m *Meter) Apply(ctx context.Context, tx *ent.Tx, requests []Request, now time.Time) (Outcome, error) {
	b := newBatch(requests, now.Truncate(time.Microsecond))
	for _, step := range []func(context.Context, *Meter, *ent.Tx) error{
		b.lockContracts,
		b.readRuns,
		b.readAgents,
		b.openPeriods,
		b.readClosedPeriods,
	} {
		if err := step(ctx, m, tx); err != nil {
			return Outcome{}, err
		}
	}
	for i := range requests {
		b.results[i] = b.decide(&requests[i])
	}
	for _, step := range []func(context.Context, *Meter, *ent.Tx) error{
		b.explain,
		b.write,
		b.countUse,
		b.settleLate,
		b.tell,
	} {
		if err := step(ctx, m, tx); err != nil {
			return Outcome{}, err
		}
	}
	return Outcome{Results: b.results, Crossings: b.crossings, Bursts: b.bursts()}, nil
}
