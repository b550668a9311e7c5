package crashtest

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/google/uuid"

	"cistern/credit"
	"cistern/internal/dbtest"
)

// Verify is an error that names every acknowledged run of the contract that is not stored as it was reported, every stored one that
// was not acknowledged, and every counter that is not what the runs add up to. It is for a Load at rest: all it sent is
// acknowledged then.
func Verify(ctx context.Context, db *sql.DB, contract uuid.UUID, acknowledged map[uuid.UUID]credit.Amount) error {
	stored, err := storedRuns(ctx, db, contract)
	if err != nil {
		return err
	}
	var wrong []error
	for id, credits := range acknowledged {
		switch times := stored[id]; {
		case len(times) == 0:
			wrong = append(wrong, fmt.Errorf("run %s was acknowledged and is lost", id))
		case len(times) > 1 || times[0] != credits:
			wrong = append(wrong, fmt.Errorf("run %s of %s credits is stored as %v", id, credits, times))
		}
		delete(stored, id)
	}
	for id := range stored {
		wrong = append(wrong, fmt.Errorf("run %s is stored and nobody has it acknowledged", id))
	}
	return errors.Join(errors.Join(wrong...), dbtest.CountersAgree(ctx, db))
}

func storedRuns(ctx context.Context, db *sql.DB, contract uuid.UUID) (map[uuid.UUID][]credit.Amount, error) {
	rows, err := db.QueryContext(ctx, "select id, credits from runs where contract_id = $1 and finished_at is not null", contract)
	if err != nil {
		return nil, fmt.Errorf("read the stored runs: %w", err)
	}
	defer rows.Close()
	stored := map[uuid.UUID][]credit.Amount{}
	for rows.Next() {
		var id uuid.UUID
		var credits credit.Amount
		if err := rows.Scan(&id, &credits); err != nil {
			return nil, fmt.Errorf("read the stored runs: %w", err)
		}
		stored[id] = append(stored[id], credits)
	}
	return stored, rows.Err()
}
