package auth

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"

	"cistern/ent"
	"cistern/internal/dbtest"
	"cistern/people"
)

// resets is a door with the ways to a new password, and whom links were to be sent to.
type resets struct {
	door
	mu   sync.Mutex
	sent []string
}

func newResets(t *testing.T) *resets {
	t.Helper()
	r := &resets{door: newDoor(t)}
	accounts := NewAccounts(r.sessions, r.passwords, r.client)
	mux := http.NewServeMux()
	mux.Handle("/", r.Handler)
	mux.Handle("POST /auth/reset-password", ResetPassword(accounts, r.log))
	mux.Handle("POST /auth/reset-link", AskForReset(accounts, func(_ context.Context, _ *ent.Tx, email string) error {
		r.mu.Lock()
		defer r.mu.Unlock()
		r.sent = append(r.sent, email)
		return nil
	}, r.log))
	r.Handler = RefuseOtherOrigins(mux)
	return r
}

func (r *resets) post(t *testing.T, from, path string, body any) *httptest.ResponseRecorder {
	t.Helper()
	q := request(t, http.MethodPost, path, string(must(json.Marshal(body))))
	q.Header.Set("Content-Type", "application/json")
	q.RemoteAddr = from + ":9"
	return r.send(q)
}

func (r *resets) set(t *testing.T, secret, password string) *httptest.ResponseRecorder {
	t.Helper()
	return r.post(t, "192.0.2.1", "/auth/reset-password", resetting{secret, password})
}

func (r *resets) ask(t *testing.T, from, email string) *httptest.ResponseRecorder {
	t.Helper()
	return r.post(t, from, "/auth/reset-link", map[string]string{"email": email})
}

// link makes one that is good for an hour, and returns what it carries.
func (r *resets) link(t *testing.T, person uuid.UUID) string {
	t.Helper()
	secret := newSecret()
	if err := ent.InTx(t.Context(), r.client, func(tx *ent.Tx) error {
		return people.AllowReset(t.Context(), tx, people.PasswordReset{Person: person, Secret: secret, Life: time.Hour}, r.clock.now())
	}); err != nil {
		t.Fatal(err)
	}
	return secret
}

func TestResetPassword(t *testing.T) {
	t.Parallel()
	r := newResets(t)
	const wanted = "a new and long password"
	gone := func(t *testing.T, w *httptest.ResponseRecorder) {
		t.Helper()
		if w.Code != http.StatusNotFound || !strings.Contains(w.Body.String(), `{"code":"NOT_FOUND","message":"This link is not good`) {
			t.Errorf("%d %s", w.Code, w.Body)
		}
	}
	t.Run("SetsItOnceAndEndsSessions", func(t *testing.T) {
		ada := r.person(t, "ada@example.com")
		bob := r.person(t, "bob@example.com")
		cookie := &http.Cookie{Name: hostOnly + sessionCookie, Value: r.signedIn(t, ada)}
		others := &http.Cookie{Name: hostOnly + sessionCookie, Value: r.signedIn(t, bob)}
		secret, earlier, bobs := r.link(t, ada.ID), r.link(t, ada.ID), r.link(t, bob.ID)
		if w := r.set(t, secret, wanted); w.Code != http.StatusNoContent || len(w.Result().Cookies()) > 0 {
			t.Fatalf("%d %s", w.Code, w.Body)
		}
		if r.whoami(t, cookie) != "" || r.whoami(t, others) != bob.ID.String() {
			t.Error("the wrong sessions are over")
		}
		if w := r.send(signInRequest(t, credentialsOf("ada@example.com", password))); w.Code != http.StatusUnauthorized {
			t.Errorf("the old password: %d", w.Code)
		}
		if w := r.send(signInRequest(t, credentialsOf("ada@example.com", wanted))); w.Code != http.StatusNoContent {
			t.Errorf("the new password: %d", w.Code)
		}
		gone(t, r.set(t, secret, wanted))
		gone(t, r.set(t, earlier, wanted))
		if w := r.set(t, bobs, wanted); w.Code != http.StatusNoContent {
			t.Errorf("somebody else's link: %d %s", w.Code, w.Body)
		}
	})
	t.Run("GivesAFirstOne", func(t *testing.T) {
		if w := r.set(t, r.link(t, dbtest.User(t, r.client).ID), wanted); w.Code != http.StatusNoContent {
			t.Errorf("%d %s", w.Code, w.Body)
		}
	})
	t.Run("NotLater", func(t *testing.T) {
		secret := r.link(t, dbtest.User(t, r.client).ID)
		r.clock.pass(time.Hour)
		gone(t, r.set(t, secret, wanted))
	})
	t.Run("NotByAnythingElse", func(t *testing.T) {
		for _, secret := range []string{"", "\x00", newSecret(), strings.Repeat("x", 3000)} {
			gone(t, r.set(t, secret, wanted))
		}
	})
	t.Run("ABadPasswordLeavesTheLinkGood", func(t *testing.T) {
		secret := r.link(t, dbtest.User(t, r.client).ID)
		if w := r.set(t, secret, "short"); w.Code != http.StatusBadRequest || !strings.Contains(w.Body.String(), "12 to 200 characters") {
			t.Errorf("%d %s", w.Code, w.Body)
		}
		if w := r.set(t, secret, wanted); w.Code != http.StatusNoContent {
			t.Errorf("%d %s", w.Code, w.Body)
		}
	})
	t.Run("OnceHoweverManyTry", func(t *testing.T) {
		secret := r.link(t, dbtest.User(t, r.client).ID)
		var set atomic.Int32
		var tries sync.WaitGroup
		for range 5 {
			tries.Go(func() {
				if r.set(t, secret, wanted).Code == http.StatusNoContent {
					set.Add(1)
				}
			})
		}
		tries.Wait()
		if set.Load() != 1 {
			t.Errorf("%d times", set.Load())
		}
	})
}

