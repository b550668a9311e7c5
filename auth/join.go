package auth

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"time"

	"github.com/google/uuid"

	"cistern/credit"
	"cistern/ent"
	"cistern/people"
)

// joining is the body of a request to join.
type joining struct {
	Invitation string `json:"invitation"` // what the link carries
	Name       string `json:"name"`
	Password   string `json:"password"`
	Locale     string `json:"locale"`
}

type join struct {
	*Accounts
	limit *limiter
	log   *slog.Logger
}

// Join answers POST requests of JSON {"invitation", "name", "password", "locale"} by somebody who is invited and has no account: it makes
// one with the address that the invitation is made out to, gives it the role, and answers 204 with a session cookie. An invitation that is
// not open is 404, an address that has an account 409. Errors are JSON {"code", "message"}.
func Join(accounts *Accounts, log *slog.Logger) http.Handler {
	return &join{accounts, addressLimit(accounts.sessions, "accounts to be made"), log}
}

func (h *join) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	user, err := h.join(w, r)
	if err == nil {
		err = h.sessions.enter(w, r, user)
	}
	if err != nil {
		refuse(w, r, h.log, err)
		return
	}
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(http.StatusNoContent)
}

func (h *join) join(w http.ResponseWriter, r *http.Request) (user uuid.UUID, err error) {
	var given joining
	const form = `{"invitation": "…", "name": "…", "password": "…", "locale": "en"}`
	if err := readBody(w, r, h.sessions.proxies, form, &given); err != nil {
		return uuid.Nil, err
	}
	if err := attempt(r, h.sessions, h.limit); err != nil {
		return uuid.Nil, err
	}
	user, err = h.open(r.Context(), given)
	return user, toHTTP(err)
}

// statusOf is how HTTP tells the refusals of an invitation, or of a link to set a password.
var statusOf = map[credit.ErrorCode]int{
	credit.CodeBadInput: http.StatusBadRequest, credit.CodeNotFound: http.StatusNotFound, credit.CodeConflict: http.StatusConflict,
}

// open makes the account and accepts. It hashes the password before it takes the contract's lock: that takes long.
func (h *join) open(ctx context.Context, given joining) (user uuid.UUID, err error) {
	offer, err := h.Offer(ctx, given.Invitation)
	if err != nil {
		return uuid.Nil, err
	}
	if offer == nil {
		return uuid.Nil, errNoInvitation
	}
	n := newPerson{email: offer.Email, Profile: people.Profile{Name: given.Name, Locale: given.Locale}}
	if err := errors.Join(n.Check(), checkPassword("password", given.Password, n.email)); err != nil {
		return uuid.Nil, err
	}
	if n.passwordHash, err = h.passwords.Hash(ctx, given.Password); err != nil {
		return uuid.Nil, err
	}
	err = h.accept(ctx, given.Invitation, func(tx *ent.Tx, now time.Time) (*ent.User, error) {
		made, err := n.make(ctx, tx, now)
		if err == nil {
			user = made.ID
		}
		return made, err
	}, &Scope{})
	return user, err
}
