package graph

import (
	"context"
	"time"

	"cistern/auth"
	"cistern/credit"
	"cistern/ent"
	"cistern/graph/globalid"
	"cistern/graph/model"
	"cistern/graph/view"
	"cistern/report"
)

// auditLog lists what was changed in a workspace or contract.
func (r *Resolver) auditLog(ctx context.Context, on auth.Scope, p report.Page, filter *model.AuditFilter) (*view.AuditEntryConnection, error) {
	q := report.AuditQuery{Contract: on.Contract, Workspace: on.Workspace, Page: p}
	if filter != nil {
		q.Subject = filter.Subject
		if filter.Action != nil {
			q.Action = *filter.Action
		}
		if filter.Actor != nil {
			if filter.Actor.Type != globalid.User {
				return nil, &credit.Error{Code: credit.CodeBadInput, Field: "actor", Message: "an actor is named by the id of a person"}
			}
			q.Actor = &filter.Actor.Of
		}
	}
	return read(ctx, r, func(tx *ent.Tx, _ time.Time) (*view.AuditEntryConnection, error) {
		list, err := report.AuditLog(ctx, tx, q)
		return view.AuditEntries(list), err
	})
}
