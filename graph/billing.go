package graph

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"

	"cistern/auth"
	"cistern/billing"
	"cistern/credit"
	"cistern/ent"
	"cistern/ent/contract"
	"cistern/graph/globalid"
	"cistern/graph/model"
	"cistern/graph/view"
	"cistern/jobs"
	"cistern/ledger"
	"cistern/notify"
	"cistern/report"
)

// billing is how a contract buys. When the service date has passed and nothing has crossed it yet, this does (D5).
func (r *Resolver) billing(ctx context.Context, id uuid.UUID) (*view.Billing, error) {
	open := func(tx *ent.Tx, at time.Time) (*view.Billing, error) {
		c, err := tx.Contract.Query().Where(contract.ID(id)).Only(ctx)
		if err != nil {
			return nil, fmt.Errorf("find contract: %w", err)
		}
		now := ledger.Now(c, at)
		running, err := report.RunningPeriod(ctx, tx, id, now)
		return &view.Billing{Account: billing.Account{Contract: c, Period: running}, Now: now}, err
	}
	b, err := read(ctx, r, open)
	if !errors.Is(err, report.ErrNotOpened) {
		return b, err
	}
	if err := r.write(ctx, id, func(*ent.Tx, time.Time) error { return nil }); err != nil {
		return nil, err
	}
	return read(ctx, r, open)
}

func (r *Resolver) accountTeam(ctx context.Context, b *view.Billing) ([]view.User, error) {
	return read(ctx, r, func(tx *ent.Tx, _ time.Time) ([]view.User, error) {
		team, err := billing.Team(ctx, tx, b.Account.Contract.ID)
		out := make([]view.User, len(team))
		for i, u := range team {
			out[i] = view.User{User: u}
		}
		return out, err
	})
}

// quotes tells of each purchase that can be made what it would do, and to the forecast of the pool.
func (r *Resolver) quotes(ctx context.Context, b *view.Billing, kind credit.PurchaseKind) ([]view.Quote, error) {
	return read(ctx, r, func(tx *ent.Tx, at time.Time) ([]view.Quote, error) {
		quotes, err := billing.Quotes(ctx, tx, b.Account, kind, b.Now)
		if err != nil {
			return nil, err
		}
		v, err := report.Open(ctx, tx, report.Scope{Contract: b.Account.Contract.ID, Now: at})
		if err != nil {
			return nil, err
		}
		more := []credit.Amount{0}
		for _, q := range quotes {
			more = append(more, q.Granted)
		}
		runOuts, err := report.RunOuts(ctx, tx, v, more)
		if err != nil {
			return nil, err
		}
		return view.Quotes(quotes, runOuts[0], runOuts[1:]), nil
	})
}

func (r *Resolver) purchases(ctx context.Context, b *view.Billing, p report.Page) (*view.PurchaseConnection, error) {
	return read(ctx, r, func(tx *ent.Tx, _ time.Time) (*view.PurchaseConnection, error) {
		list, err := report.Purchases(ctx, tx, b.Account.Contract.ID, p)
		if err != nil {
			return nil, err
		}
		buyers := make([]uuid.UUID, len(list.Edges))
		for i, e := range list.Edges {
			buyers[i] = e.Node.OrderedBy
		}
		known, err := report.Users(ctx, tx, buyers)
		return view.Purchases(list, known), err
	})
}

// purchaseNode shows a purchase to whoever may see how its contract buys.
func purchaseNode(ctx context.Context, tx *ent.Tx, id globalid.ID) (model.Node, error) {
	p, err := billing.Find(ctx, tx, id.Contract, id.Of)
	if err != nil {
		return nil, err
	}
	caller, on := auth.From(ctx), auth.Scope{Contract: p.ContractID}
	if p.WorkspaceID != nil {
		on.Workspace = *p.WorkspaceID
	}
	if err := caller.Require(auth.ViewDashboard, on); err != nil {
		return nil, err
	}
	return shownPurchase(ctx, tx, p)
}

func shownPurchase(ctx context.Context, tx *ent.Tx, p *ent.Purchase) (*view.Purchase, error) {
	known, err := report.Users(ctx, tx, []uuid.UUID{p.OrderedBy})
	return view.NewPurchase(p, known), err
}

func (r *Resolver) buyCredits(ctx context.Context, in model.BuyCreditsInput) (*model.BuyCreditsPayload, error) {
	on, err := workspaceFor(ctx, auth.BuyCredits, in.WorkspaceID)
	if err != nil {
		return nil, err
	}
	out := &model.BuyCreditsPayload{}
	refused, err := r.changeAccount(ctx, on.Contract, func(tx *ent.Tx, a billing.Account, now time.Time) error {
		bought, err := billing.Order(ctx, tx, a, billing.NewOrder{
			Workspace: on.Workspace, Kind: in.Kind, Credits: in.Credits, AgreedMinor: int64(in.AmountMinor),
			IdempotencyKey: idempotencyKey(ctx), Cause: cause(ctx, ""),
		}, r.Payments, now)
		if err != nil {
			return err
		}
		if err := tellOfPurchase(ctx, tx, bought, now); err != nil {
			return err
		}
		if out.Purchase, err = shownPurchase(ctx, tx, bought); err != nil {
			return err
		}
		out.Workspace, err = findWorkspace(ctx, tx, on)
		return err
	})
	out.UserErrors = userErrors(refused)
	return out, err
}

// tellOfPurchase tells people once how a purchase ended.
func tellOfPurchase(ctx context.Context, tx *ent.Tx, p *ent.Purchase, now time.Time) error {
	notices, err := notify.Purchased(ctx, tx, p, now)
	if err != nil {
		return err
	}
	return jobs.EnqueueEmails(ctx, tx, notices)
}

// changeAllowance answers with the workspace as it is then.
func (r *Resolver) changeAllowance(ctx context.Context, id globalid.ID, change accountChange) (*workspaceChange, error) {
	on, err := workspaceFor(ctx, auth.BuyCredits, id)
	if err != nil {
		return nil, err
	}
	out := &workspaceChange{}
	refused, err := r.changeAccount(ctx, on.Contract, func(tx *ent.Tx, a billing.Account, now time.Time) (err error) {
		if err := change(tx, a, now); err != nil {
			return err
		}
		out.Workspace, err = findWorkspace(ctx, tx, on)
		return err
	})
	out.UserErrors = userErrors(refused)
	return out, err
}

func (r *Resolver) refundPurchase(ctx context.Context, in model.RefundPurchaseInput) (*model.RefundPurchasePayload, error) {
	if in.PurchaseID.Type != globalid.Purchase {
		return nil, auth.ErrNotFound
	}
	contract := in.PurchaseID.Contract
	if err := auth.From(ctx).Require(auth.ManageContract, auth.Scope{Contract: contract}); err != nil {
		return nil, err
	}
	out := &model.RefundPurchasePayload{}
	refused, err := r.changeAccount(ctx, contract, func(tx *ent.Tx, a billing.Account, now time.Time) error {
		refunded, err := billing.Refund(ctx, tx, a, in.PurchaseID.Of, r.Payments, cause(ctx, in.Reason), now)
		if err != nil {
			return err
		}
		out.Purchase, err = shownPurchase(ctx, tx, refunded)
		return err
	})
	out.UserErrors = userErrors(refused)
	return out, err
}
