package auth

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"strings"
	"time"

	"cistern/credit"
	"cistern/ent"
	"cistern/people"
)

// Links go to an address a few times an hour, whoever asks for them, so that nobody's mailbox is flooded. Those that were sent stay good,
// so that nobody can keep another from setting a password either.
const linkEvery, linkBurst = 20 * time.Minute, 3

// AskForReset answers POST requests of JSON {"email"} by somebody who forgot their password: 202, whoever has that address. What tells
// people apart is left to what `send` has put off until later: so it can be told neither by the answer nor by how long it takes. Errors
// are JSON {"code", "message"}.
func AskForReset(accounts *Accounts, send func(ctx context.Context, tx *ent.Tx, email string) error, log *slog.Logger) http.Handler {
	s := accounts.sessions
	addresses := addressLimit(s, "links to be sent")
	links := newLimiter(s.db, s.now, limit{of: "links to somebody", every: linkEvery, burst: linkBurst})
	ask := func(w http.ResponseWriter, r *http.Request) error {
		var given credentials
		if err := readBody(w, r, s.proxies, `{"email": "…"}`, &given); err != nil {
			return err
		}
		if err := given.checkEmail(); err != nil {
			return err
		}
		if err := attempt(r, s, addresses); err != nil {
			return err
		}
		sent, err := links.take(r.Context(), strings.ToLower(given.Email), 1)
		if err != nil || sent.wait > 0 {
			return err
		}
		return ent.InTx(r.Context(), accounts.client, func(tx *ent.Tx) error { return send(r.Context(), tx, given.Email) })
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if err := ask(w, r); err != nil {
			refuse(w, r, log, err)
			return
		}
		w.Header().Set("Cache-Control", "no-store")
		w.WriteHeader(http.StatusAccepted)
	})
}

// resetting is the body of a request to set a password.
type resetting struct {
	Secret   string `json:"secret"` // what the link carries
	Password string `json:"password"`
}

// ResetPassword answers POST requests of JSON {"secret", "password"} by whoever has a link to set a password: 204, and nobody is signed
// in with what was before. A link that is not good is 404. Errors are JSON {"code", "message"}.
func ResetPassword(accounts *Accounts, log *slog.Logger) http.Handler {
	addresses := addressLimit(accounts.sessions, "passwords to be set")
	reset := func(w http.ResponseWriter, r *http.Request) error {
		var given resetting
		if err := readBody(w, r, accounts.sessions.proxies, `{"secret": "…", "password": "…"}`, &given); err != nil {
			return err
		}
		if err := attempt(r, accounts.sessions, addresses); err != nil {
			return err
		}
		return toHTTP(accounts.reset(r.Context(), given))
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if err := reset(w, r); err != nil {
			refuse(w, r, log, err)
			return
		}
		w.Header().Set("Cache-Control", "no-store")
		w.WriteHeader(http.StatusNoContent)
	})
}

// reset looks at the link first, then makes the hash, which takes long, and then uses the link.
func (a *Accounts) reset(ctx context.Context, given resetting) error {
	err := ent.InTx(ctx, a.client, func(tx *ent.Tx) error {
		person, err := people.FindByReset(ctx, tx, given.Secret, a.sessions.now())
		if err != nil {
			return err
		}
		return checkPassword("password", given.Password, person.Email)
	})
	if err != nil {
		return err
	}
	hash, err := a.passwords.Hash(ctx, given.Password)
	if err != nil {
		return err
	}
	return ent.InTx(ctx, a.client, func(tx *ent.Tx) error {
		return people.ResetPassword(ctx, tx, given.Secret, hash, a.sessions.now())
	})
}

// attempt counts a request of whoever is at an address.
func attempt(r *http.Request, s *Sessions, addresses *limiter) error {
	wait, err := addresses.takeFrom(r.Context(), s.proxies.Client(r))
	if err == nil && wait > 0 {
		err = tooMany("Too many attempts. Wait before you try again.", wait)
	}
	return err
}

// toHTTP is how HTTP tells that passwords cannot be hashed now, and the refusals of a domain.
func toHTTP(err error) error {
	var refused *credit.Error
	switch {
	case errors.Is(err, ErrBusy):
		return tooMany(ErrBusy.Message, busyWait)
	case errors.As(err, &refused):
		return &httpError{status: statusOf[refused.Code], reason: &Error{Code(refused.Code), refused.Message}}
	}
	return err
}
