package dbtest

import (
	"context"
	"database/sql"
	_ "embed"
	"errors"
	"fmt"
	"strings"

	"github.com/lib/pq"
)

//go:embed counters.sql
var countersSQL string

// CountersAgree is an error that names every counter of a pool, workspace, agent or hour, and every sum of holds, that is not what
// the runs add up to. Across all contracts: for a database at rest.
func CountersAgree(ctx context.Context, db *sql.DB) error {
	var differences []string
	if err := db.QueryRowContext(ctx, countersSQL).Scan(pq.Array(&differences)); err != nil {
		return fmt.Errorf("compare counters with runs: %w", err)
	}
	if len(differences) > 0 {
		return errors.New(strings.Join(differences, "\n"))
	}
	return nil
}
