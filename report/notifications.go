package report

import (
	"context"
	"fmt"

	"entgo.io/ent/dialect/sql"
	"github.com/google/uuid"

	"cistern/ent"
	"cistern/ent/notification"
	"cistern/ent/predicate"
)

// Inbox is what a person was told of some contracts.
type Inbox struct {
	Person    uuid.UUID
	Contracts []uuid.UUID
	Unread    bool // only what was not read
}

func (i Inbox) where() predicate.Notification {
	whole := notification.And(notification.ContractIDIn(i.Contracts...), notification.UserID(i.Person))
	if i.Unread {
		return notification.And(whole, notification.ReadAtIsNil())
	}
	return whole
}

// Notifications lists an inbox, newest first.
func Notifications(ctx context.Context, tx *ent.Tx, in Inbox, page Page) (List[*ent.Notification], error) {
	after, err := page.place(byCreation, isMicros)
	if err != nil {
		return List[*ent.Notification]{}, err
	}
	query := tx.Notification.Query().Where(in.where())
	if after != nil {
		query.Where(createdBefore[predicate.Notification](*after))
	}
	found, err := query.
		Order(notification.ByCreatedAt(sql.OrderDesc()), notification.ByID(sql.OrderDesc())).
		Limit(page.First + 1).
		All(ctx)
	if err != nil {
		return List[*ent.Notification]{}, fmt.Errorf("list notifications: %w", err)
	}
	return listOf(page, found, func(n *ent.Notification) cursor {
		return creation(n.CreatedAt, n.ID)
	}), nil
}

// CountUnread counts what was not read of an inbox.
func CountUnread(ctx context.Context, tx *ent.Tx, in Inbox) (int, error) {
	in.Unread = true
	n, err := tx.Notification.Query().Where(in.where()).Count(ctx)
	if err != nil {
		return 0, fmt.Errorf("count notifications: %w", err)
	}
	return n, nil
}
