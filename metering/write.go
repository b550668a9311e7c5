package metering

import (
	"context"
	"database/sql"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/lib/pq"

	"cistern/credit"
	"cistern/ent"
	"cistern/ledger"
)

// write puts the decided batch into the database: a statement each for what there is of it.
func (b *batch) write(ctx context.Context, m *Meter, tx *ent.Tx) error {
	for _, part := range []struct {
		what string
		rows int
		stmt *sql.Stmt
		args func() []any
	}{
		{"add runs", len(b.added), m.addRuns, b.addedArgs},
		{"change runs", len(b.changed), m.changeRuns, b.changedArgs},
		{"change holds", len(b.holds), m.changeHolds, b.holdArgs},
	} {
		if part.rows == 0 {
			continue
		}
		stmt := tx.SQLTx().StmtContext(ctx, part.stmt)
		if _, err := stmt.ExecContext(ctx, part.args()...); err != nil {
			return fmt.Errorf("%s: %w", part.what, err)
		}
	}
	return nil
}

// settleLate posts the use of runs that landed in closed billed periods. It is not left for later: a period never changes once no run
// may land in it any more.
func (b *batch) settleLate(ctx context.Context, _ *Meter, tx *ent.Tx) error {
	for _, c := range b.contracts {
		if c == nil { // there is none of this id
			continue
		}
		for _, p := range c.closed {
			if !p.landed || p.kind == credit.PeriodFree {
				continue
			}
			if err := ledger.SettleLate(ctx, tx, c.id, p.id, c.now); err != nil {
				return fmt.Errorf("settle late use: %w", err)
			}
		}
	}
	return nil
}

// countUse adds what was used to the counters, and keeps the hours that have become large.
func (b *batch) countUse(ctx context.Context, m *Meter, tx *ent.Tx) error {
	if len(b.use) == 0 {
		return nil
	}
	return each(ctx, tx, m.countUse, "count use", func(rows *sql.Rows) error {
		if b.large == nil {
			b.large = map[agentHour]credit.Amount{}
		}
		var of key
		var hour time.Time
		var used credit.Amount
		err := rows.Scan(&of.contract, &of.id, &hour, &used)
		b.large[agentHour{of, hour.UnixMicro()}] = used
		return err
	}, b.useArgs()...)
}

func (b *batch) addedArgs() []any {
	n := len(b.added)
	contracts, ids, workspaces, agents, periods := make(uuids, n), make(uuids, n), make(uuids, n), make(uuids, n), make(uuids, n)
	statuses, lates := make(pq.StringArray, n), make(pq.BoolArray, n)
	estimates, holds, credits := make(pq.Int64Array, n), make(pq.Int64Array, n), make(pq.Int64Array, n)
	started, reported, finished := make(pq.Int64Array, n), make(pq.Int64Array, n), make(pq.Int64Array, n)
	for i, r := range b.added {
		contracts[i], ids[i], workspaces[i], agents[i], periods[i] = r.Contract, r.ID, r.Workspace, r.Agent, r.Period
		statuses[i], lates[i] = string(r.Status), r.Late
		estimates[i], holds[i], credits[i] = amountOrNull(r.Estimate), int64(r.Hold), amountOrNull(r.Credits)
		started[i], reported[i], finished[i] = instantOrNull(r.StartedAt), r.ReportedAt.UnixMicro(), instantOrNull(r.FinishedAt)
	}
	return []any{contracts, ids, workspaces, agents, periods, statuses, estimates, holds, credits, started, reported, finished, lates}
}

func (b *batch) changedArgs() []any {
	runs := slices.Collect(maps.Values(b.changed))
	n := len(runs)
	contracts, ids, periods := make(uuids, n), make(uuids, n), make(uuids, n)
	statuses, lates := make(pq.StringArray, n), make(pq.BoolArray, n)
	credits, reported, finished := make(pq.Int64Array, n), make(pq.Int64Array, n), make(pq.Int64Array, n)
	for i, r := range runs {
		contracts[i], ids[i], periods[i] = r.Contract, r.ID, r.Period
		statuses[i], lates[i] = string(r.Status), r.Late
		credits[i], reported[i], finished[i] = amountOrNull(r.Credits), r.ReportedAt.UnixMicro(), instantOrNull(r.FinishedAt)
	}
	lowest, highest := bounds(ids)
	return []any{contracts, ids, periods, statuses, credits, reported, finished, lates, lowest, highest}
}

func (b *batch) useArgs() []any {
	n := len(b.use)
	contracts, periods, workspaces, agents := make(uuids, 0, n), make(uuids, 0, n), make(uuids, 0, n), make(uuids, 0, n)
	hours, used, succeeded, failed := make(pq.Int64Array, 0, n), make(pq.Int64Array, 0, n), make(pq.Int64Array, 0, n), make(pq.Int64Array, 0, n)
	first, last := make(pq.Int64Array, 0, n), make(pq.Int64Array, 0, n)
	for at, u := range b.use {
		contracts, periods = append(contracts, at.contract), append(periods, at.period)
		workspaces, agents = append(workspaces, at.workspace), append(agents, at.agent)
		hours, used = append(hours, at.hour.UnixMicro()), append(used, int64(u.credits))
		succeeded, failed = append(succeeded, u.succeeded), append(failed, u.failed)
		first, last = append(first, u.firstRun.UnixMicro()), append(last, u.lastRun.UnixMicro())
	}
	return []any{contracts, periods, workspaces, agents, hours, used, succeeded, failed, first, last, int64(credit.BurstFloor)}
}

func (b *batch) holdArgs() []any {
	n := len(b.holds)
	contracts, workspaces, agents, changes := make(uuids, 0, n), make(uuids, 0, n), make(uuids, 0, n), make(pq.Int64Array, 0, n)
	for agent, h := range b.holds {
		contracts, workspaces = append(contracts, agent.contract), append(workspaces, h.workspace)
		agents, changes = append(agents, agent.id), append(changes, int64(h.change))
	}
	return []any{contracts, workspaces, agents, changes}
}
