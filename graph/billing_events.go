package graph

import (
	"context"
	"time"

	"github.com/google/uuid"

	"cistern/auth"
	"cistern/billing"
	"cistern/ent"
	"cistern/graph/globalid"
	"cistern/graph/model"
	"cistern/graph/view"
	"cistern/report"
)

// contractFor is the contract that an id names, where the caller may do the action.
func contractFor(ctx context.Context, action auth.Action, id globalid.ID) (uuid.UUID, error) {
	if id.Type != globalid.Contract {
		return uuid.Nil, auth.ErrNotFound
	}
	return id.Of, auth.From(ctx).Require(action, auth.Scope{Contract: id.Of})
}

// billingEvents lists the charges of a contract for a caller who keeps its books.
func (r *Resolver) billingEvents(ctx context.Context, id globalid.ID, unacknowledged bool, p report.Page) (*view.BillingEventConnection, error) {
	contract, err := contractFor(ctx, auth.KeepBooks, id)
	if err != nil {
		return nil, err
	}
	return read(ctx, r, func(tx *ent.Tx, _ time.Time) (*view.BillingEventConnection, error) {
		list, err := report.BillingEvents(ctx, tx, report.BillingEventsQuery{Page: p, Contract: contract, Unacknowledged: unacknowledged})
		if err != nil {
			return nil, err
		}
		return view.BillingEvents(list), nil
	})
}

func (r *Resolver) acknowledge(ctx context.Context, in model.AcknowledgeBillingEventsInput) (*model.AcknowledgeBillingEventsPayload, error) {
	contract, err := contractFor(ctx, auth.KeepBooks, in.ContractID)
	if err != nil {
		return nil, err
	}
	out := &model.AcknowledgeBillingEventsPayload{Events: []view.BillingEvent{}}
	refused, err := r.change(ctx, contract, func(tx *ent.Tx, now time.Time) error {
		events, err := billing.Acknowledge(ctx, tx, contract, eventsOf(in.EventIds), cause(ctx, ""), now)
		for _, e := range events {
			out.Events = append(out.Events, view.BillingEvent{BillingEvent: e})
		}
		return err
	})
	out.UserErrors = userErrors(refused)
	return out, err
}

// eventsOf are the billing events that ids name; none is named by an id of something else.
func eventsOf(ids []globalid.ID) []uuid.UUID {
	out := make([]uuid.UUID, len(ids))
	for i, id := range ids {
		if id.Type == globalid.BillingEvent {
			out[i] = id.Of
		}
	}
	return out
}
