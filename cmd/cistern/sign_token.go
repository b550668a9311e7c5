package main

import (
	"errors"
	"fmt"
	"os"
	"time"

	"cistern/auth"
	"cistern/credit"
	"cistern/graph/globalid"
)

// signing is what 'cistern token --sign' was told.
type signing struct {
	keys    bool // the public key alone
	kind    string
	subject string
	scopes  []credit.TokenScope
	life    time.Duration // zero: as long as may be
}

// printSigned prints a signed token, or the public key.
func printSigned(p program, s signing) error {
	config, err := loadConfig(p.environ)
	if err != nil {
		return err
	}
	key, err := readSigningKey(config)
	if err != nil {
		return err
	}
	text, err := s.sign(key, config, time.Now())
	if err != nil {
		return misuse("%w", err)
	}
	fmt.Fprintln(p.stdout, text)
	return nil
}

// sign needs no database: a token about what does not exist is good for nothing.
func (s signing) sign(key *auth.SigningKey, config Config, now time.Time) (string, error) {
	if s.keys {
		text, err := key.JWKS()
		return string(text), err
	}
	subject, err := globalid.Parse(s.subject)
	if err != nil {
		return "", fmt.Errorf("--subject: %w", err)
	}
	n := auth.NewSigned{Issuer: config.TokenIssuer, Audience: config.TokenAudience, Subject: subject, Life: s.life}
	if n.Life == 0 {
		n.Life = auth.MaxSignedLife
	}
	switch s.kind {
	case "access":
		n.Scopes = s.scopes
		return key.Access(n, now)
	case "subscription":
		return key.Subscription(n, now)
	}
	return "", fmt.Errorf("--sign: %q is neither access nor subscription", s.kind)
}

func readSigningKey(config Config) (*auth.SigningKey, error) {
	if config.SigningKey == "" {
		return nil, errors.New("CISTERN_SIGNING_KEY is not set")
	}
	text, err := os.ReadFile(config.SigningKey)
	if err != nil {
		return nil, fmt.Errorf("CISTERN_SIGNING_KEY: %w", err)
	}
	key, err := auth.ParseSigningKey(text)
	if err != nil {
		return nil, fmt.Errorf("CISTERN_SIGNING_KEY: %w", err)
	}
	return key, nil
}
