package auth

import (
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync"
	"testing"

	"cistern/internal/dbtest"
)

// door is the HTTP surface of signing in.
type door struct {
	*bundle
	http.Handler
}

func newDoor(t *testing.T) door {
	t.Helper()
	b := setup(t)
	mux := http.NewServeMux()
	mux.Handle("POST /auth/sign-in", SignIn(b.sessions, b.passwords, b.log))
	mux.Handle("POST /auth/sign-out", SignOut(b.sessions, b.log))
	mux.Handle("POST /auth/join", Join(NewAccounts(b.sessions, b.passwords, b.client), b.log))
	mux.HandleFunc("GET /whoami", func(w http.ResponseWriter, r *http.Request) {
		if v := From(r.Context()); v != nil {
			fmt.Fprint(w, v.UserID)
		}
	})
	authenticator := &Authenticator{b.sessions, b.tokens, b.log}
	return door{b, RefuseOtherOrigins(authenticator.Authenticate(mux))}
}

func (d door) send(r *http.Request) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	d.ServeHTTP(w, r)
	return w
}

func request(t *testing.T, method, path, body string) *http.Request {
	t.Helper()
	return httptest.NewRequestWithContext(t.Context(), method, "https://cistern.test"+path, strings.NewReader(body))
}

func signInRequest(t *testing.T, body string) *http.Request {
	t.Helper()
	r := request(t, http.MethodPost, "/auth/sign-in", body)
	r.Header.Set("Content-Type", "application/json")
	return r
}

func credentialsOf(email, password string) string {
	return fmt.Sprintf(`{"email": %q, "password": %q}`, email, password)
}

// whoami is whose cookie it is, empty when nobody's.
func (d door) whoami(t *testing.T, cookie *http.Cookie) string {
	t.Helper()
	r := request(t, http.MethodGet, "/whoami", "")
	r.AddCookie(cookie)
	return d.send(r).Body.String()
}

func onlyCookie(t *testing.T, w *httptest.ResponseRecorder) *http.Cookie {
	t.Helper()
	cookies := w.Result().Cookies()
	if len(cookies) != 1 {
		t.Fatalf("%d %s with cookies %v", w.Code, w.Body, cookies)
	}
	return cookies[0]
}

func TestSignIn(t *testing.T) {
	t.Parallel()
	t.Run("BeginsASession", func(t *testing.T) {
		t.Parallel()
		d := newDoor(t)
		user := d.person(t, "Ada@example.com")
		w := d.send(signInRequest(t, credentialsOf(" ada@EXAMPLE.com ", password)))
		if w.Code != http.StatusNoContent || w.Body.Len() != 0 || w.Header().Get("Cache-Control") != "no-store" {
			t.Errorf("%d %s %v", w.Code, w.Body, w.Header())
		}
		cookie := onlyCookie(t, w)
		if got, want := cookie.Raw, "__Host-cistern="+cookie.Value+"; Path=/; Max-Age=1209600; HttpOnly; Secure; SameSite=Lax"; got != want {
			t.Errorf("cookie %s", got)
		}
		if got := d.whoami(t, cookie); got != user.ID.String() {
			t.Errorf("signed in as %q", got)
		}
	})
	t.Run("AnswersAlikeWhateverIsWrong", func(t *testing.T) {
		t.Parallel()
		d := newDoor(t)
		d.person(t, "ada@example.com")
		withoutPassword := dbtest.User(t, d.client)
		answer := func(email, password string) string {
			w := d.send(signInRequest(t, credentialsOf(email, password)))
			return fmt.Sprint(w.Code, w.Header(), w.Body)
		}
		wrong := answer("ada@example.com", "wrong")
		if !strings.HasPrefix(wrong, "401 ") || !strings.Contains(wrong, `{"code":"INVALID_CREDENTIALS","message":"`) {
			t.Error(wrong)
		}
		if unknown := answer("eve@example.com", password); unknown != wrong {
			t.Errorf("unknown person: %s\nwrong password: %s", unknown, wrong)
		}
		if without := answer(withoutPassword.Email, password); without != wrong {
			t.Errorf("person without a password: %s\nwrong password: %s", without, wrong)
		}
	})
	t.Run("EndsTheSessionThatTheBrowserHad", func(t *testing.T) {
		t.Parallel()
		d := newDoor(t)
		user := d.person(t, "ada@example.com")
		planted := &http.Cookie{Name: hostOnly + sessionCookie, Value: d.signedIn(t, dbtest.User(t, d.client))}
		r := signInRequest(t, credentialsOf("ada@example.com", password))
		r.AddCookie(planted)
		cookie := onlyCookie(t, d.send(r))
		if cookie.Value == planted.Value || d.whoami(t, planted) != "" || d.whoami(t, cookie) != user.ID.String() {
			t.Error("the old session goes on")
		}
	})
	t.Run("NeverTakesASecretFromTheBrowser", func(t *testing.T) {
		t.Parallel()
		d := newDoor(t)
		d.person(t, "ada@example.com")
		chosen := &http.Cookie{Name: hostOnly + sessionCookie, Value: "chosen-by-somebody-else"}
		r := signInRequest(t, credentialsOf("ada@example.com", password))
		r.AddCookie(chosen)
		if onlyCookie(t, d.send(r)).Value == chosen.Value || d.whoami(t, chosen) != "" {
			t.Error("session fixed")
		}
	})
	t.Run("RefusesOtherOrigins", func(t *testing.T) {
		t.Parallel()
		d := newDoor(t)
		d.person(t, "ada@example.com")
		r := signInRequest(t, credentialsOf("ada@example.com", password))
		r.Header.Set("Sec-Fetch-Site", "cross-site")
		if w := d.send(r); w.Code != http.StatusForbidden || len(w.Result().Cookies()) != 0 {
			t.Errorf("%d %s", w.Code, w.Body)
		}
	})
}

