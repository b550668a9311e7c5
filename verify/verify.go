// Package verify proves that what is counted of a contract is what its runs add up to, and what its ledger says.
//
// It is the one place apart from metering that reads runs: all of a contract's, once. That takes some four seconds a million runs on two
// busy cores.
package verify

import (
	"context"
	"database/sql"
	_ "embed"
	"fmt"
	"strings"
	"time"

	entsql "entgo.io/ent/dialect/sql"
	"github.com/google/uuid"

	"cistern/ent"
)

var (
	//go:embed counters.sql
	countersSQL string
	//go:embed holds.sql
	holdsSQL string
	//go:embed ledger.sql
	ledgerSQL string
)

// atMost is how many differences of a kind are told: what is wrong in one place is usually wrong in many.
const atMost = 100

// Difference is a figure that another one contradicts.
type Difference struct {
	Contract       uuid.UUID
	PeriodID       *uuid.UUID `sql:"period_id"` // of a figure of a billing period
	PeriodStartsAt *time.Time `sql:"period_starts_at"`
	Subject        *string    // whose figure it is, such as "agent 0199…"; nil for the contract's
	Hour           *time.Time // of an hourly rollup
	Figure         string     // table and column
	Counted        string     // its value
	Source         string     // what contradicts it
	Expected       string     // the value that it should have
}

// String names the contract, the period and the two figures.
func (d Difference) String() string {
	var of strings.Builder
	fmt.Fprintf(&of, "contract %s", d.Contract)
	if d.PeriodID != nil {
		fmt.Fprintf(&of, ", period %s", d.PeriodID)
	}
	if d.PeriodStartsAt != nil {
		fmt.Fprintf(&of, " of %s", d.PeriodStartsAt.UTC().Format(time.RFC3339))
	}
	if d.Subject != nil {
		fmt.Fprintf(&of, ", %s", *d.Subject)
	}
	if d.Hour != nil {
		fmt.Fprintf(&of, ", hour of %s", d.Hour.UTC().Format(time.RFC3339))
	}
	return fmt.Sprintf("%s: %s is %s, but %s by %s", &of, d.Figure, d.Counted, d.Expected, d.Source)
}

// Contract compares all figures of a contract, counters first. The transaction must be one snapshot (REPEATABLE READ) where anything
// else is at work.
func Contract(ctx context.Context, tx *ent.Tx, id uuid.UUID) ([]Difference, error) {
	counters, err := Counters(ctx, tx, id)
	if err != nil {
		return nil, err
	}
	ledger, err := differences(ctx, tx, id, ledgerSQL, id, atMost)
	if err != nil {
		return nil, fmt.Errorf("verify the ledger: %w", err)
	}
	return append(counters, ledger...), nil
}

// Snapshot is Contract in a snapshot of its own.
func Snapshot(ctx context.Context, client *ent.Client, id uuid.UUID) ([]Difference, error) {
	tx, err := client.BeginTx(ctx, &sql.TxOptions{Isolation: sql.LevelRepeatableRead, ReadOnly: true})
	if err != nil {
		return nil, fmt.Errorf("begin snapshot: %w", err)
	}
	defer tx.Rollback() // it has only read
	return Contract(ctx, tx, id)
}

// Counters compares counters, hourly rollups and holds with the runs.
func Counters(ctx context.Context, tx *ent.Tx, id uuid.UUID) ([]Difference, error) {
	c, err := tx.Contract.Get(ctx, id)
	if err != nil {
		return nil, fmt.Errorf("find the contract: %w", err)
	}
	counters, err := differences(ctx, tx, id, countersSQL, id, c.TimeZone, atMost)
	if err != nil {
		return nil, fmt.Errorf("verify counters: %w", err)
	}
	holds, err := differences(ctx, tx, id, holdsSQL, id, atMost)
	if err != nil {
		return nil, fmt.Errorf("verify holds: %w", err)
	}
	return append(counters, holds...), nil
}

func differences(ctx context.Context, tx *ent.Tx, contract uuid.UUID, query string, args ...any) ([]Difference, error) {
	rows, err := tx.SQLTx().QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var found []Difference
	if err := entsql.ScanSlice(rows, &found); err != nil {
		return nil, err
	}
	for i := range found {
		found[i].Contract = contract
	}
	return found, rows.Err()
}
