package metering

import (
	"bytes"
	"context"
	"database/sql"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/google/uuid"

	"cistern/credit"
	"cistern/ent"
	"cistern/ent/billingperiod"
	"cistern/ledger"
)

func (b *batch) lockContracts(ctx context.Context, m *Meter, tx *ent.Tx) error {
	var ids uuids
	for _, r := range b.requests {
		if _, known := b.contracts[r.Contract]; !known {
			b.contracts[r.Contract] = nil
			ids = append(ids, r.Contract)
		}
	}
	tx.Changes(ids...)
	return each(ctx, tx, m.lockContracts, "lock contracts", func(rows *sql.Rows) error {
		var c contract
		var serviceDay int
		var ahead int64
		var zone string
		if err := rows.Scan(&c.id, &c.plan, &serviceDay, &zone, &c.held, &c.nextAllowance, &ahead); err != nil {
			return err
		}
		var err error
		if c.calendar, err = credit.NewCalendar(serviceDay, zone); err != nil {
			return fmt.Errorf("contract %s: %w", c.id, err)
		}
		c.now = b.now.Add(ledger.Ahead(ahead))
		b.contracts[c.id] = &c
		return nil
	}, ids)
}

// readRuns finds the runs that were told of before: a repeat gets its first answer, whatever has happened since.
func (b *batch) readRuns(ctx context.Context, m *Meter, tx *ent.Tx) error {
	contracts, ids := make(uuids, len(b.requests)), make(uuids, len(b.requests))
	for i, r := range b.requests {
		contracts[i], ids[i] = r.Contract, r.Run
	}
	lowest, highest := bounds(ids)
	return each(ctx, tx, m.readRuns, "read runs", func(rows *sql.Rows) error {
		var r Run
		err := rows.Scan(&r.Contract, &r.ID, &r.Workspace, &r.Agent, &r.Status, &r.Estimate, &r.Hold, &r.Credits,
			&r.StartedAt, &r.FinishedAt, &r.Late)
		b.runs[key{r.Contract, r.ID}] = &r
		return err
	}, contracts, ids, lowest, highest)
}

func (b *batch) readAgents(ctx context.Context, m *Meter, tx *ent.Tx) error {
	wanted := map[key]bool{}
	for _, r := range b.requests {
		if r.Agent != uuid.Nil {
			wanted[key{r.Contract, r.Agent}] = true
		}
	}
	for _, r := range b.runs {
		wanted[key{r.Contract, r.Agent}] = true
	}
	contracts, ids := make(uuids, 0, len(wanted)), make(uuids, 0, len(wanted))
	for k := range wanted {
		contracts, ids = append(contracts, k.contract), append(ids, k.id)
	}
	workspaces := map[key]*workspace{}
	return each(ctx, tx, m.readAgents, "read agents", func(rows *sql.Rows) error {
		var a agent
		var w workspace
		var p nullPeriod
		var contractID uuid.UUID
		if err := rows.Scan(&contractID, &a.id, &w.id,
			&a.deletedAt, &a.disabledAt, &a.safetyHoldAt,
			&a.limit, &a.held, &a.used, &a.told,
			&w.allocation, &w.held, &w.used, &w.told,
			&p.id, &p.start, &p.end, &p.due, &p.kind, &p.credited, &p.used, &p.told); err != nil {
			return err
		}
		a.before, w.before = a.used, w.used
		a.contract = b.contracts[contractID]
		if a.contract.period == nil {
			a.contract.period = p.period()
		}
		if a.workspace = workspaces[key{contractID, w.id}]; a.workspace == nil {
			a.workspace = &w
			workspaces[key{contractID, w.id}] = &w
		}
		b.agents[key{contractID, a.id}] = &a
		return nil
	}, contracts, ids)
}

// openPeriods lets the ledger act on the contracts whose period is due, or that have none yet: the service date has come, or a grant
// begins or expires. It happens a few times a month and contract, so it may cost more round trips. In a new period the agents'
// counters start at zero.
func (b *batch) openPeriods(ctx context.Context, _ *Meter, tx *ent.Tx) error {
	ids := slices.Collect(maps.Keys(b.agents))
	slices.SortFunc(ids, func(x, y key) int { return compare(x.contract, y.contract) })
	for _, k := range ids {
		a := b.agents[k]
		c := a.contract
		if c.period != nil && c.now.Before(c.period.due) {
			continue
		}
		locked, err := ledger.Lock(ctx, tx, c.id)
		if err != nil {
			return err
		}
		opened, err := ledger.OpenPeriod(ctx, tx, locked, c.now)
		if err != nil {
			return err
		}
		last := c.period
		c.period = periodOf(opened)
		if last != nil && last.id == c.period.id {
			continue
		}
		for other, a := range b.agents {
			if other.contract == c.id {
				a.tally, a.workspace.tally = tally{}, tally{}
			}
		}
	}
	return nil
}