func TestSignInRefusesBadRequests(t *testing.T) {
	t.Parallel()
	d := newDoor(t)
	d.person(t, "ada@example.com")
	good := credentialsOf("ada@example.com", password)
	for name, test := range map[string]struct {
		body, kind string
		want       int
		says       string
	}{
		"WithoutABody":      {"", "application/json", 400, "not JSON of the form"},
		"NotJSON":           {"email=ada", "application/json", 400, "not JSON of the form"},
		"Cut":               {good[:20], "application/json", 400, "not JSON of the form"},
		"Array":             {"[" + good + "]", "application/json", 400, "not JSON of the form"},
		"MoreAfterIt":       {good + good, "application/json", 400, "not JSON of the form"},
		"NumberAsPassword":  {`{"email": "ada@example.com", "password": 1}`, "application/json", 400, "not JSON of the form"},
		"Null":              {"null", "application/json", 400, "Give both"},
		"NoPassword":        {`{"email": "ada@example.com"}`, "application/json", 400, "Give both"},
		"NoEmail":           {`{"password": "x", "email": "  "}`, "application/json", 400, "Give both"},
		"ZeroInTheEmail":    {`{"email": "ada\u0000@example.com", "password": "x"}`, "application/json", 400, "not an email address"},
		"LongEmail":         {credentialsOf(strings.Repeat("a", 321), "x"), "application/json", 400, "not an email address"},
		"TooLarge":          {credentialsOf("ada@example.com", strings.Repeat("a", 4<<10)), "application/json", 413, "larger than 4 KiB"},
		"TooLargeAfterIt":   {good + strings.Repeat(" ", 4<<10), "application/json", 413, "larger than 4 KiB"},
		"NoType":            {good, "", 415, "application/json"},
		"Form":              {good, "application/x-www-form-urlencoded", 415, "application/json"},
		"TextThatIsJSON":    {good, "text/plain; application/json", 415, "application/json"},
		"WithCharsetIsGood": {good, "application/json; charset=utf-8", 204, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := signInRequest(t, test.body)
			r.Header.Set("Content-Type", test.kind)
			w := d.send(r)
			if w.Code != test.want || !strings.Contains(w.Body.String(), test.says) {
				t.Errorf("%d %s", w.Code, w.Body)
			}
			if set := len(w.Result().Cookies()) > 0; set != (test.want == 204) {
				t.Error("the cookie is set or missing")
			}
		})
	}
	t.Run("PlainHTTP", func(t *testing.T) {
		t.Parallel()
		r := signInRequest(t, good)
		r.TLS = nil
		if w := d.send(r); w.Code != http.StatusBadRequest || !strings.Contains(w.Body.String(), "over https") {
			t.Errorf("%d %s", w.Code, w.Body)
		}
	})
	t.Run("PlainHTTPOnThisMachineIsGood", func(t *testing.T) {
		t.Parallel()
		r := signInRequest(t, good)
		r.TLS, r.Host = nil, "localhost:8080"
		if got := onlyCookie(t, d.send(r)); got.Name != sessionCookie || got.Secure || !got.HttpOnly {
			t.Errorf("cookie %v", got)
		}
	})
}

