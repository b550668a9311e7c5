package auth

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"github.com/google/uuid"
	"github.com/hashicorp/golang-lru/v2/simplelru"
	"github.com/lib/pq"
	"golang.org/x/sync/singleflight"

	"cistern/credit"
)

const (
	tokenMemory  = time.Second / 2 // how long a token may be good after it was revoked
	tokensKnown  = 10_000          // bounds the memory: those that were not used for longest are forgotten first
	tokenTimeout = 5 * time.Second
	usedInterval = time.Minute // how exactly the last use of a token is known
)

// Tokens verifies what comes as a bearer token: service tokens, and with an Issuer signed ones too. However many requests come with a
// token, the database is asked for it twice a second.
type Tokens struct {
	Issuer *Issuer // nil: no signed tokens are taken

	db  *sql.DB
	log *slog.Logger
	now func() time.Time

	asking singleflight.Group
	noting sync.WaitGroup

	mu    sync.Mutex
	known *simplelru.LRU[tokenHash, knownToken]
}

// knownToken is what the database said of a token.
type knownToken struct {
	viewer    *Viewer   // nil when there is no such token, or it is revoked
	expiresAt time.Time // zero: never
	askedAt   time.Time
}

// NewTokens verifies the tokens of a migrated database.
func NewTokens(db *sql.DB, log *slog.Logger, now func() time.Time) *Tokens {
	known, err := simplelru.NewLRU[tokenHash, knownToken](tokensKnown, nil)
	if err != nil {
		panic(err) // only for a size below one
	}
	return &Tokens{db: db, log: log, now: now, known: known}
}

// Close waits until the last uses of tokens are noted, some seconds at most.
func (t *Tokens) Close() { t.noting.Wait() }

// verify returns the program that bears a token, or ErrUnauthenticated when it is malformed, unknown, expired or revoked.
func (t *Tokens) verify(ctx context.Context, text string) (*Viewer, error) {
	now := t.now()
	var known knownToken
	var err error
	if token, ok := parseToken(text); ok {
		known, err = t.serviceToken(ctx, token, now)
	} else {
		known, err = t.signedToken(ctx, text, now)
	}
	if err != nil {
		return nil, err
	}
	if known.viewer == nil || !known.expiresAt.IsZero() && !now.Before(known.expiresAt) {
		return nil, ErrUnauthenticated
	}
	return known.viewer, nil
}

func (t *Tokens) serviceToken(ctx context.Context, token tokenText, now time.Time) (knownToken, error) {
	hash := token.hash()
	if known, fresh := t.remembered(hash, now); fresh {
		return known, nil
	}
	return t.ask(ctx, hash, func(ctx context.Context, now time.Time) (knownToken, error) {
		return t.find(ctx, token.contract(), hash, now)
	})
}

func (t *Tokens) remembered(hash tokenHash, now time.Time) (known knownToken, fresh bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	known, found := t.known.Get(hash)
	return known, found && now.Sub(known.askedAt) < tokenMemory
}

// ask looks a token up on behalf of everybody who comes with it meanwhile, whoever of them gives up.
func (t *Tokens) ask(ctx context.Context, hash tokenHash, find func(context.Context, time.Time) (knownToken, error)) (knownToken, error) {
	answer := t.asking.DoChan(string(hash[:]), func() (any, error) {
		now := t.now()
		if known, fresh := t.remembered(hash, now); fresh { // somebody else's question ended just now
			return known, nil
		}
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), tokenTimeout)
		defer cancel()
		known, err := find(ctx, now)
		if err != nil {
			return nil, err
		}
		t.mu.Lock()
		defer t.mu.Unlock()
		t.known.Add(hash, known)
		return known, nil
	})
	select {
	case got := <-answer:
		if got.Err != nil {
			return knownToken{}, got.Err
		}
		return got.Val.(knownToken), nil
	case <-ctx.Done():
		return knownToken{}, ctx.Err()
	}
}

func (t *Tokens) find(ctx context.Context, contract uuid.UUID, hash tokenHash, now time.Time) (knownToken, error) {
	var id uuid.UUID
	var workspace uuid.NullUUID
	var scopes pq.StringArray
	var expiresAt, usedAt sql.NullTime
	var plan credit.Plan
	err := t.db.QueryRowContext(ctx, `
		select t.id, t.workspace_id, t.scopes, t.expires_at, t.used_at, c.plan
		from service_tokens t
		join contracts c on c.id = t.contract_id
		where t.contract_id = $1 and t.hash = $2 and t.revoked_at is null`,
		contract, hash[:]).Scan(&id, &workspace, &scopes, &expiresAt, &usedAt, &plan)
	if errors.Is(err, sql.ErrNoRows) {
		return knownToken{askedAt: now}, nil
	}
	if err != nil {
		return knownToken{}, fmt.Errorf("find a service token: %w", err)
	}
	if now.Sub(usedAt.Time) >= usedInterval {
		t.noting.Go(func() { t.note(contract, id, now) })
	}
	token := &Token{ID: id, On: Scope{Contract: contract, Workspace: workspace.UUID}, plan: plan}
	for _, scope := range scopes {
		token.Scopes = append(token.Scopes, credit.TokenScope(scope))
	}
	return knownToken{viewer: &Viewer{Token: token}, expiresAt: expiresAt.Time, askedAt: now}, nil
}

// note keeps when a token was last used, while its bearer is served already.
func (t *Tokens) note(contract, id uuid.UUID, now time.Time) {
	ctx, cancel := context.WithTimeout(context.Background(), tokenTimeout)
	defer cancel()
	_, err := t.db.ExecContext(ctx, `
		update service_tokens set used_at = $3
		where contract_id = $1 and id = $2 and (used_at is null or used_at <= $4)`,
		contract, id, now, now.Add(-usedInterval))
	if err != nil {
		t.log.ErrorContext(ctx, "last use of a service token not noted", "token", id, "error", err)
	}
}
