package auth

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/lib/pq"

	"cistern/graph/globalid"
)

// signedToken verifies a signed token. Only what was signed is asked for in the database, and remembered.
func (t *Tokens) signedToken(ctx context.Context, text string, now time.Time) (knownToken, error) {
	if t.Issuer == nil {
		return knownToken{}, ErrUnauthenticated
	}
	hash := tokenHash(sha256.Sum256([]byte(text)))
	if known, fresh := t.remembered(hash, now); fresh {
		return known, nil
	}
	s, err := t.Issuer.read(ctx, text, now)
	if err != nil {
		t.log.DebugContext(ctx, "signed token refused", "error", err)
		return knownToken{}, ErrUnauthenticated
	}
	return t.ask(ctx, hash, func(ctx context.Context, now time.Time) (knownToken, error) {
		viewer, err := t.bearer(ctx, s)
		return knownToken{viewer: viewer, expiresAt: s.expiresAt, askedAt: now}, err
	})
}

// bearer is who bears a signed token; nil when what it is about does not exist.
func (t *Tokens) bearer(ctx context.Context, s signed) (*Viewer, error) {
	token := &Token{ID: s.id, Scopes: s.scopes}
	if s.subject.Type == globalid.User {
		return t.scriptOf(ctx, s.subject.Of, token)
	}
	token.On = Scope{Contract: s.subject.Contract}
	var workspace, agent uuid.NullUUID
	switch s.subject.Type {
	case globalid.Contract:
		token.On.Contract = s.subject.Of
	case globalid.Workspace:
		workspace = uuid.NullUUID{UUID: s.subject.Of, Valid: true}
	default:
		token.On.Agent = s.subject.Of
		agent = uuid.NullUUID{UUID: s.subject.Of, Valid: true}
	}
	err := t.db.QueryRowContext(ctx, `
		select c.plan, coalesce(w.id, a.workspace_id)
		from contracts c
		left join workspaces w on w.contract_id = c.id and w.id = $2
		left join agents a on a.contract_id = c.id and a.id = $3
		where c.id = $1 and ($2::uuid is null or w.id is not null) and ($3::uuid is null or a.id is not null)`,
		token.On.Contract, workspace, agent).Scan(&token.plan, &workspace)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("find the subject of a signed token: %w", err)
	}
	token.On.Workspace = workspace.UUID
	return &Viewer{Token: token}, nil
}

// scriptOf is a script with a token that works for a person.
func (t *Tokens) scriptOf(ctx context.Context, user uuid.UUID, token *Token) (*Viewer, error) {
	var contracts pq.StringArray
	err := t.db.QueryRowContext(ctx, `
		select array(select contract_id from user_contracts c where c.user_id = u.id) from users u where id = $1`, user).Scan(&contracts)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("find the person of a signed token: %w", err)
	}
	viewer, err := loadPerson(ctx, t.db, user, contracts)
	if err != nil {
		return nil, err
	}
	viewer.Token = token
	return viewer, nil
}