func TestAskForReset(t *testing.T) {
	t.Parallel()
	t.Run("AnswersAlikeWhoeverHasTheAddress", func(t *testing.T) {
		t.Parallel()
		r := newResets(t)
		r.person(t, "ada@example.com")
		known, unknown := r.ask(t, "192.0.2.1", " ada@example.com "), r.ask(t, "192.0.2.1", "eve@example.com")
		if known.Code != http.StatusAccepted || fmt.Sprint(known.Code, known.Header(), known.Body) != fmt.Sprint(unknown.Code, unknown.Header(), unknown.Body) {
			t.Errorf("%d %s, %d %s", known.Code, known.Body, unknown.Code, unknown.Body)
		}
		if !slices.Equal(r.sent, []string{"ada@example.com", "eve@example.com"}) {
			t.Errorf("sent to %v", r.sent)
		}
	})
	t.Run("FloodsNobody", func(t *testing.T) {
		t.Parallel()
		r := newResets(t)
		for n := range 2 * linkBurst {
			if w := r.ask(t, fmt.Sprintf("192.0.2.%d", n), []string{"ada@example.com", "ADA@example.com"}[n%2]); w.Code != http.StatusAccepted {
				t.Fatalf("%d %s", w.Code, w.Body)
			}
		}
		if len(r.sent) != linkBurst {
			t.Errorf("sent to %v", r.sent)
		}
	})
	t.Run("BoundsWhoAsks", func(t *testing.T) {
		t.Parallel()
		r := newResets(t)
		for n := range addressBurst {
			r.ask(t, "192.0.2.1", fmt.Sprintf("%d@example.com", n))
		}
		if w := r.ask(t, "192.0.2.1", "ada@example.com"); w.Code != http.StatusTooManyRequests || w.Header().Get("Retry-After") == "" {
			t.Errorf("%d %s", w.Code, w.Body)
		}
	})
	t.Run("RefusesWhatIsNoAddress", func(t *testing.T) {
		t.Parallel()
		r := newResets(t)
		for _, email := range []string{"", " ", "a\x00b", strings.Repeat("a", 321)} {
			if w := r.ask(t, "192.0.2.1", email); w.Code != http.StatusBadRequest {
				t.Errorf("%.10q: %d %s", email, w.Code, w.Body)
			}
		}
		if len(r.sent) > 0 {
			t.Errorf("sent to %v", r.sent)
		}
	})
}
