package audit

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"entgo.io/ent/dialect/sql"
	"github.com/google/uuid"

	"cistern/ent"
	"cistern/ent/auditentry"
)

// Entry is one change, to be recorded.
type Entry struct {
	Actor       Actor
	Action      string // what was done, such as "token.issue"
	SubjectType string // what it was done to, such as "service_token"
	SubjectID   uuid.UUID
	Workspace   uuid.UUID // whose admins may see it; zero for the contract as a whole
	Before      any       // as it was, to be kept as JSON; nil when there was nothing
	After       any       // as it is now, to be kept as JSON; nil when there is nothing
	Reason      string
	RequestID   string // empty outside of requests
}

// Record appends an entry to the chain of the contract, in the transaction that makes the change.
// The caller holds the contract's lock (ledger.Lock): two entries that follow the same one are refused by the database.
func Record(ctx context.Context, tx *ent.Tx, contract uuid.UUID, e Entry, now time.Time) error {
	last, err := lastEntry(ctx, tx, contract)
	if err != nil {
		return err
	}
	row, err := follow(last, e, now)
	if err != nil {
		return fmt.Errorf("record %s: %w", e.Action, err)
	}
	create := tx.AuditEntry.Create().
		SetID(row.ID).SetContractID(contract).SetSeq(row.Seq).SetAt(row.At).
		SetActorKind(row.ActorKind).SetNillableActorID(row.ActorID).
		SetAction(row.Action).SetSubjectType(row.SubjectType).SetSubjectID(row.SubjectID).
		SetNillableWorkspaceID(row.WorkspaceID).
		SetReason(row.Reason).SetRequestID(row.RequestID).
		SetPreviousHash(row.PreviousHash).SetHash(row.Hash)
	if row.Before != nil {
		create.SetBefore(row.Before)
	}
	if row.After != nil {
		create.SetAfter(row.After)
	}
	if err := create.Exec(ctx); err != nil {
		return fmt.Errorf("record %s: %w", e.Action, err)
	}
	return nil
}

// lastEntry is the end of the chain; of an empty one, what the first entry follows.
func lastEntry(ctx context.Context, tx *ent.Tx, contract uuid.UUID) (*ent.AuditEntry, error) {
	last, err := tx.AuditEntry.Query().
		Where(auditentry.ContractID(contract)).
		Order(auditentry.BySeq(sql.OrderDesc())).
		First(ctx)
	if ent.IsNotFound(err) {
		return origin(contract), nil
	}
	if err != nil {
		return nil, fmt.Errorf("find the last audit entry: %w", err)
	}
	return last, nil
}

// origin is what the first entry of a contract follows; it is never stored.
func origin(contract uuid.UUID) *ent.AuditEntry {
	return &ent.AuditEntry{ContractID: contract, Hash: make([]byte, hashSize)}
}

func follow(last *ent.AuditEntry, e Entry, now time.Time) (row *ent.AuditEntry, err error) {
	row = &ent.AuditEntry{
		ID:           uuid.Must(uuid.NewV7()),
		ContractID:   last.ContractID,
		Seq:          last.Seq + 1,
		At:           now.Truncate(time.Microsecond), // as exactly as PostgreSQL keeps it
		ActorKind:    string(e.Actor.Kind),
		Action:       e.Action,
		SubjectType:  e.SubjectType,
		SubjectID:    e.SubjectID,
		Reason:       e.Reason,
		RequestID:    e.RequestID,
		PreviousHash: last.Hash,
	}
	if e.Actor.ID != uuid.Nil {
		row.ActorID = &e.Actor.ID
	}
	if e.Workspace != uuid.Nil {
		row.WorkspaceID = &e.Workspace
	}
	if row.Before, err = state(e.Before); err != nil {
		return nil, err
	}
	if row.After, err = state(e.After); err != nil {
		return nil, err
	}
	row.Hash, err = hashOf(row)
	return row, err
}

// state is what is kept of a value; nothing of nil.
func state(v any) (json.RawMessage, error) {
	text, err := json.Marshal(v)
	if err != nil || string(text) == "null" {
		return nil, err
	}
	return text, nil
}
