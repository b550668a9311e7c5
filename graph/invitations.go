package graph

import (
	"context"
	"errors"
	"time"

	"github.com/google/uuid"

	"cistern/auth"
	"cistern/credit"
	"cistern/ent"
	"cistern/graph/globalid"
	"cistern/graph/model"
	"cistern/graph/view"
	"cistern/people"
	"cistern/report"
)

// invitations lists those to a workspace, or to a contract, that can still be accepted.
func (r *Resolver) invitations(ctx context.Context, on auth.Scope) ([]view.Invitation, error) {
	return read(ctx, r, func(tx *ent.Tx, at time.Time) ([]view.Invitation, error) {
		open, err := people.OpenInvitations(ctx, tx, on.Contract, on.Workspace, at)
		if err != nil {
			return nil, err
		}
		return viewInvitations(ctx, tx, open)
	})
}

func viewInvitations(ctx context.Context, tx *ent.Tx, list []*ent.Invitation) ([]view.Invitation, error) {
	var inviters []uuid.UUID
	for _, i := range list {
		if i.InvitedBy != nil {
			inviters = append(inviters, *i.InvitedBy)
		}
	}
	known, err := report.Users(ctx, tx, inviters)
	out := make([]view.Invitation, len(list))
	for i, row := range list {
		out[i] = view.NewInvitation(row, known)
	}
	return out, err
}

// invited is what the mutations that invite answer with.
type invited struct {
	Invitation *view.Invitation
	Link       *string
	UserErrors []model.UserError
}

// invite makes an invitation for a caller who may do the action there.
func (r *Resolver) invite(ctx context.Context, action auth.Action, on auth.Scope, n people.NewInvitation) (*invited, error) {
	if err := auth.From(ctx).Require(action, on); err != nil {
		return nil, err
	}
	text, hash := auth.NewInvitationText(on.Contract)
	n.Change, n.Workspace, n.Hash = changeBy(ctx, on.Contract), on.Workspace, hash
	out := &invited{}
	refused, err := r.change(ctx, on.Contract, func(tx *ent.Tx, now time.Time) error {
		made, err := people.Invite(ctx, tx, n, now)
		if err != nil {
			return err
		}
		shown, err := viewInvitations(ctx, tx, []*ent.Invitation{made})
		link := auth.InvitationPath(text)
		out.Invitation, out.Link = &shown[0], &link
		return err
	})
	out.UserErrors = userErrors(refused)
	return out, err
}

func (r *Resolver) revokeInvitation(ctx context.Context, id globalid.ID) (*model.RevokeInvitationPayload, error) {
	if err := r.mayRevoke(ctx, id); err != nil {
		return nil, err
	}
	refused, err := r.change(ctx, id.Contract, func(tx *ent.Tx, now time.Time) error {
		return people.RevokeInvitation(ctx, tx, changeBy(ctx, id.Contract), id.Of, now)
	})
	return &model.RevokeInvitationPayload{UserErrors: userErrors(refused)}, err
}

// mayRevoke asks by the place that an invitation is to.
func (r *Resolver) mayRevoke(ctx context.Context, id globalid.ID) error {
	if id.Type != globalid.Invitation {
		return auth.ErrNotFound
	}
	i, err := read(ctx, r, func(tx *ent.Tx, _ time.Time) (*ent.Invitation, error) {
		return people.FindInvitation(ctx, tx, id.Contract, id.Of)
	})
	if err != nil {
		return hidden(err)
	}
	if i.WorkspaceID == nil {
		return auth.From(ctx).Require(auth.ManageOfficers, auth.Scope{Contract: i.ContractID})
	}
	return auth.From(ctx).Require(auth.ManageMembers, auth.Scope{Contract: i.ContractID, Workspace: *i.WorkspaceID})
}

// acceptInvitation takes the role that the link offers to the caller.
func (r *Resolver) acceptInvitation(ctx context.Context, token string) (*model.AcceptInvitationPayload, error) {
	caller, err := person(ctx)
	if err != nil {
		return nil, err
	}
	on, err := r.Accounts.Accept(ctx, caller, token)
	var refused *credit.Error
	if err != nil && !errors.As(err, &refused) {
		return nil, err
	}
	out := &model.AcceptInvitationPayload{UserErrors: userErrors(refused)}
	if refused == nil {
		place := idOfPlace(on)
		out.Place = &place
	}
	return out, nil
}

// idOfPlace is the global id of a workspace or contract.
func idOfPlace(on auth.Scope) globalid.ID {
	if on.Workspace != uuid.Nil {
		return globalid.ID{Type: globalid.Workspace, Contract: on.Contract, Of: on.Workspace}
	}
	return globalid.ID{Type: globalid.Contract, Of: on.Contract}
}