func TestSignInLimits(t *testing.T) {
	t.Parallel()
	attempt := func(t *testing.T, d door, address, email, password string) *httptest.ResponseRecorder {
		t.Helper()
		r := signInRequest(t, credentialsOf(email, password))
		r.RemoteAddr = address
		return d.send(r)
	}
	t.Run("OfAPersonFromAnAddress", func(t *testing.T) {
		t.Parallel()
		d := newDoor(t)
		d.person(t, "ada@example.com")
		for range personBurst {
			if w := attempt(t, d, "192.0.2.1:9", "ada@example.com", "wrong"); w.Code != http.StatusUnauthorized {
				t.Fatalf("%d %s", w.Code, w.Body)
			}
		}
		w := attempt(t, d, "192.0.2.1:9", "ADA@example.com", password)
		if w.Code != http.StatusTooManyRequests || !strings.Contains(w.Body.String(), `"code":"RATE_LIMITED"`) {
			t.Fatalf("%d %s", w.Code, w.Body)
		}
		if got := w.Header().Get("Retry-After"); got != strconv.Itoa(int(personEvery.Seconds())) {
			t.Errorf("Retry-After %s", got)
		}
		if w := attempt(t, d, "192.0.2.2:9", "ada@example.com", password); w.Code != http.StatusNoContent {
			t.Errorf("locked out from elsewhere: %d %s", w.Code, w.Body)
		}
		if w := attempt(t, d, "192.0.2.1:9", "bob@example.com", "wrong"); w.Code != http.StatusUnauthorized {
			t.Errorf("somebody else from there: %d %s", w.Code, w.Body)
		}
		d.clock.pass(personEvery)
		if w := attempt(t, d, "192.0.2.1:9", "ada@example.com", password); w.Code != http.StatusNoContent {
			t.Errorf("after the wait: %d %s", w.Code, w.Body)
		}
	})
	t.Run("ForgivenToWhoKnowsThePassword", func(t *testing.T) {
		t.Parallel()
		d := newDoor(t)
		d.person(t, "ada@example.com")
		for range 2 * personBurst {
			if w := attempt(t, d, "192.0.2.1:9", "ada@example.com", password); w.Code != http.StatusNoContent {
				t.Fatalf("%d %s", w.Code, w.Body)
			}
		}
	})
	t.Run("OfAnAddress", func(t *testing.T) {
		t.Parallel()
		d := newDoor(t)
		limits := newSignInLimits(d.sessions)
		client := d.sessions.proxies.Client(signInRequest(t, ""))
		for n := range addressBurst {
			if wait := must(limits.take(t.Context(), strconv.Itoa(n), client)); wait > 0 {
				t.Fatalf("attempt %d has to wait %s", n, wait)
			}
		}
		if wait := must(limits.take(t.Context(), "ada@example.com", client)); wait != addressEvery {
			t.Errorf("has to wait %s", wait)
		}
		if wait := must(limits.take(t.Context(), "ada@example.com", client.Next())); wait > 0 {
			t.Errorf("from the next address: has to wait %s", wait)
		}
	})
	t.Run("OfSeveralProcesses", func(t *testing.T) {
		t.Parallel()
		d := newDoor(t)
		d.person(t, "ada@example.com")
		other := SignIn(d.sessions, d.passwords, d.log)
		for n := range personBurst {
			by := []http.Handler{d, other}[n%2]
			w := httptest.NewRecorder()
			if by.ServeHTTP(w, signInRequest(t, credentialsOf("ada@example.com", "wrong"))); w.Code != http.StatusUnauthorized {
				t.Fatalf("%d %s", w.Code, w.Body)
			}
		}
		for _, by := range []http.Handler{d, other, SignIn(d.sessions, d.passwords, d.log)} {
			w := httptest.NewRecorder()
			if by.ServeHTTP(w, signInRequest(t, credentialsOf("ada@example.com", password))); w.Code != http.StatusTooManyRequests {
				t.Errorf("%d %s", w.Code, w.Body)
			}
		}
	})
	t.Run("ACrowdDoesNotReachTheDatabase", func(t *testing.T) {
		t.Parallel()
		d := newDoor(t)
		h := &signIn{sessions: d.sessions, door: newGate(0, 0), log: d.log}
		d.sessions.db = nil // nobody may ask
		w := httptest.NewRecorder()
		if h.ServeHTTP(w, signInRequest(t, credentialsOf("ada@example.com", password))); w.Code != http.StatusTooManyRequests || w.Header().Get("Retry-After") != "2" {
			t.Errorf("%d %s", w.Code, w.Body)
		}
	})
	t.Run("TwoHundredAtOnce", func(t *testing.T) {
		t.Parallel()
		d := newDoor(t)
		d.person(t, "ada@example.com")
		var callers sync.WaitGroup
		var mu sync.Mutex
		answers := map[int]int{}
		for n := range 200 {
			callers.Go(func() {
				w := attempt(t, d, fmt.Sprintf("192.0.2.%d:9", n), "ada@example.com", password)
				mu.Lock()
				defer mu.Unlock()
				answers[w.Code]++
				if w.Code == http.StatusTooManyRequests && w.Header().Get("Retry-After") != "2" {
					t.Errorf("Retry-After %q", w.Header().Get("Retry-After"))
				}
			})
		}
		callers.Wait()
		if answers[204] < hashesAtOnce || answers[204]+answers[429] != 200 {
			t.Errorf("answers %v", answers)
		}
	})
}

