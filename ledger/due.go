package ledger

import (
	"context"
	"database/sql"
	_ "embed"
	"fmt"
	"time"

	"github.com/google/uuid"
)

var (
	//go:embed due.sql
	dueSQL string
	//go:embed unsettled.sql
	unsettledSQL string
	//go:embed billed.sql
	billedSQL string
)

// Boundary is an instant at which the ledger has to act on a contract's running period.
type Boundary struct {
	Contract uuid.UUID
	At       time.Time
}

// DueBy lists up to limit boundaries, of all contracts, that come by an instant or have been missed; the oldest first.
func DueBy(ctx context.Context, db *sql.DB, until time.Time, limit int) (found []Boundary, err error) {
	err = each(ctx, db, dueSQL, func(rows *sql.Rows) error {
		var b Boundary
		err := rows.Scan(&b.Contract, &b.At)
		found = append(found, b)
		return err
	}, until, limit)
	if err != nil {
		return nil, fmt.Errorf("find boundaries: %w", err)
	}
	return found, nil
}

// Unsettled lists up to limit contracts, in order of their ids and after the one given, that have used more than is settled.
func Unsettled(ctx context.Context, db *sql.DB, after uuid.UUID, limit int) ([]uuid.UUID, error) {
	found, err := contracts(ctx, db, unsettledSQL, after, limit)
	if err != nil {
		return nil, fmt.Errorf("find unsettled use: %w", err)
	}
	return found, nil
}

// Billed lists up to limit contracts, in order of their ids and after the one given, whose running period is billed.
func Billed(ctx context.Context, db *sql.DB, after uuid.UUID, limit int) ([]uuid.UUID, error) {
	found, err := contracts(ctx, db, billedSQL, after, limit)
	if err != nil {
		return nil, fmt.Errorf("find contracts that are billed: %w", err)
	}
	return found, nil
}

func contracts(ctx context.Context, db *sql.DB, query string, after uuid.UUID, limit int) (found []uuid.UUID, err error) {
	err = each(ctx, db, query, func(rows *sql.Rows) error {
		var id uuid.UUID
		err := rows.Scan(&id)
		found = append(found, id)
		return err
	}, after, limit)
	return found, err
}

func each(ctx context.Context, db *sql.DB, query string, scan func(*sql.Rows) error, args ...any) error {
	rows, err := db.QueryContext(ctx, query, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := scan(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}
