package auth

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"maps"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/MicahParks/jwkset"
	"github.com/golang-jwt/jwt/v5"
	"github.com/google/uuid"

	"cistern/ent"
	"cistern/graph/globalid"
)

// Keys take long to make, and tests only read them.
var (
	edKey    = sync.OnceValue(func() *SigningKey { return signingKey(must2(ed25519.GenerateKey(rand.Reader))) })
	ecKey    = sync.OnceValue(func() *SigningKey { return signingKey(must(ecdsa.GenerateKey(elliptic.P256(), rand.Reader))) })
	rsaKey   = sync.OnceValue(func() *SigningKey { return signingKey(must(rsa.GenerateKey(rand.Reader, minRSA))) })
	strange  = sync.OnceValue(func() *SigningKey { return signingKey(must2(ed25519.GenerateKey(rand.Reader))) })
	shortRSA = sync.OnceValue(func() *rsa.PrivateKey { return must(rsa.GenerateKey(rand.Reader, 1024)) })
)

func must2[A, B any](_ A, b B, err error) B { return must(b, err) }

func signingKey(private crypto.Signer) *SigningKey { return must(ParseSigningKey(pemOf(private))) }

func pemOf(private crypto.Signer) []byte {
	return pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: must(x509.MarshalPKCS8PrivateKey(private))})
}

// jwksOf is the JWKS of the public halves.
func jwksOf(keys ...*SigningKey) []byte {
	var all jwkset.JWKSMarshal
	for _, k := range keys {
		var one jwkset.JWKSMarshal
		if err := json.Unmarshal(must(k.JWKS()), &one); err != nil {
			panic(err)
		}
		all.Keys = append(all.Keys, one.Keys...)
	}
	return must(json.Marshal(all))
}

const (
	issuerName   = "https://host.example"
	audienceName = "cistern.example"
)

// trust makes the tokens of the keys good, and returns the file that the keys are in.
func (b *bundle) trust(t *testing.T, keys ...*SigningKey) (path string) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "keys.json")
	b.publish(t, path, keys...)
	b.tokens.Issuer = &Issuer{Name: issuerName, Audience: audienceName, Keys: KeysOfFile(path, b.log, b.clock.now)}
	return path
}

func (b *bundle) publish(t *testing.T, path string, keys ...*SigningKey) {
	t.Helper()
	if err := os.WriteFile(path, jwksOf(keys...), 0o600); err != nil {
		t.Fatal(err)
	}
}

// object is JSON with a value that tests may change.
type object = map[string]any

// draft is a good access token of a workspace, to be spoilt.
type draft struct {
	header, claims object
	by             *SigningKey
	sign           func(d draft, text string) []byte // nil: by the key
}

func (b *bundle) draft(on *ent.Workspace, by *SigningKey) draft {
	now := b.clock.now()
	return draft{
		by:     by,
		header: object{"alg": by.method.Alg(), "typ": accessType, "kid": by.id},
		claims: object{
			"iss": issuerName, "aud": audienceName, "jti": uuid.NewString(), "scope": "usage:read agents:write",
			"sub": globalid.ID{Type: globalid.Workspace, Contract: on.ContractID, Of: on.ID}.String(),
			"nbf": now.Unix(), "exp": now.Add(10 * time.Minute).Unix(),
		},
	}
}

// clone is a draft that can be changed alone.
func (d draft) clone() draft {
	d.header, d.claims = maps.Clone(d.header), maps.Clone(d.claims)
	return d
}

func (d draft) text() string {
	return d.signed(string(must(json.Marshal(d.header))), string(must(json.Marshal(d.claims))))
}

// signed is the token of a header and claims as they are.
func (d draft) signed(header, claims string) string {
	text := encode(header) + "." + encode(claims)
	if d.sign != nil {
		return text + "." + encode(string(d.sign(d, text)))
	}
	return text + "." + encode(string(d.signature(text)))
}

func (d draft) signature(text string) []byte { return must(d.by.method.Sign(text, d.by.key)) }

func encode(text string) string { return base64.RawURLEncoding.EncodeToString([]byte(text)) }

// hmacWith signs as HS256 does, with something public as the secret.
func hmacWith(secret []byte) func(draft, string) []byte {
	return func(_ draft, text string) []byte { return must(jwt.SigningMethodHS256.Sign(text, secret)) }
}