// Whoever is unknown, or has no password, is hashed for as anybody is: where no hash can be made, nobody gets further. That all of
// these hashes are as strong is shown in TestPasswords.
func TestSignInHashesForAnybody(t *testing.T) {
	t.Parallel()
	d := newDoor(t)
	d.person(t, "ada@example.com")
	d.passwords.gate = newGate(0, 0)
	h := &signIn{sessions: d.sessions, passwords: d.passwords}
	for _, email := range []string{"ada@example.com", "eve@example.com", dbtest.User(t, d.client).Email} {
		if _, err := h.identify(t.Context(), credentials{email, "wrong"}); !errors.Is(err, ErrBusy) {
			t.Errorf("%s: %v", email, err)
		}
	}
}

func TestSignOut(t *testing.T) {
	t.Parallel()
	d := newDoor(t)
	t.Run("EndsTheSession", func(t *testing.T) {
		user := dbtest.User(t, d.client)
		cookie := &http.Cookie{Name: hostOnly + sessionCookie, Value: d.signedIn(t, user)}
		if d.whoami(t, cookie) != user.ID.String() {
			t.Fatal("not signed in")
		}
		r := request(t, http.MethodPost, "/auth/sign-out", "")
		r.AddCookie(cookie)
		w := d.send(r)
		if w.Code != http.StatusNoContent {
			t.Errorf("%d %s", w.Code, w.Body)
		}
		if got := onlyCookie(t, w).Raw; got != "__Host-cistern=; Path=/; Max-Age=0; HttpOnly; Secure; SameSite=Lax" {
			t.Errorf("cookie %s", got)
		}
		if d.whoami(t, cookie) != "" {
			t.Error("the session goes on")
		}
	})
	t.Run("OfNobodyIsNoError", func(t *testing.T) {
		if w := d.send(request(t, http.MethodPost, "/auth/sign-out", "")); w.Code != http.StatusNoContent {
			t.Errorf("%d %s", w.Code, w.Body)
		}
	})
	t.Run("NotForOtherOrigins", func(t *testing.T) {
		user := dbtest.User(t, d.client)
		cookie := &http.Cookie{Name: hostOnly + sessionCookie, Value: d.signedIn(t, user)}
		r := request(t, http.MethodPost, "/auth/sign-out", "")
		r.AddCookie(cookie)
		r.Header.Set("Origin", "https://evil.test")
		if w := d.send(r); w.Code != http.StatusForbidden || d.whoami(t, cookie) != user.ID.String() {
			t.Errorf("%d %s", w.Code, w.Body)
		}
	})
}
