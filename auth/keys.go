package auth

import (
	"context"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rsa"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"os"
	"sync"
	"time"

	"github.com/MicahParks/jwkset"
	"github.com/MicahParks/keyfunc/v3"
	"github.com/golang-jwt/jwt/v5"
	"golang.org/x/sync/singleflight"
)

const (
	keysRefresh = 5 * time.Minute  // how long a key may be trusted after it was taken away
	keysRetry   = 10 * time.Second // at most so often are they read for the sake of a key that is not known
	keysStale   = time.Hour        // how long they are trusted when they cannot be read any more
	keysTimeout = 5 * time.Second
	maxKeys     = 256 << 10 // bytes of a JWKS
	minRSA      = 2048      // bits
)

var errNoKey = errors.New("no such key")

// Keys are the public keys of those who may sign tokens: a JWKS in a file or at a URL. They are read again as time passes, and soon
// when a token names a key that is not known, so that signers change keys without anybody being refused.
type Keys struct {
	source  func(context.Context) ([]byte, error)
	now     func() time.Time
	log     *slog.Logger
	reading singleflight.Group

	mu              sync.Mutex
	known           keyfunc.Keyfunc // nil until they were read
	readAt, triedAt time.Time
	busy            bool // they are being read
}

// KeysOfFile reads the keys from a file.
func KeysOfFile(path string, log *slog.Logger, now func() time.Time) *Keys {
	read := func(context.Context) ([]byte, error) {
		file, err := os.Open(path)
		if err != nil {
			return nil, err
		}
		defer file.Close()
		return io.ReadAll(io.LimitReader(file, maxKeys))
	}
	return &Keys{source: read, now: now, log: log}
}

// KeysAt fetches the keys from a URL.
func KeysAt(url string, client *http.Client, log *slog.Logger, now func() time.Time) *Keys {
	fetch := func(ctx context.Context) ([]byte, error) {
		request, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
		if err != nil {
			return nil, err
		}
		response, err := client.Do(request)
		if err != nil {
			return nil, err
		}
		defer response.Body.Close()
		if response.StatusCode != http.StatusOK {
			return nil, fmt.Errorf("answered %s", response.Status)
		}
		return io.ReadAll(io.LimitReader(response.Body, maxKeys))
	}
	return &Keys{source: fetch, now: now, log: log}
}

// KeysOf trusts one key.
func KeysOf(key *SigningKey, log *slog.Logger, now func() time.Time) *Keys {
	return &Keys{source: func(context.Context) ([]byte, error) { return key.JWKS() }, now: now, log: log}
}

// Read reads the keys. What was read before stays when they cannot be had.
func (k *Keys) Read(ctx context.Context) error {
	_, err, _ := k.reading.Do("", func() (any, error) {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), keysTimeout)
		defer cancel()
		k.begin()
		text, err := k.source(ctx)
		var known keyfunc.Keyfunc
		if err == nil {
			known, err = parseKeys(text)
		}
		k.end(known)
		return nil, err
	})
	if err != nil {
		return fmt.Errorf("read the keys of tokens: %w", err)
	}
	return nil
}

func (k *Keys) begin() {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.busy, k.triedAt = true, k.now()
}

// end takes what was read, if anything was.
func (k *Keys) end(known keyfunc.Keyfunc) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.busy = false
	if known != nil {
		k.known, k.readAt = known, k.now()
	}
}

// of returns the key that a token names. It may wait until the keys are read.
func (k *Keys) of(ctx context.Context, token *jwt.Token) (any, error) {
	_, missing := k.lookUp(token)
	if k.due(keysRefresh) || missing != nil && (k.beingRead() || k.due(keysRetry)) {
		if err := k.Read(ctx); err != nil {
			k.log.ErrorContext(ctx, "keys of tokens are not up to date", "error", err)
		}
	}
	return k.lookUp(token)
}

// lookUp finds a key among those that are known.
func (k *Keys) lookUp(token *jwt.Token) (any, error) {
	k.mu.Lock()
	known, age := k.known, k.now().Sub(k.readAt)
	k.mu.Unlock()
	if known == nil || age >= keysStale {
		return nil, errNoKey
	}
	return known.Keyfunc(token)
}

// due reports whether so long has passed since anybody began to read the keys.
func (k *Keys) due(after time.Duration) bool {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.now().Sub(k.triedAt) >= after
}

func (k *Keys) beingRead() bool {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.busy
}

// parseKeys takes the keys of a JWKS that can sign tokens, and leaves others alone: issuers keep keys for other ends in the same set.
func parseKeys(text []byte) (keyfunc.Keyfunc, error) {
	var set jwkset.JWKSMarshal
	if err := json.Unmarshal(text, &set); err != nil {
		return nil, err
	}
	good := jwkset.NewMemoryStorage()
	usable := 0
	for _, one := range set.Keys {
		key, err := jwkset.NewJWKFromMarshal(one, jwkset.JWKMarshalOptions{}, jwkset.JWKValidateOptions{})
		if err != nil || one.KID == "" || !signs(key.Key()) {
			continue
		}
		usable++
		if err := good.KeyWrite(context.Background(), key); err != nil {
			return nil, err
		}
	}
	if usable == 0 {
		return nil, errors.New("none of the keys can sign tokens: they need a kid, and to be Ed25519, ECDSA P-256 or RSA")
	}
	return keyfunc.New(keyfunc.Options{Storage: good, UseWhitelist: []jwkset.USE{jwkset.UseSig, ""}})
}

func signs(key any) bool {
	switch key := key.(type) {
	case ed25519.PublicKey:
		return true
	case *ecdsa.PublicKey:
		return key.Curve == elliptic.P256()
	case *rsa.PublicKey:
		return key.N.BitLen() >= minRSA
	}
	return false
}
