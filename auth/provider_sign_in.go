package auth

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"golang.org/x/oauth2"
)

// providerSignInLife is how long somebody may take at the provider.
const providerSignInLife = 10 * time.Minute

// providerSignIn is one that has gone to the provider and not come back. State and browser are secrets of which the database has only
// hashes: the first comes back in the URL, the second in a cookie, so that nobody can finish what another browser began.
type providerSignIn struct {
	state, browser  string
	nonce, verifier string
	returnTo        string
}

// beginAtProvider keeps a new one, and sweeps up those that nobody finished in time.
func (s *Sessions) beginAtProvider(ctx context.Context, returnTo string) (providerSignIn, error) {
	begun := providerSignIn{
		state: newSecret(), browser: newSecret(), nonce: newSecret(), verifier: oauth2.GenerateVerifier(), returnTo: returnTo,
	}
	now := s.now()
	_, err := s.db.ExecContext(ctx, `
		with over as (
			delete from provider_sign_ins where expires_at <= $6
		)
		insert into provider_sign_ins (state, browser, nonce, verifier, return_to, expires_at)
		values ($1, $2, $3, $4, $5, $7)`,
		hashOf(begun.state), hashOf(begun.browser), begun.nonce, begun.verifier, returnTo, now, now.Add(providerSignInLife))
	if err != nil {
		return begun, fmt.Errorf("begin a sign-in at the provider: %w", err)
	}
	return begun, nil
}

// returnedFromProvider takes out the sign-in that the state names, so that it is used once. One that is unknown, over, used or of
// another browser is errSignInOver.
func (s *Sessions) returnedFromProvider(ctx context.Context, state, browser string) (begun providerSignIn, err error) {
	err = s.db.QueryRowContext(ctx, `
		delete from provider_sign_ins where state = $1 and browser = $2 and expires_at > $3
		returning nonce, verifier, return_to`,
		hashOf(state), hashOf(browser), s.now()).Scan(&begun.nonce, &begun.verifier, &begun.returnTo)
	if errors.Is(err, sql.ErrNoRows) {
		return begun, errSignInOver
	}
	if err != nil {
		return begun, fmt.Errorf("find a sign-in at the provider: %w", err)
	}
	return begun, nil
}

func hashOf(secret string) []byte {
	sum := sha256.Sum256([]byte(secret))
	return sum[:]
}
