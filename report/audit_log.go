package report

import (
	"context"
	"fmt"
	"strconv"

	"entgo.io/ent/dialect/sql"
	"github.com/google/uuid"

	"cistern/ent"
	"cistern/ent/auditentry"
	"cistern/ent/predicate"
)

// AuditQuery asks for entries of the audit log; all that is given must hold.
type AuditQuery struct {
	Contract  uuid.UUID
	Workspace uuid.UUID // with one, only what was about it; zero: all of the contract
	Actor     *uuid.UUID
	Action    string // what was done, or how that begins
	Subject   *uuid.UUID
	Page      Page
}

// AuditEntry is an entry of the audit log with the names that belong to it as of now.
type AuditEntry struct {
	*ent.AuditEntry
	ActorName, SubjectName *string // nil where there is none, or none any more
}

// AuditLog lists changes, newest first.
func AuditLog(ctx context.Context, tx *ent.Tx, q AuditQuery) (list List[AuditEntry], err error) {
	from, err := q.Page.place("audit", isCount)
	if err != nil {
		return list, err
	}
	if !isText(q.Action) {
		return list, badInput("action", "this is not the name of an action")
	}
	where := q.where()
	if from != nil {
		where = append(where, auditentry.SeqLT(from.number()))
	}
	found, err := tx.AuditEntry.Query().
		Where(where...).
		Order(auditentry.BySeq(sql.OrderDesc())).
		Limit(q.Page.First + 1).
		All(ctx)
	if err != nil {
		return list, fmt.Errorf("list the audit log: %w", err)
	}
	named, err := nameAll(ctx, tx, q.Contract, found)
	if err != nil {
		return list, err
	}
	return listOf(q.Page, named, func(e AuditEntry) cursor {
		return cursor{by: "audit", id: e.ID, value: strconv.FormatInt(e.Seq, 10)}
	}), nil
}

func (q AuditQuery) where() []predicate.AuditEntry {
	where := []predicate.AuditEntry{auditentry.ContractID(q.Contract)}
	if q.Workspace != uuid.Nil {
		where = append(where, auditentry.WorkspaceID(q.Workspace))
	}
	if q.Actor != nil {
		where = append(where, auditentry.ActorID(*q.Actor))
	}
	if q.Action != "" {
		where = append(where, auditentry.ActionHasPrefix(q.Action))
	}
	if q.Subject != nil {
		where = append(where, auditentry.SubjectID(*q.Subject))
	}
	return where
}
