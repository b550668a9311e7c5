package auth

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"cistern/audit"
	"cistern/credit"
	"cistern/ent"
	"cistern/ent/membership"
	"cistern/ent/user"
	"cistern/people"
)

// invite makes an invitation by an operator, and returns what its link carries.
func (b *bundle) invite(t *testing.T, to *ent.Workspace, email string) string {
	t.Helper()
	text, hash := NewInvitationText(to.ContractID)
	err := b.locked(t, to.ContractID, func(tx *ent.Tx) error {
		_, err := people.Invite(t.Context(), tx, people.NewInvitation{
			Change:    people.Change{Contract: to.ContractID, Cause: audit.Cause{Actor: operator}},
			Workspace: to.ID, Role: credit.RoleAdmin, Email: email, Hash: hash,
		}, b.clock.now())
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func (d door) join(t *testing.T, from, body string) *httptest.ResponseRecorder {
	t.Helper()
	r := request(t, http.MethodPost, "/auth/join", body)
	r.Header.Set("Content-Type", "application/json")
	r.RemoteAddr = from + ":9"
	return d.send(r)
}

func joiningAs(invitation, name, password, locale string) string {
	return string(must(json.Marshal(joining{invitation, name, password, locale})))
}

func TestJoin(t *testing.T) {
	t.Parallel()
	d := newDoor(t)
	to := d.workspace(t)
	t.Run("MakesAnAccountWithTheRole", func(t *testing.T) {
		invitation := d.invite(t, to, "ada@example.com")
		w := d.join(t, "192.0.2.1", joiningAs(invitation, " Ada ", password, "vi"))
		if w.Code != http.StatusNoContent {
			t.Fatalf("%d %s", w.Code, w.Body)
		}
		made := d.client.User.Query().Where(user.Email("ada@example.com")).OnlyX(t.Context())
		role := d.client.Membership.Query().Where(membership.ContractID(to.ContractID), membership.UserID(made.ID)).OnlyX(t.Context()).Role
		if made.Name != "Ada" || made.Locale != "vi" || role != credit.RoleAdmin || d.whoami(t, onlyCookie(t, w)) != made.ID.String() {
			t.Errorf("made %v as %s", made, role)
		}
		if err := d.viewer(t, made).Require(ViewDashboard, scopeOf(to)); err != nil {
			t.Error(err)
		}
		if w := d.send(signInRequest(t, credentialsOf("ada@example.com", password))); w.Code != http.StatusNoContent {
			t.Errorf("cannot sign in again: %d %s", w.Code, w.Body)
		}
		if w := d.join(t, "192.0.2.1", joiningAs(invitation, "Eve", password, "en")); w.Code != http.StatusNotFound {
			t.Errorf("the link works again: %d %s", w.Code, w.Body)
		}
	})
	t.Run("OnceHoweverManyComeAtOnce", func(t *testing.T) {
		invitation := d.invite(t, to, "one@example.com")
		var callers sync.WaitGroup
		var mu sync.Mutex
		answers := map[int]int{}
		for n := range 6 {
			callers.Go(func() {
				w := d.join(t, fmt.Sprintf("192.0.2.%d", 10+n), joiningAs(invitation, "One", password, "en"))
				mu.Lock()
				defer mu.Unlock()
				answers[w.Code]++
			})
		}
		callers.Wait()
		if answers[204] != 1 || answers[404]+answers[409] != 5 {
			t.Errorf("answers %v", answers)
		}
	})
	t.Run("LeavesAccountsAlone", func(t *testing.T) {
		d.person(t, "Taken@example.com")
		w := d.join(t, "192.0.2.1", joiningAs(d.invite(t, to, "taken@example.com"), "Eve", "another long password", "en"))
		if w.Code != http.StatusConflict || len(w.Result().Cookies()) != 0 {
			t.Errorf("%d %s", w.Code, w.Body)
		}
		if w := d.send(signInRequest(t, credentialsOf("taken@example.com", password))); w.Code != http.StatusNoContent {
			t.Errorf("the password was changed: %d", w.Code)
		}
	})
	t.Run("Refuses", func(t *testing.T) {
		invitation := d.invite(t, to, "new@example.com")
		over := d.invite(t, to, "over@example.com")
		d.exec(t, `update invitations set expires_at = $2 where contract_id = $1 and email = 'over@example.com'`, to.ContractID, d.clock.now())
		before := d.client.User.Query().CountX(t.Context())
		for body, status := range map[string]int{
			joiningAs(over, "New", password, "en"):                           http.StatusNotFound,
			joiningAs("inv_"+strings.Repeat("A", 64), "New", password, "en"): http.StatusNotFound,
			joiningAs("", "New", password, "en"):                             http.StatusNotFound,
			joiningAs(invitation, "", password, "en"):                        http.StatusBadRequest,
			joiningAs(invitation, "New", "short", "en"):                      http.StatusBadRequest,
			joiningAs(invitation, "New", "new@example.com", "en"):            http.StatusBadRequest,
			joiningAs(invitation, "New", password, "de"):                     http.StatusBadRequest,
			"{}":     http.StatusNotFound,
			"[1, 2]": http.StatusBadRequest,
		} {
			if w := d.join(t, "192.0.2.2", body); w.Code != status || len(w.Result().Cookies()) != 0 {
				t.Errorf("%s: %d %s", body, w.Code, w.Body)
			}
		}
		if after := d.client.User.Query().CountX(t.Context()); after != before {
			t.Errorf("%d accounts were made", after-before)
		}
	})
	t.Run("IsLimitedByAddress", func(t *testing.T) {
		var last *httptest.ResponseRecorder
		for range addressBurst + 1 {
			last = d.join(t, "192.0.2.3", "{}")
		}
		if last.Code != http.StatusTooManyRequests || last.Header().Get("Retry-After") == "" {
			t.Errorf("%d %v", last.Code, last.Header())
		}
	})
	t.Run("NotForOtherOrigins", func(t *testing.T) {
		r := request(t, http.MethodPost, "/auth/join", joiningAs(d.invite(t, to, "csrf@example.com"), "x", password, "en"))
		r.Header.Set("Sec-Fetch-Site", "cross-site")
		if w := d.send(r); w.Code != http.StatusForbidden {
			t.Errorf("%d %s", w.Code, w.Body)
		}
	})
}
