package graph

import (
	"context"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"cistern/auth"
	"cistern/credit"
	"cistern/ent"
	"cistern/graph/globalid"
	"cistern/graph/model"
	"cistern/graph/view"
	"cistern/guard"
	"cistern/report"
)

// workspaceChange is what the mutations of a workspace answer with.
type workspaceChange struct {
	Workspace  *view.Workspace
	UserErrors []model.UserError
}

// workspaceFor is the workspace that an id names, where the caller may do the action.
func workspaceFor(ctx context.Context, action auth.Action, id globalid.ID) (auth.Scope, error) {
	if id.Type != globalid.Workspace {
		return auth.Scope{}, auth.ErrNotFound
	}
	on := auth.Scope{Contract: id.Contract, Workspace: id.Of}
	return on, auth.From(ctx).Require(action, on)
}

// editWorkspace answers with the workspace as it is then.
func (r *Resolver) editWorkspace(ctx context.Context, on auth.Scope, edit func(*ent.Tx, time.Time) error) (*workspaceChange, error) {
	out := &workspaceChange{}
	refused, err := r.change(ctx, on.Contract, func(tx *ent.Tx, now time.Time) (err error) {
		if err := edit(tx, now); err != nil {
			return err
		}
		out.Workspace, err = findWorkspace(ctx, tx, on)
		return err
	})
	out.UserErrors = userErrors(refused)
	return out, err
}

func (r *Resolver) setAllocation(ctx context.Context, in model.SetAllocationInput) (*workspaceChange, error) {
	on, err := workspaceFor(ctx, auth.SetAllocation, in.WorkspaceID)
	if err != nil {
		return nil, err
	}
	return r.editWorkspace(ctx, on, func(tx *ent.Tx, now time.Time) error {
		if !in.Limit.IsSet() {
			return errNoLimit
		}
		return guard.SetAllocation(ctx, tx, guard.Allocation{
			Contract: on.Contract, Workspace: on.Workspace, Limit: in.Limit.Value(), Cause: cause(ctx, in.Reason),
		}, now)
	})
}

func (r *Resolver) setCreationPolicy(ctx context.Context, in model.SetCreationPolicyInput) (*workspaceChange, error) {
	on, err := workspaceFor(ctx, auth.SetPolicy, in.WorkspaceID)
	if err != nil {
		return nil, err
	}
	return r.editWorkspace(ctx, on, func(tx *ent.Tx, now time.Time) error {
		return guard.SetCreationPolicy(ctx, tx, guard.CreationPolicy{
			Contract: on.Contract, Workspace: on.Workspace, Policy: in.Policy, Listed: peopleNamed(in.Listed), Cause: cause(ctx, in.Reason),
		}, now)
	})
}

// peopleNamed are those whom ids name; nobody is named by an id of something else.
func peopleNamed(ids []globalid.ID) []uuid.UUID {
	out := make([]uuid.UUID, len(ids))
	for i, id := range ids {
		if id.Type == globalid.User {
			out[i] = id.Of
		}
	}
	return out
}

// listedCreators are the people who may create agents beside the owners, by name.
func (r *Resolver) listedCreators(ctx context.Context, w *view.Workspace) ([]view.User, error) {
	return read(ctx, r, func(tx *ent.Tx, _ time.Time) ([]view.User, error) {
		listed, err := guard.Listed(ctx, tx, w.ContractID, w.Workspace.ID)
		if err != nil {
			return nil, err
		}
		return usersByName(ctx, tx, listed)
	})
}

func usersByName(ctx context.Context, tx *ent.Tx, ids []uuid.UUID) ([]view.User, error) {
	known, err := report.Users(ctx, tx, ids)
	if err != nil {
		return nil, err
	}
	byName := slices.SortedFunc(maps.Values(known), func(a, b *ent.User) int { return strings.Compare(a.Name, b.Name) })
	out := make([]view.User, len(byName))
	for i, u := range byName {
		out[i] = view.User{User: u}
	}
	return out, nil
}

// maxLeftOut is how many people a preview of a policy names.
const maxLeftOut = 100

// previewCreation says what a policy would mean to the members of a workspace.
func (r *Resolver) previewCreation(ctx context.Context, w *view.Workspace, policy credit.CreationPolicy, listed []globalid.ID) (*view.CreationPreview, error) {
	return read(ctx, r, func(tx *ent.Tx, _ time.Time) (*view.CreationPreview, error) {
		effect, err := guard.PreviewCreationPolicy(ctx, tx, w.Workspace, policy, peopleNamed(listed))
		if err != nil {
			return nil, err
		}
		leftOut, err := usersByName(ctx, tx, effect.LeftOut)
		return &view.CreationPreview{
			MayCreate: effect.MayCreate, LeftOut: leftOut[:min(maxLeftOut, len(leftOut))], LeftOutCount: len(effect.LeftOut),
		}, err
	})
}
