package auth

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"cistern/graph/globalid"
)

func (b *bundle) taken(t *testing.T, text string) bool {
	t.Helper()
	v, err := b.tokens.verify(t.Context(), text)
	if err != nil && !errors.Is(err, ErrUnauthenticated) {
		t.Fatal(err)
	}
	return v != nil
}

func TestKeysRotate(t *testing.T) {
	t.Parallel()
	b := setup(t)
	on := b.workspace(t)
	path := b.trust(t, edKey())
	by := func(k *SigningKey) string { return b.draft(on, k).text() }
	if !b.taken(t, by(edKey())) || b.taken(t, by(ecKey())) {
		t.Fatal("before the rotation")
	}
	b.publish(t, path, edKey(), ecKey())
	b.clock.pass(keysRetry)
	if !b.taken(t, by(ecKey())) || !b.taken(t, by(edKey())) {
		t.Error("the new key and the old one are not both good")
	}
	b.publish(t, path, ecKey())
	b.clock.pass(keysRefresh)
	if b.taken(t, by(edKey())) || !b.taken(t, by(ecKey())) {
		t.Error("after the rotation")
	}

	t.Run("KeepsWhatItHasWhileTheyCannotBeRead", func(t *testing.T) {
		for _, content := range []string{"", "{", "[]", `{"keys":[]}`, `{"keys":[{"kty":"oct","kid":"a","k":"c2VjcmV0"}]}`} {
			if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
				t.Fatal(err)
			}
			b.clock.pass(keysRefresh)
			if !b.taken(t, by(ecKey())) {
				t.Errorf("with %q", content)
			}
		}
	})
	t.Run("ButNotForEver", func(t *testing.T) {
		b.clock.pass(keysStale)
		if b.taken(t, by(ecKey())) {
			t.Error("keys that nobody could read for an hour are trusted")
		}
	})
	t.Run("HealsByItself", func(t *testing.T) {
		b.publish(t, path, ecKey())
		b.clock.pass(keysRetry)
		if !b.taken(t, by(ecKey())) {
			t.Error("the keys can be read again")
		}
	})
}

// A signer who changes keys is not refused: whoever comes with the new one waits until it is known.
func TestNobodyIsRefusedWhileKeysAreRead(t *testing.T) {
	t.Parallel()
	b := setup(t)
	on := b.workspace(t)
	arrived := make(chan struct{}, 1)
	release := make(chan struct{})
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		arrived <- struct{}{}
		<-release
		_, _ = w.Write(jwksOf(edKey()))
	}))
	t.Cleanup(server.Close)
	b.tokens.Issuer = &Issuer{Name: issuerName, Audience: audienceName, Keys: KeysAt(server.URL, server.Client(), b.log, b.clock.now)}
	var callers sync.WaitGroup
	call := func() {
		if !b.taken(t, b.draft(on, edKey()).text()) {
			t.Error("refused")
		}
	}
	callers.Go(call)
	<-arrived
	for range 50 {
		callers.Go(call)
	}
	close(release)
	callers.Wait()
}

// Whatever key ids callers make up, the issuer is asked once every ten seconds.
func TestUnknownKeysAreAskedForRarely(t *testing.T) {
	t.Parallel()
	b := setup(t)
	on := b.workspace(t)
	var asked atomic.Int64
	var status atomic.Int64
	status.Store(http.StatusOK)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		asked.Add(1)
		w.WriteHeader(int(status.Load()))
		_, _ = w.Write(jwksOf(edKey()))
	}))
	t.Cleanup(server.Close)
	b.tokens.Issuer = &Issuer{Name: issuerName, Audience: audienceName, Keys: KeysAt(server.URL, server.Client(), b.log, b.clock.now)}
	for second := range 30 {
		var callers sync.WaitGroup
		for n := range 20 {
			callers.Go(func() {
				b.taken(t, spoil(b.draft(on, edKey()), func(d *draft) { d.header["kid"] = fmt.Sprint(second, n) }))
			})
		}
		callers.Wait()
		b.clock.pass(time.Second)
	}
	if n := asked.Load(); n != 3 {
		t.Errorf("asked %d times in 30 seconds", n)
	}
	status.Store(http.StatusInternalServerError)
	b.clock.pass(keysRefresh)
	if !b.taken(t, b.draft(on, edKey()).text()) {
		t.Error("an issuer that fails locks its tokens out")
	}
}

func TestParseSigningKeyRefuses(t *testing.T) {
	t.Parallel()
	p384 := must(ecdsa.GenerateKey(elliptic.P384(), rand.Reader))
	for name, text := range map[string][]byte{
		"Nothing": nil, "NoPEM": []byte("secret"), "P384": pemOf(p384), "ShortRSA": pemOf(shortRSA()),
		"PublicKey": []byte("-----BEGIN PUBLIC KEY-----\nMAo=\n-----END PUBLIC KEY-----\n"),
	} {
		if _, err := ParseSigningKey(text); err == nil {
			t.Errorf("%s: read", name)
		}
	}
	if _, err := edKey().Access(NewSigned{Subject: globalid.ID{Type: globalid.Contract, Of: [16]byte{1}}, Life: time.Minute}, time.Unix(0, 0)); err != nil {
		t.Error(err)
	}
}
