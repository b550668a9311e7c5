package jobs

import (
	"context"
	"fmt"

	"github.com/google/uuid"
	"github.com/riverqueue/river"

	"cistern/ent"
)

// turn is the part of all contracts that one job takes up.
type turn struct {
	contracts []uuid.UUID // in the order of their ids
	atOnce    int         // how many were asked for; where there are fewer, they are the last ones
	do        func(context.Context, uuid.UUID) error
	rest      func(after uuid.UUID) river.JobArgs // asks for those that come after
}

// take does it contract by contract, and puts a job for the rest in the queue. The first error ends the turn, and the job comes again.
func (t turn) take(ctx context.Context, client *ent.Client) error {
	for _, id := range t.contracts {
		if err := t.do(ctx, id); err != nil {
			return fmt.Errorf("contract %s: %w", id, err)
		}
	}
	if len(t.contracts) < t.atOnce {
		return nil
	}
	rest := t.rest(t.contracts[len(t.contracts)-1])
	return ent.InTx(ctx, client, func(tx *ent.Tx) error { return Enqueue(ctx, tx, rest) })
}
