package graph

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/google/uuid"

	"cistern/auth"
	"cistern/credit"
	"cistern/ent"
	"cistern/ent/user"
	"cistern/graph/globalid"
	"cistern/graph/model"
	"cistern/graph/view"
	"cistern/people"
)

// errPeopleOnly is for programs: they have no account.
var errPeopleOnly = &auth.Error{Code: auth.CodeForbidden, Message: "This is for people. Sign in to do it."}

// person is the caller, if it is a person with a session.
func person(ctx context.Context) (*auth.Viewer, error) {
	v := auth.From(ctx)
	if v == nil {
		return nil, auth.ErrUnauthenticated
	}
	if v.Token != nil {
		return nil, errPeopleOnly
	}
	return v, nil
}

func findPerson(ctx context.Context, tx *ent.Tx, id uuid.UUID) (*ent.User, error) {
	found, err := tx.User.Query().Where(user.ID(id)).Only(ctx)
	if err != nil {
		return nil, fmt.Errorf("find a person: %w", err)
	}
	return found, nil
}

func (r *Resolver) sessions(ctx context.Context) ([]view.Session, error) {
	list, err := r.Sessions.List(ctx, auth.From(ctx))
	out := make([]view.Session, len(list))
	for i, s := range list {
		out[i] = view.Session{OwnSession: s}
	}
	return out, err
}

func (r *Resolver) endSession(ctx context.Context, id globalid.ID) (*model.EndSessionPayload, error) {
	caller, err := person(ctx)
	if err != nil {
		return nil, err
	}
	if id.Type != globalid.Session {
		return nil, auth.ErrNotFound
	}
	return &model.EndSessionPayload{UserErrors: userErrors(nil)}, r.Sessions.End(ctx, caller, id.Of)
}

func (r *Resolver) signOutEverywhere(ctx context.Context, in model.SignOutEverywhereInput) (*model.SignOutEverywherePayload, error) {
	caller, err := person(ctx)
	if err != nil {
		return nil, err
	}
	end := r.Sessions.EndAll
	if in.KeepThis {
		end = r.Sessions.EndOthers
	}
	return &model.SignOutEverywherePayload{UserErrors: userErrors(nil)}, end(ctx, caller)
}

func (r *Resolver) changePassword(ctx context.Context, in model.ChangePasswordInput) (*model.ChangePasswordPayload, error) {
	caller, err := person(ctx)
	if err != nil {
		return nil, err
	}
	var refused *credit.Error
	if err := r.Accounts.ChangePassword(ctx, caller, in.Present, in.Wanted); err != nil && !errors.As(err, &refused) {
		return nil, err
	}
	return &model.ChangePasswordPayload{UserErrors: userErrors(refused)}, nil
}

func (r *Resolver) updateProfile(ctx context.Context, in model.UpdateProfileInput) (*model.UpdateProfilePayload, error) {
	caller, err := person(ctx)
	if err != nil {
		return nil, err
	}
	out := &model.UpdateProfilePayload{}
	err = ent.InTx(ctx, r.Client, func(tx *ent.Tx) error {
		changed, err := people.SetProfile(ctx, tx, caller.UserID, people.Profile{Name: in.Name, Locale: strings.ToLower(string(in.Locale))})
		out.User = &view.User{User: changed}
		return err
	})
	renewSnapshot(ctx)
	var refused *credit.Error
	if errors.As(err, &refused) {
		out.User, err = nil, nil
	}
	out.UserErrors = userErrors(refused)
	return out, err
}
