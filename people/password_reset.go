package people

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"

	"cistern/credit"
	"cistern/ent"
	"cistern/ent/user"
)

// errReset is what a link answers that is unknown, used or over, all alike.
var errReset = refused(credit.CodeNotFound, "", "This link is not good any more. Ask for a new one.")

// PasswordReset is a link by which a person sets a password.
type PasswordReset struct {
	Person uuid.UUID
	Secret string // random, which the link alone carries: its hash is kept
	Life   time.Duration
}

// AllowReset makes a link good. Those that the person has stay so, lest others can spoil them by asking for more.
func AllowReset(ctx context.Context, tx *ent.Tx, r PasswordReset, now time.Time) error {
	_, err := tx.SQLTx().ExecContext(ctx, `
		with over as (
			delete from password_resets where user_id = $2 and expires_at <= $4
		)
		insert into password_resets (hash, user_id, expires_at) values ($1, $2, $3)`,
		resetHash(r.Secret), r.Person, now.Add(r.Life), now)
	if err != nil {
		return fmt.Errorf("allow to set a password: %w", err)
	}
	return nil
}

// FindForReset finds who may set a password by a link, by their address without regard to case: nil for nobody, and for whoever signs in
// with a provider.
func FindForReset(ctx context.Context, tx *ent.Tx, email string) (*ent.User, error) {
	found, err := tx.User.Query().Where(user.EmailEqualFold(email), user.IssuerIsNil()).Only(ctx)
	if ent.IsNotFound(err) {
		return nil, nil //nolint:nilnil // nobody is an answer
	}
	if err != nil {
		return nil, fmt.Errorf("find who sets a password: %w", err)
	}
	return found, nil
}

// FindByReset finds whose link carries the secret; a credit.Error of NOT_FOUND when it is not good.
func FindByReset(ctx context.Context, tx *ent.Tx, secret string, now time.Time) (*ent.User, error) {
	return byReset(ctx, tx, `select user_id from password_resets where hash = $1 and expires_at > $2`, secret, now)
}

// ResetPassword gives whose link carries the secret the password of a hash, once: no link of theirs is good any more, and their sessions
// are over. A link that is not good is a credit.Error of NOT_FOUND.
func ResetPassword(ctx context.Context, tx *ent.Tx, secret, passwordHash string, now time.Time) error {
	person, err := byReset(ctx, tx, `delete from password_resets where hash = $1 and expires_at > $2 returning user_id`, secret, now)
	if err != nil {
		return err
	}
	for _, statement := range []string{`delete from password_resets where user_id = $1`, `delete from sessions where user_id = $1`} {
		if _, err := tx.SQLTx().ExecContext(ctx, statement, person.ID); err != nil {
			return fmt.Errorf("end what was before a password was set: %w", err)
		}
	}
	if err := tx.User.Update().Where(user.ID(person.ID)).SetPasswordHash(passwordHash).Exec(ctx); err != nil {
		return fmt.Errorf("set a password: %w", err)
	}
	return nil
}

func byReset(ctx context.Context, tx *ent.Tx, statement, secret string, now time.Time) (*ent.User, error) {
	var person uuid.UUID
	err := tx.SQLTx().QueryRowContext(ctx, statement, resetHash(secret), now).Scan(&person)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, errReset
	}
	if err != nil {
		return nil, fmt.Errorf("find who sets a password: %w", err)
	}
	return tx.User.Query().Where(user.ID(person)).Only(ctx)
}

func resetHash(secret string) []byte {
	hash := sha256.Sum256([]byte(secret))
	return hash[:]
}
