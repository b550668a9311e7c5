package notify

import (
	"context"
	"database/sql"
	_ "embed"
	"fmt"
	"time"

	"github.com/google/uuid"

	"cistern/credit"
	"cistern/ent"
)

//go:embed billed.sql
var billedSQL string

// Billed lists up to limit contracts whose running period is billed, by id, those after the one given.
func Billed(ctx context.Context, db *sql.DB, after uuid.UUID, now time.Time, limit int) (contracts []uuid.UUID, err error) {
	rows, err := db.QueryContext(ctx, billedSQL, after, now, limit)
	if err != nil {
		return nil, fmt.Errorf("find contracts that are billed: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var id uuid.UUID
		if err := rows.Scan(&id); err != nil {
			return nil, fmt.Errorf("find contracts that are billed: %w", err)
		}
		contracts = append(contracts, id)
	}
	return contracts, rows.Err()
}

// RunsOut tells that the pool of the running period is expected to run out before the reset (D14), once for what was granted: more credits
// make it news again. Where the pool is used up already people know.
func RunsOut(ctx context.Context, tx *ent.Tx, p *ent.BillingPeriod, at, now time.Time) ([]Notice, error) {
	if p.Kind != credit.PeriodBilled || p.Used >= p.Credited || !at.Before(p.EndsAt) {
		return nil, nil
	}
	return tell(ctx, tx, news{
		kind: credit.NotifyRunOutForecast, contract: p.ContractID, occasion: fmt.Sprintf("run out/%s/%d", p.ID, p.Credited),
		figures: RunOutFigures{RunsOutAt: at, Used: p.Used, Granted: p.Credited, ResetsAt: p.EndsAt},
	}, now)
}
