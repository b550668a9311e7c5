package notify

import (
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/lib/pq"

	"cistern/credit"
	"cistern/ent"
)

var (
	//go:embed recipients.sql
	recipientsSQL string
	//go:embed tell.sql
	tellSQL string
)

// Notice is a notification that was made, as the e-mail about it is asked for.
type Notice struct{ Contract, ID uuid.UUID }

// news is something to tell the people of a contract.
type news struct {
	kind      credit.NotificationKind
	contract  uuid.UUID
	workspace uuid.UUID  // zero: about the whole contract, and all of its admins are told
	agent     uuid.UUID  // zero: about no agent
	person    *uuid.UUID // told beside the owners and admins, while they belong there
	occasion  string     // what makes it the same news when it is told again
	figures   any
}

// tell leaves a row for everybody concerned who was not told of the occasion before.
func tell(ctx context.Context, tx *ent.Tx, n news, now time.Time) ([]Notice, error) {
	figures, err := json.Marshal(n.figures)
	if err != nil {
		return nil, fmt.Errorf("tell of %s: %w", n.kind, err)
	}
	workspace := uuid.NullUUID{UUID: n.workspace, Valid: n.workspace != uuid.Nil}
	agent := uuid.NullUUID{UUID: n.agent, Valid: n.agent != uuid.Nil}
	people, err := scanIDs(ctx, tx, recipientsSQL, n.contract, workspace, n.person)
	if err != nil {
		return nil, fmt.Errorf("find whom to tell of %s: %w", n.kind, err)
	}
	ids := make([]uuid.UUID, len(people))
	for i := range ids {
		ids[i] = uuid.Must(uuid.NewV7())
	}
	made, err := scanIDs(ctx, tx, tellSQL, n.contract, pq.Array(ids), pq.Array(people),
		n.kind, n.occasion, workspace, agent, string(figures), now)
	if err != nil {
		return nil, fmt.Errorf("tell of %s: %w", n.kind, err)
	}
	if len(made) > 0 {
		tx.Changes(people...)
	}
	notices := make([]Notice, len(made))
	for i, id := range made {
		notices[i] = Notice{n.contract, id}
	}
	return notices, nil
}

func scanIDs(ctx context.Context, tx *ent.Tx, query string, args ...any) (ids []uuid.UUID, err error) {
	rows, err := tx.SQLTx().QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var id uuid.UUID
		if err := rows.Scan(&id); err != nil {
			return nil, err
		}
		ids = append(ids, id)
	}
	return ids, rows.Err()
}
