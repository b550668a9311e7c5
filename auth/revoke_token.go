package auth

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"cistern/audit"
	"cistern/credit"
	"cistern/ent"
	"cistern/ent/servicetoken"
)

// Revocation ends a service token before its time.
type Revocation struct {
	Contract  uuid.UUID
	Token     uuid.UUID
	Actor     audit.Actor
	Reason    string
	RequestID string // empty outside of requests
}

// Revoke ends a service token for good and records it in the audit log; every process refuses it within a second of the commit.
// Revoking it again changes nothing. One that the contract has not is a credit.Error of NOT_FOUND.
// The caller holds the contract's lock (ledger.Lock).
func Revoke(ctx context.Context, tx *ent.Tx, r Revocation, now time.Time) error {
	token, err := tx.ServiceToken.Query().Where(servicetoken.ContractID(r.Contract), servicetoken.ID(r.Token)).Only(ctx)
	if ent.IsNotFound(err) {
		return &credit.Error{Code: credit.CodeNotFound, Message: "there is no such service token"}
	}
	if err != nil {
		return fmt.Errorf("find a service token: %w", err)
	}
	if token.RevokedAt != nil {
		return nil
	}
	err = tx.ServiceToken.Update().
		Where(servicetoken.ContractID(r.Contract), servicetoken.ID(r.Token)).
		SetRevokedAt(now).
		Exec(ctx)
	if err != nil {
		return fmt.Errorf("revoke a service token: %w", err)
	}
	var bound uuid.UUID
	if token.WorkspaceID != nil {
		bound = *token.WorkspaceID
	}
	return audit.Record(ctx, tx, r.Contract, audit.Entry{
		Actor: r.Actor, Action: "token.revoke", SubjectType: "service_token", SubjectID: r.Token, Workspace: bound,
		Before: token, After: map[string]time.Time{"revoked_at": now}, Reason: r.Reason, RequestID: r.RequestID,
	}, now)
}
