package graph

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"cistern/auth"
	"cistern/ent"
	"cistern/ent/workspace"
	"cistern/graph/model"
	"cistern/graph/view"
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
		workspaces, err := findWorkspaces(ctx, tx, v.Workspaces())
		if err != nil {
			return nil, err
		}
		contracts, err := findContracts(ctx, tx, v.Contracts())
		return &model.Viewer{
			User: &view.User{User: person}, Workspaces: workspaces, Contracts: contracts,
			Locale: model.Locale(strings.ToUpper(person.Locale)), HasPassword: person.PasswordHash != nil,
		}, err
	})
}

// findWorkspaces finds what a person can see, by name.
func findWorkspaces(ctx context.Context, tx *ent.Tx, scopes []auth.Scope) ([]view.Workspace, error) {
	if len(scopes) == 0 { // no contract to name
		return []view.Workspace{}, nil
	}
	contractIDs, ids := make([]uuid.UUID, len(scopes)), make([]uuid.UUID, len(scopes))
	for i, s := range scopes {
		contractIDs[i], ids[i] = s.Contract, s.Workspace
	}
	found, err := tx.Workspace.Query().Where(workspace.ContractIDIn(contractIDs...), workspace.IDIn(ids...)).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("find workspaces: %w", err)
	}
	owners, err := findContracts(ctx, tx, contractIDs)
	if err != nil {
		return nil, err
	}
	byID := make(map[uuid.UUID]*ent.Contract, len(owners))
	for _, c := range owners {
		byID[c.Contract.ID] = c.Contract
	}
	out := make([]view.Workspace, len(found))
	for i, w := range found {
		out[i] = view.Workspace{Workspace: w, Contract: byID[w.ContractID]}
	}
	slices.SortFunc(out, func(a, b view.Workspace) int {
		return strings.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name))
	})
	return out, nil
}
