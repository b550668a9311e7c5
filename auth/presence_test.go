package auth

import (
	"errors"
	"log/slog"
	"net/http"
	"testing"
	"time"

	"github.com/google/uuid"

	"cistern/credit"
	"cistern/ent/membership"
	"cistern/internal/dbtest"
)

// presences is everybody who stays, looked at by the test alone.
func (b *bundle) presences(t *testing.T) *Presences {
	t.Helper()
	callers := &Authenticator{Sessions: b.sessions, Tokens: b.tokens, Log: slog.New(slog.DiscardHandler)}
	return &Presences{callers: callers, known: map[proof]*Presence{}}
}

func withSession(t *testing.T, secret string) *http.Request {
	t.Helper()
	r := request(t, http.MethodGet, "/", "")
	r.AddCookie(&http.Cookie{Name: hostOnly + sessionCookie, Value: secret})
	return r
}

func TestPresence(t *testing.T) {
	t.Parallel()
	b := setup(t)
	w := b.workspace(t)
	user := dbtest.User(t, b.client)
	b.join(t, user, w, credit.RoleAdmin)
	other := dbtest.User(t, b.client)
	b.join(t, other, w, credit.RoleOwner)
	p := b.presences(t)
	secret := b.signedIn(t, user)
	first, second := must(p.Enter(withSession(t, secret))), must(p.Enter(withSession(t, secret)))
	beside := must(p.Enter(withSession(t, b.signedIn(t, other))))
	if first != second || len(p.known) != 2 {
		t.Errorf("%d presences of two sessions", len(p.known))
	}

	t.Run("LearnsOfALostRole", func(t *testing.T) {
		viewer, changed := first.Viewer()
		if err := viewer.Require(ViewDashboard, scopeOf(w)); err != nil {
			t.Error(err)
		}
		_, untouched := beside.Viewer()
		if err := b.client.Membership.Update().
			Where(membership.ContractID(w.ContractID), membership.UserID(user.ID)).SetRole(credit.RoleMember).Exec(t.Context()); err != nil {
			t.Fatal(err)
		}
		if err := p.look(t.Context()); err != nil {
			t.Fatal(err)
		}
		requireClosed(t, changed)
		viewer, _ = first.Viewer()
		if err := viewer.Require(ViewDashboard, scopeOf(w)); !errors.Is(err, ErrForbidden) {
			t.Error(err)
		}
		select {
		case <-untouched:
			t.Error("somebody else has changed too")
		default:
		}
	})
	t.Run("DoesNotKeepTheSession", func(t *testing.T) {
		_, changed := beside.Viewer()
		b.clock.pass(sessionIdle + time.Second)
		if err := p.look(t.Context()); err != nil {
			t.Fatal(err)
		}
		requireClosed(t, changed)
		if viewer, _ := beside.Viewer(); viewer != nil {
			t.Errorf("%+v is still there", viewer)
		}
	})
	t.Run("EndsWithTheLastConnection", func(t *testing.T) {
		first.Leave()
		if len(p.known) != 2 {
			t.Error("gone while a connection is left")
		}
		second.Leave()
		beside.Leave()
		if len(p.known) != 0 {
			t.Errorf("%d are left", len(p.known))
		}
	})
}

func TestPresenceOfTokens(t *testing.T) {
	t.Parallel()
	b := setup(t)
	w := b.workspace(t)
	p := b.presences(t)
	plain, issued := b.issue(t, NewToken{On: scopeOf(w), Scopes: []credit.TokenScope{credit.ScopeUsageRead}})
	r := request(t, http.MethodGet, "/", "")
	r.Header.Set("Authorization", "Bearer "+plain)
	here := must(p.Enter(r))
	if here.ID != issued.ID {
		t.Errorf("it is %s", here.ID)
	}
	_, changed := here.Viewer()
	b.revoke(t, issued)
	b.clock.pass(tokenMemory)
	if err := p.look(t.Context()); err != nil {
		t.Fatal(err)
	}
	requireClosed(t, changed)
	for name, r := range map[string]*http.Request{
		"Nobody":       request(t, http.MethodGet, "/", ""),
		"RevokedToken": r,
		"NoSession":    withSession(t, uuid.NewString()),
	} {
		if _, err := p.Enter(r); !errors.Is(err, ErrUnauthenticated) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func requireClosed(t *testing.T, changed <-chan struct{}) {
	t.Helper()
	select {
	case <-changed:
	default:
		t.Error("nobody was told of the change")
	}
}

func TestCheckOrigin(t *testing.T) {
	t.Parallel()
	for origin, allowed := range map[string]bool{
		"": true, "https://cistern.test": true, "https://evil.test": false, "null": false, "https://cistern.test.evil.test": false,
	} {
		r := request(t, http.MethodGet, "/graphql", "")
		if origin != "" {
			r.Header.Set("Origin", origin)
		}
		if err := CheckOrigin(r); (err == nil) != allowed {
			t.Errorf("%q: %v", origin, err)
		}
	}
}
