package notify

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"cistern/credit"
	"cistern/ent"
	"cistern/ent/notification"
)

// maxAtOnce bounds how many notifications are named at once.
const maxAtOnce = 100

// Reading says what a person has read, of some contracts: notifications by their ids, or all up to an instant.
type Reading struct {
	Person    uuid.UUID
	Contracts []uuid.UUID
	IDs       []uuid.UUID
	Until     *time.Time
}

// MarkRead marks notifications as read that were not, and returns the first hundred of these. Those of other people are passed over.
// Both ids and an instant, or neither, are a credit.Error of BAD_USER_INPUT.
func MarkRead(ctx context.Context, tx *ent.Tx, r Reading, now time.Time) ([]*ent.Notification, error) {
	if (r.IDs == nil) == (r.Until == nil) {
		return nil, &credit.Error{Code: credit.CodeBadInput, Message: "say which: ids, or until"}
	}
	if len(r.IDs) > maxAtOnce {
		return nil, &credit.Error{Code: credit.CodeBadInput, Field: "ids", Message: "name at most 100 notifications"}
	}
	named := notification.IDIn(r.IDs...)
	if r.Until != nil {
		named = notification.CreatedAtLTE(*r.Until)
	}
	which := notification.And(notification.ContractIDIn(r.Contracts...), notification.UserID(r.Person), notification.ReadAtIsNil(), named)
	unread, err := tx.Notification.Query().Where(which).Order(notification.ByID()).Limit(maxAtOnce).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("find what was read: %w", err)
	}
	if err := tx.Notification.Update().Where(which).SetReadAt(now).Exec(ctx); err != nil {
		return nil, fmt.Errorf("mark as read: %w", err)
	}
	for _, n := range unread {
		n.ReadAt = &now
	}
	return unread, nil
}
