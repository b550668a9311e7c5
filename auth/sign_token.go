package auth

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/MicahParks/jwkset"
	"github.com/golang-jwt/jwt/v5"
	"github.com/google/uuid"

	"cistern/credit"
	"cistern/graph/globalid"
)

// SigningKey signs tokens that an Issuer with its public half takes.
type SigningKey struct {
	key    crypto.Signer
	id     string
	method jwt.SigningMethod
}

// ParseSigningKey reads a private key, Ed25519, ECDSA P-256 or RSA of 2048 bits or more, in PEM of PKCS #8.
func ParseSigningKey(text []byte) (*SigningKey, error) {
	block, _ := pem.Decode(text)
	if block == nil {
		return nil, errors.New("no PEM, such as 'openssl genpkey -algorithm ed25519' makes")
	}
	parsed, err := x509.ParsePKCS8PrivateKey(block.Bytes)
	if err != nil {
		return nil, fmt.Errorf("read the private key: %w", err)
	}
	key, ok := parsed.(crypto.Signer)
	if !ok || !signs(key.Public()) {
		return nil, errors.New("the key is neither Ed25519, ECDSA P-256 nor RSA of 2048 bits")
	}
	return newSigningKey(key)
}

// GenerateSigningKey makes a key that nobody has: what it signs is over when the process ends.
func GenerateSigningKey() (*SigningKey, error) {
	_, key, err := ed25519.GenerateKey(nil)
	if err != nil {
		return nil, fmt.Errorf("make a signing key: %w", err)
	}
	return newSigningKey(key)
}

func newSigningKey(key crypto.Signer) (*SigningKey, error) {
	public, err := x509.MarshalPKIXPublicKey(key.Public())
	if err != nil {
		return nil, fmt.Errorf("name the key: %w", err)
	}
	sum := sha256.Sum256(public)
	return &SigningKey{key: key, id: base64.RawURLEncoding.EncodeToString(sum[:]), method: methodOf(key)}, nil
}

func methodOf(key crypto.Signer) jwt.SigningMethod {
	switch key.(type) {
	case ed25519.PrivateKey:
		return jwt.SigningMethodEdDSA
	case *ecdsa.PrivateKey:
		return jwt.SigningMethodES256
	case *rsa.PrivateKey:
		return jwt.SigningMethodRS256
	}
	panic("a key that does not sign")
}

// JWKS is the set of the public half alone, to be put among the keys that a server trusts.
func (k *SigningKey) JWKS() ([]byte, error) {
	key, err := jwkset.NewJWKFromKey(k.key.Public(), jwkset.JWKOptions{Metadata: jwkset.JWKMetadataOptions{
		KID: k.id, USE: jwkset.UseSig, ALG: jwkset.ALG(k.method.Alg()),
	}})
	if err != nil {
		return nil, fmt.Errorf("write the public key: %w", err)
	}
	return json.MarshalIndent(jwkset.JWKSMarshal{Keys: []jwkset.JWKMarshal{key.Marshal()}}, "", "  ")
}

// NewSigned is a token to be signed.
type NewSigned struct {
	Issuer, Audience string
	Subject          globalid.ID         // see Access and Subscription
	Scopes           []credit.TokenScope // of an access token
	Life             time.Duration       // up to an hour
}

// Access signs a token for a program, good for a contract or for one workspace of it, or for a script, good for what a person may
// do: as far as the scopes let it.
func (k *SigningKey) Access(n NewSigned, now time.Time) (string, error) {
	words := make([]string, len(n.Scopes))
	for i, scope := range n.Scopes {
		words[i] = wordOfScope(scope)
	}
	return k.sign(accessType, n, strings.Join(words, " "), now)
}

// Subscription signs a token for a widget that shows the use of one contract, workspace or agent.
func (k *SigningKey) Subscription(n NewSigned, now time.Time) (string, error) {
	return k.sign(subscriptionType, n, "", now)
}

func (k *SigningKey) sign(kind string, n NewSigned, scope string, now time.Time) (string, error) {
	switch {
	case n.Life <= 0 || n.Life > MaxSignedLife:
		return "", fmt.Errorf("a signed token is good for up to %s, not %s", MaxSignedLife, n.Life)
	case !subjectFits(kind, n.Subject.Type):
		return "", fmt.Errorf("a token of type %s cannot be about %q", kind, n.Subject.Type)
	}
	token := jwt.NewWithClaims(k.method, jwt.MapClaims{
		"iss": n.Issuer, "aud": n.Audience, "sub": n.Subject.String(), "jti": uuid.NewString(),
		"nbf": now.Unix(), "exp": now.Add(n.Life).Unix(), "scope": scope,
	})
	token.Header["typ"], token.Header["kid"] = kind, k.id
	return token.SignedString(k.key)
}
