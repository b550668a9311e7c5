package graph

import (
	"context"
	"errors"
	"fmt"
	"time"

	"cistern/auth"
	"cistern/credit"
	"cistern/ent"
	"cistern/ent/run"
	"cistern/ent/user"
	"cistern/graph/globalid"
	"cistern/graph/model"
	"cistern/graph/view"
	"cistern/ledger"
	"cistern/report"
)

// node finds any object; nil when there is none, or none that the caller may see.
func (r *Resolver) node(ctx context.Context, id globalid.ID) (model.Node, error) {
	n, err := read(ctx, r, func(tx *ent.Tx, at time.Time) (model.Node, error) {
		switch id.Type {
		case globalid.Contract:
			return findContract(ctx, tx, id)
		case globalid.Workspace:
			return workspaceNode(ctx, tx, id)
		case globalid.User:
			return userNode(ctx, tx, id)
		case globalid.BillingPeriod:
			return periodNode(ctx, tx, id, at)
		case globalid.Agent:
			return agentNode(ctx, tx, id)
		case globalid.Purchase:
			return purchaseNode(ctx, tx, id)
		case globalid.Notification:
			return notificationNode(ctx, tx, id)
		case globalid.Run:
			return runNode(ctx, tx, id)
		default:
			return nil, auth.ErrNotFound
		}
	})
	var denied *auth.Error
	var refused *credit.Error
	if ent.IsNotFound(err) || errors.As(err, &denied) || errors.As(err, &refused) && refused.Code == credit.CodeNotFound {
		return nil, nil //nolint:nilnil // there being none is an answer
	}
	return n, err
}

func workspaceNode(ctx context.Context, tx *ent.Tx, id globalid.ID) (model.Node, error) {
	scope := auth.Scope{Contract: id.Contract, Workspace: id.Of}
	if err := auth.From(ctx).Require(auth.ViewWorkspace, scope); err != nil {
		return nil, err
	}
	return findWorkspace(ctx, tx, scope)
}

// userNode shows people to themselves.
func userNode(ctx context.Context, tx *ent.Tx, id globalid.ID) (model.Node, error) {
	if v := auth.From(ctx); v == nil || v.UserID != id.Of {
		return nil, auth.ErrNotFound
	}
	u, err := tx.User.Query().Where(user.ID(id.Of)).Only(ctx)
	return &view.User{User: u}, err
}

// periodNode shows a period of the contract to whoever may see one of its dashboards.
func periodNode(ctx context.Context, tx *ent.Tx, id globalid.ID, at time.Time) (model.Node, error) {
	if !auth.From(ctx).MayWithin(id.Contract, auth.ViewDashboard) {
		return nil, auth.ErrNotFound
	}
	p, err := report.Period(ctx, tx, id.Contract, id.Of)
	if err != nil {
		return nil, err
	}
	owner, err := tx.Contract.Get(ctx, id.Contract)
	if err != nil {
		return nil, fmt.Errorf("find contract: %w", err)
	}
	calendar, err := ledger.CalendarOf(owner)
	return &view.BillingPeriod{BillingPeriod: p, Calendar: calendar, Now: ledger.Now(owner, at)}, err
}

func agentNode(ctx context.Context, tx *ent.Tx, id globalid.ID) (model.Node, error) {
	a, err := findAgent(ctx, tx, id)
	if err != nil {
		return nil, err
	}
	if err := auth.From(ctx).Require(auth.ViewDashboard, scopeOfAgent(a)); err != nil {
		return nil, err
	}
	known, err := peopleOf(ctx, tx, a)
	return view.NewAgent(a, known), err
}

func runNode(ctx context.Context, tx *ent.Tx, id globalid.ID) (model.Node, error) {
	r, err := tx.Run.Query().Where(run.ContractID(id.Contract), run.ID(id.Of)).Only(ctx)
	if err != nil {
		return nil, err
	}
	if err := auth.From(ctx).Require(auth.ViewDashboard, auth.Scope{Contract: r.ContractID, Workspace: r.WorkspaceID, Agent: r.AgentID}); err != nil {
		return nil, err
	}
	return &model.Run{
		ID: id, RunID: r.ID, Status: r.Status, Hold: r.Hold, Credits: r.Credits,
		StartedAt: r.StartedAt, FinishedAt: r.FinishedAt, Late: r.Late,
	}, nil
}
