package crashtest

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/google/uuid"

	"cistern/internal/dbtest"
)

// Verify is an error that names every acknowledged run of the contract that is not stored as it was reported, every stored one that
// was not acknowledged, and every counter, rollup and hold that is not what the runs add up to. It is for a Load at rest: all it
// sent is acknowledged then.
func Verify(ctx context.Context, db *sql.DB, contract uuid.UUID, acknowledged map[uuid.UUID]Run) error {
	stored, err := storedRuns(ctx, db, contract)
	if err != nil {
		return err
	}
	var wrong []error
	for id, run := range acknowledged {
		switch times := stored[id]; {
		case len(times) == 0:
			wrong = append(wrong, fmt.Errorf("run %s was acknowledged and is lost", id))
		case len(times) > 1 || times[0] != run:
			wrong = append(wrong, fmt.Errorf("run %v is stored as %v", run, times))
		}
		delete(stored, id)
	}
	for id := range stored {
		wrong = append(wrong, fmt.Errorf("run %s is stored and nobody has it acknowledged", id))
	}
	return errors.Join(errors.Join(wrong...), dbtest.CountersAgree(ctx, db))
}

// A run that goes on has a status that is no outcome, and so is none that was acknowledged.
const storedQuery = `
	select id, agent_id, coalesce(credits, 0), status, coalesce(finished_at, reported_at)
	from runs
	where contract_id = $1`

func storedRuns(ctx context.Context, db *sql.DB, contract uuid.UUID) (map[uuid.UUID][]Run, error) {
	rows, err := db.QueryContext(ctx, storedQuery, contract)
	if err != nil {
		return nil, fmt.Errorf("read the stored runs: %w", err)
	}
	defer rows.Close()
	stored := map[uuid.UUID][]Run{}
	for rows.Next() {
		var r Run
		if err := rows.Scan(&r.ID, &r.Agent, &r.Credits, &r.Outcome, &r.FinishedAt); err != nil {
			return nil, fmt.Errorf("read the stored runs: %w", err)
		}
		r.FinishedAt = r.FinishedAt.UTC()
		stored[r.ID] = append(stored[r.ID], r)
	}
	return stored, rows.Err()
}
