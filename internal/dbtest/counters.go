package dbtest

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"entgo.io/ent/dialect"
	entsql "entgo.io/ent/dialect/sql"
	"github.com/google/uuid"

	"cistern/ent"
	"cistern/verify"
)

// CountersAgree is an error that names every counter of a pool, workspace, agent or hour, and every sum of holds, that is not what
// the runs add up to, in the contracts named or else in all. For a database at rest.
func CountersAgree(ctx context.Context, db *sql.DB, contracts ...uuid.UUID) error {
	client := ent.NewClient(ent.Driver(entsql.OpenDB(dialect.Postgres, db)))
	tx, err := client.Tx(ctx)
	if err != nil {
		return fmt.Errorf("compare counters with runs: %w", err)
	}
	defer tx.Rollback()
	if len(contracts) == 0 {
		if contracts, err = tx.Contract.Query().IDs(ctx); err != nil {
			return fmt.Errorf("find contracts: %w", err)
		}
	}
	var wrong []error
	for _, id := range contracts {
		differences, err := verify.Counters(ctx, tx, id)
		if err != nil {
			return err
		}
		for _, d := range differences {
			wrong = append(wrong, errors.New(d.String()))
		}
	}
	return errors.Join(wrong...)
}
