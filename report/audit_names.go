package report

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"cistern/ent"
	"cistern/ent/agent"
	"cistern/ent/invitation"
	"cistern/ent/servicetoken"
	"cistern/ent/user"
	"cistern/ent/workspace"
)

// nameAll finds what actors and subjects are called now: one query for each kind of thing.
func nameAll(ctx context.Context, tx *ent.Tx, contract uuid.UUID, entries []*ent.AuditEntry) ([]AuditEntry, error) {
	wanted := map[string][]uuid.UUID{}
	for _, e := range entries {
		wanted[e.SubjectType] = append(wanted[e.SubjectType], e.SubjectID)
		if e.ActorID != nil {
			wanted[actorTypes[e.ActorKind]] = append(wanted[actorTypes[e.ActorKind]], *e.ActorID)
		}
	}
	names := map[uuid.UUID]string{}
	for kind, ids := range wanted {
		if find, known := finders[kind]; known {
			if err := find(ctx, tx, contract, ids, names); err != nil {
				return nil, fmt.Errorf("find the names of the audit log: %w", err)
			}
		}
	}
	named := make([]AuditEntry, len(entries))
	for i, e := range entries {
		named[i] = AuditEntry{AuditEntry: e, SubjectName: nameOf(names, e.SubjectID)}
		if e.ActorID != nil {
			named[i].ActorName = nameOf(names, *e.ActorID)
		}
	}
	return named, nil
}

func nameOf(names map[uuid.UUID]string, id uuid.UUID) *string {
	if name, known := names[id]; known {
		return &name
	}
	return nil
}

// actorTypes is what kind of subject an actor would be.
var actorTypes = map[string]string{"USER": "user", "TOKEN": "service_token"}

// finders are how the subjects of each type get their names.
var finders = map[string]func(ctx context.Context, tx *ent.Tx, contract uuid.UUID, ids []uuid.UUID, names map[uuid.UUID]string) error{
	"user": func(ctx context.Context, tx *ent.Tx, _ uuid.UUID, ids []uuid.UUID, names map[uuid.UUID]string) error {
		found, err := tx.User.Query().Where(user.IDIn(ids...)).All(ctx)
		for _, u := range found {
			names[u.ID] = u.Name
		}
		return err
	},
	"service_token": func(ctx context.Context, tx *ent.Tx, contract uuid.UUID, ids []uuid.UUID, names map[uuid.UUID]string) error {
		found, err := tx.ServiceToken.Query().Where(servicetoken.ContractID(contract), servicetoken.IDIn(ids...)).All(ctx)
		for _, t := range found {
			names[t.ID] = t.Name
		}
		return err
	},
	"agent": func(ctx context.Context, tx *ent.Tx, contract uuid.UUID, ids []uuid.UUID, names map[uuid.UUID]string) error {
		found, err := tx.Agent.Query().Where(agent.ContractID(contract), agent.IDIn(ids...)).All(ctx)
		for _, a := range found {
			names[a.ID] = a.Name
		}
		return err
	},
	"workspace": func(ctx context.Context, tx *ent.Tx, contract uuid.UUID, ids []uuid.UUID, names map[uuid.UUID]string) error {
		found, err := tx.Workspace.Query().Where(workspace.ContractID(contract), workspace.IDIn(ids...)).All(ctx)
		for _, w := range found {
			names[w.ID] = w.Name
		}
		return err
	},
	"invitation": func(ctx context.Context, tx *ent.Tx, contract uuid.UUID, ids []uuid.UUID, names map[uuid.UUID]string) error {
		found, err := tx.Invitation.Query().Where(invitation.ContractID(contract), invitation.IDIn(ids...)).All(ctx)
		for _, i := range found {
			names[i.ID] = i.Email
		}
		return err
	},
}
