package metering

import (
	"context"
	"database/sql"
	_ "embed"
	"fmt"
	"time"

	"github.com/google/uuid"

	"cistern/ent"
	"cistern/ledger"
)

const (
	// silence is how long a started run may send nothing before its hold is released (D8).
	silence = 15 * time.Minute
	// maxStalled bounds one transaction of Stall.
	maxStalled = 1000
)

var (
	//go:embed stale_runs.sql
	staleRunsSQL string
	//go:embed stall_runs.sql
	stallRunsSQL string
)

// Stale lists up to limit contracts that have runs which have gone silent.
func Stale(ctx context.Context, db *sql.DB, now time.Time, limit int) ([]uuid.UUID, error) {
	rows, err := db.QueryContext(ctx, staleRunsSQL, now.Add(-silence), limit)
	if err != nil {
		return nil, fmt.Errorf("find stale runs: %w", err)
	}
	defer rows.Close()
	var contracts []uuid.UUID
	for rows.Next() {
		var id uuid.UUID
		if err := rows.Scan(&id); err != nil {
			return nil, fmt.Errorf("find stale runs: %w", err)
		}
		contracts = append(contracts, id)
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("find stale runs: %w", err)
	}
	return contracts, nil
}

// Stall releases the holds of a contract's runs that have sent nothing for 15 minutes and marks them STALLED (D8). What such a run
// reports later still counts. It returns how many there were; there may be more when it is a full thousand.
func Stall(ctx context.Context, tx *ent.Tx, contract uuid.UUID, world time.Time) (int, error) {
	locked, err := ledger.Lock(ctx, tx, contract)
	if err != nil {
		return 0, err
	}
	var stalled int
	err = tx.SQLTx().QueryRowContext(ctx, stallRunsSQL, contract, ledger.Now(locked, world).Add(-silence), maxStalled).Scan(&stalled)
	if err != nil {
		return 0, fmt.Errorf("stall silent runs: %w", err)
	}
	return stalled, nil
}
