package auth

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"sync/atomic"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"
	"golang.org/x/sync/singleflight"
)

// ProviderConfig names the OpenID Connect provider of an installation.
type ProviderConfig struct {
	Label        string // what people know it as
	Issuer       string // exactly as its tokens have it, such as https://accounts.example.com
	ClientID     string
	ClientSecret string
	RedirectURL  string // where it sends people back to; it has to be registered there
}

// Provider is an OpenID Connect provider that people sign in with, by authorization code and PKCE. It is asked what it offers when it
// is first needed, so that the program starts without it.
type Provider struct {
	config ProviderConfig
	client *http.Client
	now    func() time.Time

	asking singleflight.Group
	known  atomic.Pointer[oidc.Provider] // nil until it has been asked
}

// NewProvider knows a provider by its settings alone, and calls it by the client.
func NewProvider(config ProviderConfig, client *http.Client, now func() time.Time) *Provider {
	return &Provider{config: config, client: client, now: now}
}

// Label is what people know the provider as.
func (p *Provider) Label() string { return p.config.Label }

// identity is what the provider says of a person.
type identity struct {
	issuer, subject string
	email, name     string
	emailVerified   bool
}

// signInURL is where the browser goes to sign in.
func (p *Provider) signInURL(ctx context.Context, s providerSignIn) (string, error) {
	found, err := p.discover(ctx)
	if err != nil {
		return "", err
	}
	return p.oauth(found).AuthCodeURL(s.state, oidc.Nonce(s.nonce), oauth2.S256ChallengeOption(s.verifier)), nil
}

// identify exchanges a code for who has signed in. The token has to be signed by the provider, for us, in time, and for this very
// sign-in.
func (p *Provider) identify(ctx context.Context, s providerSignIn, code string) (id identity, err error) {
	found, err := p.discover(ctx)
	if err != nil {
		return id, err
	}
	ctx = oidc.ClientContext(ctx, p.client)
	tokens, err := p.oauth(found).Exchange(ctx, code, oauth2.VerifierOption(s.verifier))
	if err != nil {
		return id, fmt.Errorf("exchange the code: %w", err)
	}
	raw, _ := tokens.Extra("id_token").(string)
	token, err := found.Verifier(&oidc.Config{ClientID: p.config.ClientID, Now: p.now}).Verify(ctx, raw)
	if err != nil {
		return id, fmt.Errorf("verify the token: %w", err)
	}
	claims, err := readClaims(token)
	if err != nil {
		return id, err
	}
	if err := p.check(token, claims, s); err != nil {
		return id, err
	}
	if claims.Email == "" { // many providers tell it only there
		if claims, err = p.userInfo(ctx, found, tokens, token.Subject); err != nil {
			return id, err
		}
	}
	return identity{
		issuer: p.config.Issuer, subject: token.Subject,
		email: claims.Email, name: claims.Name, emailVerified: claims.verified(),
	}, nil
}

// check is what go-oidc leaves to its caller.
func (p *Provider) check(token *oidc.IDToken, c claims, s providerSignIn) error {
	switch {
	case token.Nonce != s.nonce:
		return errors.New("the token is of another sign-in")
	case len(token.Audience) > 1 && c.AuthorizedParty == "", c.AuthorizedParty != "" && c.AuthorizedParty != p.config.ClientID:
		return errors.New("the token was issued to another client")
	case token.Subject == "":
		return errors.New("the token is about nobody")
	}
	return nil
}

func (p *Provider) userInfo(ctx context.Context, found *oidc.Provider, tokens *oauth2.Token, subject string) (c claims, err error) {
	info, err := found.UserInfo(ctx, oauth2.StaticTokenSource(tokens))
	if err != nil {
		return c, fmt.Errorf("ask about the person: %w", err)
	}
	if info.Subject != subject {
		return c, errors.New("the provider tells about another person")
	}
	return readClaims(info)
}

// claims are what we read of a token or of an answer about a person.
type claims struct {
	Email           string `json:"email"`
	EmailVerified   any    `json:"email_verified"` // some providers write it as text
	Name            string `json:"name"`
	AuthorizedParty string `json:"azp"`
}

func readClaims(from interface{ Claims(any) error }) (c claims, err error) {
	if err := from.Claims(&c); err != nil {
		return c, fmt.Errorf("read the claims: %w", err)
	}
	return c, nil
}

func (c claims) verified() bool { return slices.Contains([]any{true, "true"}, c.EmailVerified) }

func (p *Provider) oauth(found *oidc.Provider) *oauth2.Config {
	return &oauth2.Config{
		ClientID: p.config.ClientID, ClientSecret: p.config.ClientSecret, RedirectURL: p.config.RedirectURL,
		Endpoint: found.Endpoint(), Scopes: []string{oidc.ScopeOpenID, oidc.ScopeProfile, oidc.ScopeEmail},
	}
}
