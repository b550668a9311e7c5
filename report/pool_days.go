package report

import (
	"context"
	_ "embed"
	"fmt"

	"cistern/credit"
	"cistern/ent"
)

//go:embed pool_days.sql
var poolDaysSQL string

// PoolDays is what all workspaces of the view's contract had used since the start of the period at the end of each day that Days lists.
func PoolDays(ctx context.Context, tx *ent.Tx, v View) ([]credit.Amount, error) {
	starts, ends := v.dayBounds()
	use, err := rows[credit.Amount](ctx, tx, poolDaysSQL, v.Contract, starts, ends)
	if err != nil {
		return nil, fmt.Errorf("report days of the pool: %w", err)
	}
	return use, nil
}
