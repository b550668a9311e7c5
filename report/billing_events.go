package report

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"cistern/ent"
	"cistern/ent/billingevent"
)

// BillingEventsQuery says which charges of a contract to list.
type BillingEventsQuery struct {
	Page
	Contract       uuid.UUID
	Unacknowledged bool // only those that nobody has taken note of
}

// BillingEvents lists charges in the order in which they were raised: that of their ids.
func BillingEvents(ctx context.Context, tx *ent.Tx, q BillingEventsQuery) (List[*ent.BillingEvent], error) {
	after, err := q.place("RAISED", isNothing)
	if err != nil {
		return List[*ent.BillingEvent]{}, err
	}
	query := tx.BillingEvent.Query().Where(billingevent.ContractID(q.Contract))
	if q.Unacknowledged {
		query.Where(billingevent.AcknowledgedAtIsNil())
	}
	if after != nil {
		query.Where(billingevent.IDGT(after.id))
	}
	found, err := query.Order(billingevent.ByID()).Limit(q.First + 1).All(ctx)
	if err != nil {
		return List[*ent.BillingEvent]{}, fmt.Errorf("list billing events: %w", err)
	}
	return listOf(q.Page, found, func(e *ent.BillingEvent) cursor { return cursor{by: "RAISED", id: e.ID} }), nil
}
