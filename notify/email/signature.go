package email

import (
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"database/sql"
	"encoding/base64"
	"errors"
	"fmt"
	"slices"

	"github.com/google/uuid"

	"cistern/credit"
)

// keyPurpose names the key of unsubscribing among those that are kept.
const keyPurpose = "unsubscribe"

// SigningKey is the key that links to unsubscribe are signed with, in every process the same. The first one makes it.
func SigningKey(ctx context.Context, db *sql.DB) (key []byte, err error) {
	fresh := make([]byte, sha256.Size)
	_, _ = rand.Read(fresh) // never fails
	if _, err := db.ExecContext(ctx,
		`insert into signing_keys (purpose, key) values ($1, $2) on conflict (purpose) do nothing`, keyPurpose, fresh); err != nil {
		return nil, fmt.Errorf("make the key to sign with: %w", err)
	}
	if err := db.QueryRowContext(ctx, `select key from signing_keys where purpose = $1`, keyPurpose).Scan(&key); err != nil {
		return nil, fmt.Errorf("read the key to sign with: %w", err)
	}
	return key, nil
}

var errToken = errors.New("this is no link to unsubscribe that we have sent")

// Sign makes the token by which a person can end e-mails of a kind without signing in. It does nothing else, so it may last for good.
func Sign(key []byte, person uuid.UUID, kind credit.NotificationKind) string {
	told := slices.Concat(person[:], []byte(kind))
	return base64.RawURLEncoding.EncodeToString(append(signature(key, told), told...))
}

// Verify reads a token that Sign has made with the key.
func Verify(key []byte, token string) (person uuid.UUID, kind credit.NotificationKind, err error) {
	raw, err := base64.RawURLEncoding.Strict().DecodeString(token)
	if err != nil || len(raw) < sha256.Size+len(person) {
		return person, kind, errToken
	}
	signed, told := raw[:sha256.Size], raw[sha256.Size:]
	copy(person[:], told)
	kind = credit.NotificationKind(told[len(person):])
	if !hmac.Equal(signed, signature(key, told)) || !slices.Contains(credit.NotificationKinds(), kind) {
		return uuid.Nil, "", errToken
	}
	return person, kind, nil
}

func signature(key, told []byte) []byte {
	mac := hmac.New(sha256.New, key)
	mac.Write(told)
	return mac.Sum(nil)
}
