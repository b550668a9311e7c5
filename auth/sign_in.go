package auth

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"time"

	"github.com/google/uuid"
)

// busyWait is when to come back after ErrBusy: the queue is done in a fraction of it.
const busyWait = 2 * time.Second

type signIn struct {
	sessions  *Sessions
	passwords *Passwords
	limits    signInLimits
	door      gate // before the database, which a crowd would keep from everybody else
	log       *slog.Logger
}

// SignIn answers POST requests of JSON {"email", "password"}: 204 with a new session cookie, and 401 alike for a wrong password and
// for somebody unknown. Errors are JSON {"code", "message"}. Attempts are limited; 429 says in Retry-After for how long.
func SignIn(sessions *Sessions, passwords *Passwords, log *slog.Logger) http.Handler {
	return &signIn{sessions, passwords, newSignInLimits(sessions), newGate(hashesAtOnce+hashesWaiting, 0), log}
}

func (h *signIn) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if err := h.signIn(w, r); err != nil {
		refuse(w, r, h.log, err)
		return
	}
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(http.StatusNoContent)
}

func (h *signIn) signIn(w http.ResponseWriter, r *http.Request) error {
	given, err := readCredentials(w, r, h.sessions.proxies)
	if err != nil {
		return err
	}
	err = h.door.do(r.Context(), func() error { return h.admit(w, r, given) })
	if errors.Is(err, ErrBusy) {
		return tooMany(ErrBusy.Message, busyWait)
	}
	return err
}

// admit lets in whoever knows the password, within the limits of attempts.
func (h *signIn) admit(w http.ResponseWriter, r *http.Request, given credentials) error {
	client := h.sessions.proxies.Client(r)
	wait, err := h.limits.take(r.Context(), given.Email, client)
	if err != nil {
		return err
	}
	if wait > 0 {
		return tooMany("Too many attempts to sign in. Wait before you try again.", wait)
	}
	user, err := h.identify(r.Context(), given)
	if err != nil {
		return err
	}
	if err := h.limits.forgive(r.Context(), given.Email, client); err != nil {
		return err
	}
	return h.sessions.enter(w, r, user)
}

// identify returns whose email address and password these are. It does and answers the same whatever is wrong with them.
func (h *signIn) identify(ctx context.Context, given credentials) (user uuid.UUID, err error) {
	var hash *string
	err = h.sessions.db.QueryRowContext(ctx, `select id, password_hash from users where lower(email) = lower($1)`, given.Email).Scan(&user, &hash)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return uuid.Nil, fmt.Errorf("find a person by email address: %w", err)
	}
	matches, err := h.passwords.Check(ctx, given.Password, hash)
	if err != nil {
		return uuid.Nil, err
	}
	if !matches {
		return uuid.Nil, &httpError{status: http.StatusUnauthorized, reason: errInvalidCredentials}
	}
	return user, nil
}
