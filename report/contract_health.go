package report

import (
	"context"
	_ "embed"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/lib/pq"

	"cistern/credit"
	"cistern/ent"
	"cistern/ent/billingperiod"
	"cistern/ent/contract"
	"cistern/forecast"
	"cistern/ledger"
)

//go:embed contract_health.sql
var contractHealthSQL string

const (
	// millionths is how pace is counted.
	millionths = 1_000_000
	// lastWeek is how far back the use is looked at that is taken to go on.
	lastWeek = 7 * 24 * time.Hour
)

// ContractHealth is how a contract stands in the period that was opened last.
type ContractHealth struct {
	Contract *ent.Contract
	Calendar credit.Calendar
	Period   *ent.BillingPeriod // nil while it has none
	Now      time.Time          // of the contract's clock
	healthRow
}

// healthRow is a row of contract_health.sql.
type healthRow struct {
	ContractID       uuid.UUID     `sql:"contract_id"`
	PeriodID         *uuid.UUID    `sql:"period_id"`
	Pace             *int64        // in millionths; nil where nothing was granted
	LastWeek         credit.Amount `sql:"last_week"`
	NearAllocation   int           `sql:"near_allocation"`
	PendingPurchases int           `sql:"pending_purchases"`
}

// Pool is what the contract could spend and did.
func (h *ContractHealth) Pool() PoolUsage {
	pool := PoolUsage{Held: h.Contract.Held}
	if h.Period != nil {
		pool.Used, pool.Granted = h.Period.Used, h.Period.Credited
	}
	return pool
}

// PaceOf is use against time, 1 for what lasts just until the reset, for display only; nil where nothing was granted.
func (h *ContractHealth) PaceOf() *float64 {
	if h.Pace == nil {
		return nil
	}
	pace := float64(*h.Pace) / millionths
	return &pace
}

// RunsOutAt is when the pool is used up if use goes on as in the last seven days, or in all that there were since the contract was
// made; nil where it lasts until the reset, and where nothing is enforced.
func (h *ContractHealth) RunsOutAt() *time.Time {
	if h.Period == nil || h.Period.Kind == credit.PeriodFree || !Running(h.Period, h.Now) {
		return nil
	}
	over := min(lastWeek, max(time.Hour, h.Now.Sub(h.Contract.CreatedAt)))
	rest := float64(h.LastWeek) / float64(over) * float64(h.Period.EndsAt.Sub(h.Now))
	return forecast.RunsOutAt(
		forecast.Input{Now: h.Now, Used: h.Period.Used, Granted: &h.Period.Credited, Ahead: []credit.Day{{End: h.Period.EndsAt}}},
		[]forecast.Day{{Projection: forecast.Projection{Expected: h.Period.Used + credit.Amount(rest)}}},
	)
}

// HealthQuery says which contracts to list.
type HealthQuery struct {
	Page
	Contracts []uuid.UUID
	Search    string    // part of the name, without regard to case; at most 100 characters; empty for any
	Now       time.Time // of the world
}

// byPace is the one order of contracts. A cursor holds the pace and the instant at which it was that: contracts are put in order for
// the next pages as they were for the first, because all of them slow down while nobody spends.
const byPace = "PACE"

// ContractHealths lists contracts, the fastest spender first, in as many statements however many there are. It opens no period: one
// whose reset nobody has crossed yet is shown as it ended. A page, cursor or search out of bounds is a credit.Error of BAD_USER_INPUT.
func ContractHealths(ctx context.Context, tx *ent.Tx, q HealthQuery) (list List[*ContractHealth], err error) {
	after, err := q.place(byPace, isPace)
	if err != nil {
		return list, err
	}
	if err := checkSearch(q.Search); err != nil {
		return list, err
	}
	ordered := q.Now
	args := []any{pq.Array(q.Contracts), nil, q.Search, q.First + 1, nil, nil, credit.ThresholdNear}
	if after != nil {
		pace, at := after.pace()
		ordered, args[4], args[5] = at, pace, after.id
	}
	args[1] = ordered
	found, err := rows[healthRow](ctx, tx, contractHealthSQL, args...)
	if err != nil {
		return list, fmt.Errorf("report the health of contracts: %w", err)
	}
	healths, err := q.complete(ctx, tx, found)
	if err != nil {
		return list, err
	}
	return listOf(q.Page, healths, func(h *ContractHealth) cursor {
		pace := int64(0)
		if h.Pace != nil {
			pace = *h.Pace
		}
		return cursor{by: byPace, id: h.ContractID, value: fmt.Sprintf("%d %d", pace, ordered.UnixMicro())}
	}), nil
}

// complete finds the contracts and periods of rows.
func (q HealthQuery) complete(ctx context.Context, tx *ent.Tx, found []healthRow) ([]*ContractHealth, error) {
	if len(found) == 0 { // no contract to name
		return nil, nil
	}
	var ids, periodIDs []uuid.UUID
	for _, row := range found {
		ids = append(ids, row.ContractID)
		if row.PeriodID != nil {
			periodIDs = append(periodIDs, *row.PeriodID)
		}
	}
	contracts, err := tx.Contract.Query().Where(contract.IDIn(ids...)).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("find contracts: %w", err)
	}
	periods, err := tx.BillingPeriod.Query().Where(billingperiod.ContractIDIn(ids...), billingperiod.IDIn(periodIDs...)).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("find the running periods of contracts: %w", err)
	}
	byID := map[uuid.UUID]*ContractHealth{}
	for _, c := range contracts {
		calendar, err := ledger.CalendarOf(c)
		if err != nil {
			return nil, fmt.Errorf("contract %s: %w", c.ID, err)
		}
		byID[c.ID] = &ContractHealth{Contract: c, Calendar: calendar, Now: ledger.Now(c, q.Now)}
	}
	for _, p := range periods {
		byID[p.ContractID].Period = p
	}
	out := make([]*ContractHealth, len(found))
	for i, row := range found {
		out[i] = byID[row.ContractID]
		out[i].healthRow = row
	}
	return out, nil
}

// isPace reports whether a text is the value of a cursor by pace.
func isPace(s string) bool {
	pace, at, found := strings.Cut(s, " ")
	return found && isCount(pace) && isMicros(at)
}

// pace is the value of a cursor by pace: was valid.
func (c cursor) pace() (pace int64, at time.Time) {
	text, micros, _ := strings.Cut(c.value, " ")
	pace, _ = strconv.ParseInt(text, 10, 64)
	us, _ := strconv.ParseInt(micros, 10, 64)
	return pace, time.UnixMicro(us)
}
