package graph

import (
	"context"
	"strings"
	"time"

	"github.com/google/uuid"

	"cistern/auth"
	"cistern/ent"
	"cistern/graph/model"
	"cistern/graph/view"
	"cistern/report"
)

// viewer tells a person who they are; nil for a program and for nobody.
func (r *Resolver) viewer(ctx context.Context) (*model.Viewer, error) {
	v := auth.From(ctx)
	if v == nil || v.Program() {
		return nil, nil //nolint:nilnil // being nobody is an answer
	}
	return read(ctx, r, func(tx *ent.Tx, _ time.Time) (*model.Viewer, error) {
		person, err := findPerson(ctx, tx, v.UserID)
		if err != nil {
			return nil, err
		}
		return &model.Viewer{
			User: &view.User{User: person}, Locale: model.Locale(strings.ToUpper(person.Locale)), HasPassword: person.PasswordHash != nil,
		}, nil
	})
}

// workspacesByName lists what the caller can see; where an action is named, those in which they may do it.
func (r *Resolver) workspacesByName(ctx context.Context, allowing *auth.Action, q report.NameQuery) (*view.WorkspaceConnection, error) {
	caller := auth.From(ctx)
	var contracts []uuid.UUID
	for _, on := range caller.Workspaces() {
		if allowing == nil || caller.Require(*allowing, on) == nil {
			contracts, q.Among = append(contracts, on.Contract), append(q.Among, on.Workspace)
		}
	}
	return read(ctx, r, func(tx *ent.Tx, _ time.Time) (*view.WorkspaceConnection, error) {
		list, err := report.WorkspacesByName(ctx, tx, contracts, q)
		if err != nil {
			return nil, err
		}
		of := make([]uuid.UUID, len(list.Edges))
		for i, e := range list.Edges {
			of[i] = e.Node.ContractID
		}
		owners, err := findContracts(ctx, tx, of...)
		return view.Workspaces(list, owners), err
	})
}

// contractsByName lists those that the caller has a role in.
func (r *Resolver) contractsByName(ctx context.Context, q report.NameQuery) (*view.ContractConnection, error) {
	q.Among = auth.From(ctx).Contracts()
	return read(ctx, r, func(tx *ent.Tx, _ time.Time) (*view.ContractConnection, error) {
		list, err := report.ContractsByName(ctx, tx, q)
		return view.Contracts(list), err
	})
}

func nameQuery(p report.Page, search *string) report.NameQuery {
	q := report.NameQuery{Page: p}
	if search != nil {
		q.Search = *search
	}
	return q
}
