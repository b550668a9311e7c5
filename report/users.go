package report

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"cistern/ent"
	"cistern/ent/user"
)

// Users finds people by id, in one query however many; those that are no longer known are left out.
func Users(ctx context.Context, tx *ent.Tx, ids []uuid.UUID) (map[uuid.UUID]*ent.User, error) {
	found, err := tx.User.Query().Where(user.IDIn(ids...)).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("find users: %w", err)
	}
	byID := make(map[uuid.UUID]*ent.User, len(found))
	for _, u := range found {
		byID[u.ID] = u
	}
	return byID, nil
}
