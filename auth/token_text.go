package auth

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"strings"

	"github.com/google/uuid"
)

// tokenPrefix begins every service token, so that scanners find those that leaked.
const tokenPrefix = "cis_"

// A tokenText is what its bearer has of a service token: the contract, so that one shard finds it, and 256 random bits.
// It is written as the prefix and 64 characters of base64url. Only the hash is stored, and looked up: nothing is compared.
type tokenText [len(uuid.UUID{}) + 32]byte

func newTokenText(contract uuid.UUID) (t tokenText) {
	copy(t[:], contract[:])
	_, _ = rand.Read(t[len(contract):]) // it never fails
	return t
}

// parseToken allocates nothing: it runs for every request of a program.
func parseToken(text string) (tokenText, bool) { return parseText(tokenPrefix, text) }

func parseText(prefix, text string) (t tokenText, ok bool) {
	const encoded = len(tokenText{}) / 3 * 4
	digits, found := strings.CutPrefix(text, prefix)
	if !found || len(digits) != encoded {
		return t, false
	}
	var buffer [encoded]byte
	copy(buffer[:], digits)
	n, err := base64.RawURLEncoding.Decode(t[:], buffer[:])
	return t, err == nil && n == len(t)
}

func (t tokenText) String() string { return t.text(tokenPrefix) }

func (t tokenText) text(prefix string) string {
	return prefix + base64.RawURLEncoding.EncodeToString(t[:])
}

// hint is what people tell their tokens apart by: 24 of the 256 random bits.
func (t tokenText) hint() string {
	text := t.String()
	return text[len(text)-4:]
}

func (t tokenText) contract() uuid.UUID { return uuid.UUID(t[:len(uuid.UUID{})]) }

func (t tokenText) hash() tokenHash { return sha256.Sum256(t[:]) }

type tokenHash [sha256.Size]byte
