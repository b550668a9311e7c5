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

// members lists who has a role in a workspace.
func (r *Resolver) members(ctx context.Context, on auth.Scope, p report.Page) (*view.MemberConnection, error) {
	return read(ctx, r, func(tx *ent.Tx, _ time.Time) (*view.MemberConnection, error) {
		list, err := report.Members(ctx, tx, on.Contract, on.Workspace, p)
		if err != nil {
			return nil, err
		}
		known, err := knownOf(ctx, tx, list.Edges, func(m *ent.Membership) *uuid.UUID { return &m.UserID })
		return view.Members(auth.From(ctx), list, known), err
	})
}

// officers lists who has a role in a contract.
func (r *Resolver) officers(ctx context.Context, on auth.Scope, p report.Page) (*view.OfficerConnection, error) {
	return read(ctx, r, func(tx *ent.Tx, _ time.Time) (*view.OfficerConnection, error) {
		list, err := report.Officers(ctx, tx, on.Contract, p)
		if err != nil {
			return nil, err
		}
		known, err := knownOf(ctx, tx, list.Edges, func(o *ent.ContractRole) *uuid.UUID { return &o.UserID })
		return view.Officers(auth.From(ctx), list, known), err
	})
}

// knownOf finds the people of a page.
func knownOf[Row any](ctx context.Context, tx *ent.Tx, edges []report.Edge[Row], whose func(Row) *uuid.UUID) (map[uuid.UUID]*ent.User, error) {
	var ids []uuid.UUID
	for _, e := range edges {
		if id := whose(e.Node); id != nil {
			ids = append(ids, *id)
		}
	}
	return report.Users(ctx, tx, ids)
}

// memberChange is what the mutations of members answer with.
type memberChange struct {
	Member     *view.Member
	UserErrors []model.UserError
}

func (r *Resolver) setMemberRole(ctx context.Context, id globalid.ID, role credit.WorkspaceRole) (*memberChange, error) {
	if err := r.mayChange(ctx, id); err != nil {
		return nil, err
	}
	out := &memberChange{}
	refused, err := r.change(ctx, id.Contract, func(tx *ent.Tx, now time.Time) error {
		changed, err := people.SetMemberRole(ctx, tx, changeBy(ctx, id.Contract), id.Of, role, now)
		if err != nil {
			return err
		}
		known, err := report.Users(ctx, tx, []uuid.UUID{changed.UserID})
		out.Member = &view.Member{Membership: changed, Caller: auth.From(ctx)}
		if u := known[changed.UserID]; u != nil {
			out.Member.User = &view.User{User: u}
		}
		return err
	})
	out.UserErrors = userErrors(refused)
	return out, err
}

func (r *Resolver) removeMember(ctx context.Context, id globalid.ID) (*model.RemoveMemberPayload, error) {
	if err := r.mayChange(ctx, id); err != nil {
		return nil, err
	}
	refused, err := r.change(ctx, id.Contract, func(tx *ent.Tx, now time.Time) error {
		return people.RemoveMember(ctx, tx, changeBy(ctx, id.Contract), id.Of, now)
	})
	return &model.RemoveMemberPayload{UserErrors: userErrors(refused)}, err
}

// mayChange asks for a caller who may manage a member, or who is the member.
func (r *Resolver) mayChange(ctx context.Context, id globalid.ID) error {
	if id.Type != globalid.Member {
		return auth.ErrNotFound
	}
	m, err := read(ctx, r, func(tx *ent.Tx, _ time.Time) (*ent.Membership, error) {
		return people.FindMember(ctx, tx, id.Contract, id.Of)
	})
	if err != nil {
		return hidden(err)
	}
	caller, action := auth.From(ctx), auth.ManageMembers
	if m.UserID == caller.UserID {
		action = auth.ViewWorkspace
	}
	return caller.Require(action, auth.Scope{Contract: m.ContractID, Workspace: m.WorkspaceID})
}

// hidden lets what does not exist answer as what may not be seen does.
func hidden(err error) error {
	var refused *credit.Error
	if errors.As(err, &refused) && refused.Code == credit.CodeNotFound {
		return auth.ErrNotFound
	}
	return err
}

func (r *Resolver) removeOfficer(ctx context.Context, id globalid.ID) (*model.RemoveOfficerPayload, error) {
	if id.Type != globalid.Officer {
		return nil, auth.ErrNotFound
	}
	if err := auth.From(ctx).Require(auth.ManageOfficers, auth.Scope{Contract: id.Contract}); err != nil {
		return nil, err
	}
	refused, err := r.change(ctx, id.Contract, func(tx *ent.Tx, now time.Time) error {
		return people.RemoveOfficer(ctx, tx, changeBy(ctx, id.Contract), id.Of, now)
	})
	return &model.RemoveOfficerPayload{UserErrors: userErrors(refused)}, err
}

// changeBy is the caller, who is a person, in a contract.
func changeBy(ctx context.Context, contract uuid.UUID) people.Change {
	return people.Change{Contract: contract, Cause: cause(ctx, "")}
}
