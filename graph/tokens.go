package graph

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"

	"cistern/audit"
	"cistern/auth"
	"cistern/ent"
	"cistern/ent/servicetoken"
	"cistern/ent/workspace"
	"cistern/graph/globalid"
	"cistern/graph/model"
	"cistern/graph/view"
	"cistern/report"
)

// serviceTokens lists the tokens of a workspace or contract.
func (r *Resolver) serviceTokens(ctx context.Context, on auth.Scope, p report.Page) (*view.ServiceTokenConnection, error) {
	return read(ctx, r, func(tx *ent.Tx, _ time.Time) (*view.ServiceTokenConnection, error) {
		list, err := report.Tokens(ctx, tx, on.Contract, on.Workspace, p)
		if err != nil {
			return nil, err
		}
		tokens := make([]*ent.ServiceToken, len(list.Edges))
		for i, e := range list.Edges {
			tokens[i] = e.Node
		}
		around, err := aroundTokens(ctx, tx, on.Contract, tokens...)
		return view.ServiceTokens(list, around), err
	})
}

// aroundTokens finds the people and workspaces of tokens.
func aroundTokens(ctx context.Context, tx *ent.Tx, contract uuid.UUID, tokens ...*ent.ServiceToken) (a view.Around, err error) {
	var makers, bound []uuid.UUID
	for _, t := range tokens {
		if t.CreatedBy != nil {
			makers = append(makers, *t.CreatedBy)
		}
		if t.WorkspaceID != nil {
			bound = append(bound, *t.WorkspaceID)
		}
	}
	if a.People, err = report.Users(ctx, tx, makers); err != nil {
		return a, err
	}
	owners, err := findContracts(ctx, tx, contract)
	if err != nil {
		return a, err
	}
	found, err := tx.Workspace.Query().Where(workspace.ContractID(contract), workspace.IDIn(bound...)).All(ctx)
	if err != nil {
		return a, fmt.Errorf("find the workspaces of tokens: %w", err)
	}
	a.Workspaces = map[uuid.UUID]*view.Workspace{}
	for _, w := range found {
		a.Workspaces[w.ID] = &view.Workspace{Workspace: w, Contract: owners[contract]}
	}
	return a, nil
}

func (r *Resolver) createServiceToken(ctx context.Context, in model.CreateServiceTokenInput) (*model.CreateServiceTokenPayload, error) {
	on, err := placeOf(in.Owner, globalid.Workspace, globalid.Contract)
	if err != nil {
		return nil, err
	}
	caller := auth.From(ctx)
	if err := caller.Require(auth.ManageTokens, on); err != nil {
		return nil, err
	}
	out := &model.CreateServiceTokenPayload{}
	refused, err := r.change(ctx, on.Contract, func(tx *ent.Tx, now time.Time) error {
		if err := caller.CheckIssuable(on, in.Scopes); err != nil {
			return err
		}
		n := auth.NewToken{
			On: on, Name: in.Name, Scopes: in.Scopes,
			Actor: audit.Actor{Kind: audit.User, ID: caller.UserID}, RequestID: audit.RequestID(ctx),
		}
		if in.ExpiresAt != nil {
			n.ExpiresAt = *in.ExpiresAt
		}
		plain, issued, err := auth.Issue(ctx, tx, n, now)
		if err != nil {
			return err
		}
		around, err := aroundTokens(ctx, tx, on.Contract, issued)
		shown := view.NewServiceToken(issued, around)
		out.ServiceToken, out.PlainText = &shown, &plain
		return err
	})
	out.UserErrors = userErrors(refused)
	return out, err
}

func (r *Resolver) revokeServiceToken(ctx context.Context, in model.RevokeServiceTokenInput) (*model.RevokeServiceTokenPayload, error) {
	id := in.ServiceTokenID
	on, err := r.scopeOfToken(ctx, id)
	if err != nil {
		return nil, err
	}
	if err := auth.From(ctx).Require(auth.ManageTokens, on); err != nil {
		return nil, err
	}
	refused, err := r.change(ctx, id.Contract, func(tx *ent.Tx, now time.Time) error {
		c := cause(ctx, in.Reason)
		return auth.Revoke(ctx, tx, auth.Revocation{
			Contract: id.Contract, Token: id.Of, Actor: c.Actor, Reason: c.Reason, RequestID: c.RequestID,
		}, now)
	})
	return &model.RevokeServiceTokenPayload{UserErrors: userErrors(refused)}, err
}

// scopeOfToken is what a token is good for.
func (r *Resolver) scopeOfToken(ctx context.Context, id globalid.ID) (on auth.Scope, err error) {
	if id.Type != globalid.ServiceToken {
		return on, auth.ErrNotFound
	}
	found, err := read(ctx, r, func(tx *ent.Tx, _ time.Time) (*ent.ServiceToken, error) {
		return tx.ServiceToken.Query().Where(servicetoken.ContractID(id.Contract), servicetoken.ID(id.Of)).Only(ctx)
	})
	if ent.IsNotFound(err) {
		return on, auth.ErrNotFound
	}
	if err != nil {
		return on, fmt.Errorf("find a service token: %w", err)
	}
	on.Contract = found.ContractID
	if found.WorkspaceID != nil {
		on.Workspace = *found.WorkspaceID
	}
	return on, nil
}

// placeOf is the workspace or contract that an id of one of the types names.
func placeOf(id globalid.ID, types ...globalid.Type) (auth.Scope, error) {
	switch {
	case !slices.Contains(types, id.Type):
		return auth.Scope{}, auth.ErrNotFound
	case id.Type == globalid.Contract:
		return auth.Scope{Contract: id.Of}, nil
	default:
		return auth.Scope{Contract: id.Contract, Workspace: id.Of}, nil
	}
}
