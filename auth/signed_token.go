package auth

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/golang-jwt/jwt/v5"
	"github.com/google/uuid"

	"cistern/credit"
	"cistern/graph/globalid"
)

// The kinds of signed tokens, by their header typ. One is never taken for another, nor for a token that an issuer signs for others.
const (
	accessType       = "at+jwt"           // of a program, or of a script that works for a person (RFC 9068)
	subscriptionType = "subscription+jwt" // of a widget that shows the use of one subject
)

const (
	// MaxSignedLife is how long a signed token may be good.
	MaxSignedLife = time.Hour

	maxSignedToken = 4 << 10          // bytes
	clockSkew      = 30 * time.Second // how far an issuer's clock may be ahead
)

// algorithms are those that signed tokens may have: each goes with one type of key.
var algorithms = []string{jwt.SigningMethodEdDSA.Alg(), jwt.SigningMethodES256.Alg(), jwt.SigningMethodRS256.Alg()}

// Issuer is whose signed tokens are taken: JWTs of its keys, made for this program, that live for an hour at most. They cannot be
// revoked one by one: to end all of them at once, take their key away.
type Issuer struct {
	Name     string // claim iss
	Audience string // claim aud
	Keys     *Keys
}

// signed is a good signed token, before it is known whether what it is about exists.
type signed struct {
	id        uuid.UUID
	subject   globalid.ID
	scopes    []credit.TokenScope
	expiresAt time.Time
}

// read checks a signed token, and everything about it that needs no database. Every error is its fault.
func (i *Issuer) read(ctx context.Context, text string, now time.Time) (signed, error) {
	if len(text) > maxSignedToken {
		return signed{}, errors.New("too long")
	}
	kind, err := tokenType(text)
	if err != nil {
		return signed{}, err
	}
	if kind != accessType && kind != subscriptionType {
		return signed{}, fmt.Errorf("a token of type %.40q", kind)
	}
	parser := jwt.NewParser(
		jwt.WithValidMethods(algorithms), jwt.WithStrictDecoding(), jwt.WithIssuer(i.Name), jwt.WithAudience(i.Audience),
		jwt.WithExpirationRequired(), jwt.WithNotBeforeRequired(), jwt.WithIssuedAt(), jwt.WithLeeway(clockSkew),
		jwt.WithTimeFunc(func() time.Time { return now }),
	)
	var c tokenClaims
	if _, err := parser.ParseWithClaims(text, &c, func(t *jwt.Token) (any, error) { return i.Keys.of(ctx, t) }); err != nil {
		return signed{}, err
	}
	if life := c.ExpiresAt.Sub(c.NotBefore.Time); life <= 0 || life > MaxSignedLife {
		return signed{}, fmt.Errorf("good for %s", life)
	}
	return c.signed(kind)
}

// signed takes the claims of our own.
func (c tokenClaims) signed(kind string) (s signed, err error) {
	s.expiresAt = c.ExpiresAt.Time
	if s.id, err = uuid.Parse(c.ID); err != nil {
		return s, fmt.Errorf("claim jti: %w", err)
	}
	if s.subject, err = globalid.Parse(c.Subject); err != nil {
		return s, fmt.Errorf("claim sub: %w", err)
	}
	if !subjectFits(kind, s.subject.Type) {
		return s, fmt.Errorf("claim sub: a token of type %s about %q", kind, s.subject.Type)
	}
	if kind == subscriptionType {
		s.scopes = []credit.TokenScope{credit.ScopeUsageWatch}
		return s, nil
	}
	for _, word := range strings.Fields(c.Scope) {
		scope, known := scopeOfWord(word)
		if !known {
			return s, fmt.Errorf("claim scope: %.40q", word)
		}
		s.scopes = append(s.scopes, scope)
	}
	return s, nil
}

// subjectFits reports whether a kind of signed token can be about a type of object.
func subjectFits(kind string, subject globalid.Type) bool {
	fit := []globalid.Type{globalid.Contract, globalid.Workspace, globalid.User}
	if kind == subscriptionType {
		fit = []globalid.Type{globalid.Contract, globalid.Workspace, globalid.Agent}
	}
	return slices.Contains(fit, subject)
}

// scopeOfWord reads a scope as tokens write it: runs:write for RUNS_WRITE. What subscription tokens are for is none.
func scopeOfWord(word string) (scope credit.TokenScope, known bool) {
	err := scope.UnmarshalGQL(strings.ToUpper(strings.ReplaceAll(word, ":", "_")))
	return scope, err == nil && wordOfScope(scope) == word
}

func wordOfScope(scope credit.TokenScope) string {
	return strings.ToLower(strings.ReplaceAll(string(scope), "_", ":"))
}