// readClosedPeriods finds the periods that late runs and imports may land in.
func (b *batch) readClosedPeriods(ctx context.Context, _ *Meter, tx *ent.Tx) error {
	late, imported := earliest{}, earliest{}
	for _, r := range b.requests {
		c, at := b.contracts[r.Contract], b.countedAt(r)
		if c == nil || c.period == nil || !at.Before(c.period.start) {
			continue
		}
		late.note(c, at)
		if r.Kind == Import {
			imported.note(c, at)
		}
	}
	for c, since := range imported {
		if err := b.openHistory(ctx, tx, c, since); err != nil {
			return err
		}
	}
	for c, since := range late {
		closed, err := tx.BillingPeriod.Query().
			Where(billingperiod.ContractID(c.id), billingperiod.EndsAtGT(since), billingperiod.StartsAtLT(c.period.start)).
			All(ctx)
		if err != nil {
			return fmt.Errorf("read closed periods: %w", err)
		}
		for _, p := range closed {
			c.closed = append(c.closed, periodOf(p))
		}
	}
	return nil
}

// earliest is the first of some instants of each contract.
type earliest map[*contract]time.Time

func (e earliest) note(c *contract, t time.Time) {
	if first, known := e[c]; !known || t.Before(first) {
		e[c] = t
	}
}

func (b *batch) openHistory(ctx context.Context, tx *ent.Tx, c *contract, since time.Time) error {
	locked, err := ledger.Lock(ctx, tx, c.id)
	if err != nil {
		return err
	}
	return ledger.OpenHistory(ctx, tx, locked, since, c.now)
}

// nullPeriod is a period that the contract may not have yet.
type nullPeriod struct {
	id         uuid.NullUUID
	start, end sql.NullTime
	due        sql.NullTime
	kind       sql.Null[credit.PeriodKind]
	credited   sql.NullInt64
	used       sql.NullInt64
	told       sql.NullInt64
}

func (p nullPeriod) period() *period {
	if !p.id.Valid {
		return nil
	}
	return &period{
		id: p.id.UUID, kind: p.kind.V, start: p.start.Time, end: p.end.Time, due: p.due.Time,
		credited: credit.Amount(p.credited.Int64),
		tally:    tallyOf(credit.Amount(p.used.Int64), credit.Threshold(p.told.Int64)),
	}
}

func periodOf(p *ent.BillingPeriod) *period {
	return &period{
		id: p.ID, kind: p.Kind, start: p.StartsAt, end: p.EndsAt, due: ledger.Due(p), credited: p.Credited,
		tally: tallyOf(p.Used, credit.Threshold(p.ThresholdTold)),
	}
}

func tallyOf(used credit.Amount, told credit.Threshold) tally {
	return tally{used: used, before: used, told: told}
}

// each runs a prepared query in the transaction and hands its rows to scan.
func each(ctx context.Context, tx *ent.Tx, stmt *sql.Stmt, what string, scan func(*sql.Rows) error, args ...any) error {
	rows, err := tx.SQLTx().StmtContext(ctx, stmt).QueryContext(ctx, args...)
	if err != nil {
		return fmt.Errorf("%s: %w", what, err)
	}
	defer rows.Close()
	for rows.Next() {
		if err := scan(rows); err != nil {
			return fmt.Errorf("%s: %w", what, err)
		}
	}
	if err := rows.Err(); err != nil {
		return fmt.Errorf("%s: %w", what, err)
	}
	return nil
}

func compare(a, b uuid.UUID) int { return bytes.Compare(a[:], b[:]) }

// bounds are the smallest and the largest of the ids.
func bounds(ids uuids) (lowest, highest uuid.UUID) {
	if len(ids) == 0 {
		return uuid.Nil, uuid.Nil
	}
	return slices.MinFunc(ids, compare), slices.MaxFunc(ids, compare)
}
