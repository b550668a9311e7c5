package auth

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/golang-jwt/jwt/v5"
)

// tokenClaims are what a signed token says.
type tokenClaims struct {
	jwt.RegisteredClaims
	Scope string `json:"scope,omitempty"` // words such as runs:write, separated by spaces
}

// UnmarshalJSON takes every claim by its exact name, and only once: readers that disagree about which of two counts are how tokens
// come to mean more than was signed.
func (c *tokenClaims) UnmarshalJSON(text []byte) error {
	fields, err := uniqueFields(text)
	if err != nil {
		return err
	}
	for name, claim := range map[string]any{
		"iss": &c.Issuer, "sub": &c.Subject, "aud": &c.Audience, "exp": &c.ExpiresAt, "nbf": &c.NotBefore, "iat": &c.IssuedAt,
		"jti": &c.ID, "scope": &c.Scope,
	} {
		if value, given := fields[name]; given {
			if err := json.Unmarshal(value, claim); err != nil {
				return fmt.Errorf("claim %s: %w", name, err)
			}
		}
	}
	return nil
}

// tokenType reads the header of a token, which may have a type, an algorithm and the id of a key, and nothing else: no key, and
// no place where there is one.
func tokenType(text string) (string, error) {
	encoded, _, _ := strings.Cut(text, ".")
	header, err := base64.RawURLEncoding.Strict().DecodeString(encoded)
	if err != nil {
		return "", err
	}
	fields, err := uniqueFields(header)
	if err != nil {
		return "", err
	}
	values := map[string]string{}
	for _, name := range []string{"alg", "kid", "typ"} {
		var value string
		if err := json.Unmarshal(fields[name], &value); err != nil || value == "" {
			return "", fmt.Errorf("header without %s", name)
		}
		values[name] = value
	}
	if len(fields) > len(values) {
		return "", errors.New("header with more than alg, kid and typ")
	}
	return values["typ"], nil
}

// uniqueFields reads a JSON object, and refuses one that has a field twice.
func uniqueFields(text []byte) (map[string]json.RawMessage, error) {
	decoder := json.NewDecoder(bytes.NewReader(text))
	if start, err := decoder.Token(); err != nil || start != json.Delim('{') {
		return nil, errors.New("no JSON object")
	}
	fields := map[string]json.RawMessage{}
	for decoder.More() {
		name, err := decoder.Token()
		if err != nil {
			return nil, err
		}
		var value json.RawMessage
		if err := decoder.Decode(&value); err != nil {
			return nil, err
		}
		if _, twice := fields[name.(string)]; twice {
			return nil, fmt.Errorf("%.40q is there twice", name)
		}
		fields[name.(string)] = value
	}
	if _, err := decoder.Token(); err != nil {
		return nil, err
	}
	return fields, atEnd(decoder)
}
