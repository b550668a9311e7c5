package billing

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"cistern/audit"
	"cistern/ent"
	"cistern/ent/billingevent"
	"cistern/ent/predicate"
)

// maxAcknowledged bounds one Acknowledge.
const maxAcknowledged = 100

// Acknowledge notes that somebody has taken note of billing events, 1 to 100 of them, and returns them in the order of their ids.
// Those that were acknowledged before stay as they are; one that the contract does not have is a credit.Error of NOT_FOUND.
func Acknowledge(ctx context.Context, tx *ent.Tx, contract uuid.UUID, ids []uuid.UUID, by audit.Cause, now time.Time) ([]*ent.BillingEvent, error) {
	if len(ids) < 1 || len(ids) > maxAcknowledged {
		return nil, badInput("eventIds", "give 1 to %d events; these are %d", maxAcknowledged, len(ids))
	}
	known := map[uuid.UUID]bool{}
	for _, id := range ids {
		known[id] = true
	}
	these := []predicate.BillingEvent{billingevent.ContractID(contract), billingevent.IDIn(ids...)}
	changed, err := tx.BillingEvent.Update().
		Where(append(these, billingevent.AcknowledgedAtIsNil())...).
		SetAcknowledgedAt(now).SetAcknowledgedBy(by.Actor.ID).
		Save(ctx)
	if err != nil {
		return nil, fmt.Errorf("acknowledge billing events: %w", err)
	}
	events, err := tx.BillingEvent.Query().Where(these...).Order(billingevent.ByID()).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("find billing events: %w", err)
	}
	if len(events) != len(known) {
		return nil, notFound("billing event")
	}
	if changed == 0 {
		return events, nil
	}
	return events, audit.Record(ctx, tx, contract, by.Entry(audit.Entry{
		Action: "billing_events.acknowledge", SubjectType: "contract", SubjectID: contract,
		After: map[string]any{"events": ids},
	}), now)
}
