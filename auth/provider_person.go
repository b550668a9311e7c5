package auth

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"unicode"

	"github.com/google/uuid"
)

// personOf returns whose identity it is. People are known by issuer and subject: an address can be given to somebody else. A new
// identity takes over an account that nobody could sign in to so far, where the provider has verified that the address is theirs;
// else it gets an account of its own, without any role. One whose address is not verified, or is that of an account with a password
// or another identity, is refused.
func (s *Sessions) personOf(ctx context.Context, id identity) (user uuid.UUID, err error) {
	user, err = s.knownPerson(ctx, id)
	if !errors.Is(err, sql.ErrNoRows) {
		return user, err
	}
	if !id.emailVerified || len(id.email) < 3 || len(id.email) > maxEmail {
		return uuid.Nil, errEmailNotVerified
	}
	for _, try := range []func(context.Context, identity) (uuid.UUID, error){s.adoptPerson, s.makePerson, s.knownPerson} {
		if user, err = try(ctx, id); !errors.Is(err, sql.ErrNoRows) {
			return user, err
		}
	}
	return uuid.Nil, errEmailTaken
}

func (s *Sessions) knownPerson(ctx context.Context, id identity) (uuid.UUID, error) {
	return s.person(ctx, `select id from users where issuer = $1 and subject = $2`, id.issuer, id.subject)
}

func (s *Sessions) adoptPerson(ctx context.Context, id identity) (uuid.UUID, error) {
	return s.person(ctx, `
		update users set issuer = $1, subject = $2
		where lower(email) = lower($3) and password_hash is null and issuer is null
		returning id`,
		id.issuer, id.subject, id.email)
}

// makePerson finds no row when the address is taken, or somebody was faster with the same identity.
func (s *Sessions) makePerson(ctx context.Context, id identity) (uuid.UUID, error) {
	return s.person(ctx, `
		insert into users (id, name, email, issuer, subject, created_at)
		values ($1, $2, $3, $4, $5, $6)
		on conflict do nothing
		returning id`,
		uuid.Must(uuid.NewV7()), personName(id), id.email, id.issuer, id.subject, s.now())
}

func (s *Sessions) person(ctx context.Context, query string, args ...any) (user uuid.UUID, err error) {
	if err := s.db.QueryRowContext(ctx, query, args...).Scan(&user); err != nil {
		return uuid.Nil, fmt.Errorf("find the person of an identity: %w", err)
	}
	return user, nil
}

// personName is a name that can be kept: what the provider calls the person, else the address.
func personName(id identity) string {
	printable := strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return -1
		}
		return r
	}, strings.ToValidUTF8(id.name, ""))
	name := []rune(cmp.Or(strings.TrimSpace(printable), id.email))
	return string(name[:min(len(name), maxName)])
}

// maxName is the longest name of a person, in characters.
const maxName = 200
