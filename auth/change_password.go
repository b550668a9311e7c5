package auth

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"cistern/credit"
	"cistern/ent"
)

// A password is long instead of odd; the upper bound keeps hashing cheap.
const minPassword, maxPassword = 12, 200

// Accounts is what people do with accounts of their own.
type Accounts struct {
	sessions  *Sessions
	passwords *Passwords
	client    *ent.Client
	guesses   *limiter // of present passwords, by people
}

// NewAccounts changes accounts in the database of the sessions; the client is one that works across contracts.
func NewAccounts(sessions *Sessions, passwords *Passwords, client *ent.Client) *Accounts {
	guesses := newLimiter(sessions.db, sessions.now, limit{of: "guesses of a password", every: personEvery, burst: personBurst})
	return &Accounts{sessions, passwords, client, guesses}
}

// ChangePassword gives the person who calls another password, and ends their other sessions. Whoever has got at a session must still
// know the present one: a wrong one is a credit.Error, and too many of them are RATE_LIMITED. Somebody without a password has none to
// change.
func (a *Accounts) ChangePassword(ctx context.Context, v *Viewer, present, wanted string) error {
	guess, err := a.guesses.take(ctx, v.UserID.String(), 1)
	if err != nil {
		return err
	}
	if guess.wait > 0 {
		return &Error{CodeRateLimited, "Too many attempts. Wait some minutes before you try again."}
	}
	var hash *string
	var email string
	err = a.sessions.db.QueryRowContext(ctx, `select password_hash, email from users where id = $1`, v.UserID).Scan(&hash, &email)
	if err != nil {
		return fmt.Errorf("find a password: %w", err)
	}
	matches, err := a.passwords.Check(ctx, present, hash)
	if err != nil {
		return busyOr(err)
	}
	if !matches {
		return badInput("present", "This is not your present password.")
	}
	if err := checkPassword("wanted", wanted, email); err != nil {
		return err
	}
	changed, err := a.passwords.Hash(ctx, wanted)
	if err != nil {
		return busyOr(err)
	}
	if _, err := a.sessions.db.ExecContext(ctx, `update users set password_hash = $2 where id = $1`, v.UserID, changed); err != nil {
		return fmt.Errorf("change a password: %w", err)
	}
	if err := a.sessions.EndOthers(ctx, v); err != nil {
		return err
	}
	return a.guesses.forgive(ctx, v.UserID.String())
}

// checkPassword refuses passwords that are guessed first.
func checkPassword(field, password, email string) error {
	length := utf8.RuneCountInString(password)
	switch {
	case length < minPassword || length > maxPassword || !utf8.ValidString(password):
		return badInput(field, fmt.Sprintf("A password has %d to %d characters.", minPassword, maxPassword))
	case strings.Contains(strings.ToLower(password), strings.ToLower(email)), strings.Count(password, password[:1]) == len(password):
		return badInput(field, "This password is easy to guess: take one without your address, and more than one character.")
	}
	return nil
}

// busyOr is ErrBusy by itself, as the API shows it.
func busyOr(err error) error {
	if errors.Is(err, ErrBusy) {
		return ErrBusy
	}
	return err
}

func badInput(field, message string) *credit.Error {
	return &credit.Error{Code: credit.CodeBadInput, Field: field, Message: message}
}
