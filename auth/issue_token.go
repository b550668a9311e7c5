package auth

import (
	"context"
	"fmt"
	"slices"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"
	"github.com/lib/pq"

	"cistern/audit"
	"cistern/credit"
	"cistern/ent"
	"cistern/ent/workspace"
)

// NewToken is a service token to be issued.
type NewToken struct {
	On        Scope // with a workspace the token is good for that one alone
	Name      string
	Scopes    []credit.TokenScope // one or more
	ExpiresAt time.Time           // zero: never
	Actor     audit.Actor
	Reason    string
	RequestID string // empty outside of requests
}

// Issue makes a service token and records it in the audit log. The plain text is to be shown once: it cannot be had again.
// Input that is not valid is a credit.Error, and so is a workspace that the contract has not.
// The caller holds the contract's lock (ledger.Lock).
func Issue(ctx context.Context, tx *ent.Tx, n NewToken, now time.Time) (plain string, issued *ent.ServiceToken, err error) {
	if err := n.check(ctx, tx, now); err != nil {
		return "", nil, err
	}
	text := newTokenText(n.On.Contract)
	hash := text.hash()
	create := tx.ServiceToken.Create().
		SetID(uuid.Must(uuid.NewV7())).SetContractID(n.On.Contract).
		SetName(n.Name).SetHash(hash[:]).SetHint(text.hint()).SetScopes(scopeTexts(n.Scopes)).SetCreatedAt(now)
	if n.On.Workspace != uuid.Nil {
		create.SetWorkspaceID(n.On.Workspace)
	}
	if n.Actor.Kind == audit.User {
		create.SetCreatedBy(n.Actor.ID)
	}
	if !n.ExpiresAt.IsZero() {
		create.SetExpiresAt(n.ExpiresAt)
	}
	if issued, err = create.Save(ctx); err != nil {
		return "", nil, fmt.Errorf("issue a service token: %w", err)
	}
	err = audit.Record(ctx, tx, n.On.Contract, audit.Entry{
		Actor: n.Actor, Action: "token.issue", SubjectType: "service_token", SubjectID: issued.ID, Workspace: n.On.Workspace,
		After: issued, Reason: n.Reason, RequestID: n.RequestID,
	}, now)
	if err != nil {
		return "", nil, err
	}
	return text.String(), issued, nil
}

func (n NewToken) check(ctx context.Context, tx *ent.Tx, now time.Time) error {
	if length := utf8.RuneCountInString(n.Name); length < 1 || length > 200 {
		return &credit.Error{Code: credit.CodeBadInput, Field: "name", Message: "a token needs a name of 1 to 200 characters"}
	}
	if len(n.Scopes) == 0 {
		return &credit.Error{Code: credit.CodeBadInput, Field: "scopes", Message: "a token needs at least one scope"}
	}
	known := credit.TokenScope("").Values()
	for _, scope := range n.Scopes {
		if !slices.Contains(known, string(scope)) {
			return &credit.Error{Code: credit.CodeBadInput, Field: "scopes", Message: fmt.Sprintf("%q is not one of %v", scope, known)}
		}
	}
	if !n.ExpiresAt.IsZero() && !n.ExpiresAt.After(now) {
		return &credit.Error{Code: credit.CodeBadInput, Field: "expiresAt", Message: "a token has to expire in the future"}
	}
	if n.On.Workspace == uuid.Nil {
		return nil
	}
	exists, err := tx.Workspace.Query().Where(workspace.ContractID(n.On.Contract), workspace.ID(n.On.Workspace)).Exist(ctx)
	if err != nil {
		return fmt.Errorf("find the workspace of a token: %w", err)
	}
	if !exists {
		return &credit.Error{Code: credit.CodeNotFound, Field: "workspace", Message: "there is no such workspace"}
	}
	return nil
}

func scopeTexts(scopes []credit.TokenScope) pq.StringArray {
	texts := make(pq.StringArray, len(scopes))
	for i, scope := range scopes {
		texts[i] = string(scope)
	}
	return texts
}
