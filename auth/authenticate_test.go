package auth

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"testing"
	"time"

	"cistern/internal/dbtest"
)

func TestAuthenticate(t *testing.T) {
	t.Parallel()
	d := newDoor(t)
	user := dbtest.User(t, d.client)
	session := &http.Cookie{Name: hostOnly + sessionCookie, Value: d.signedIn(t, user)}
	on := Scope{Contract: dbtest.Contract(t, d.client).ID}
	valid, _ := d.issue(t, NewToken{On: on, Scopes: toWriteRuns})
	expired, _ := d.issue(t, NewToken{On: on, Scopes: toWriteRuns, ExpiresAt: d.clock.now().Add(time.Second)})
	revoked, issued := d.issue(t, NewToken{On: on, Scopes: toWriteRuns})
	d.revoke(t, issued)
	d.clock.pass(time.Second)

	const nobody = ""
	for name, test := range map[string]struct {
		header string
		cookie *http.Cookie
		status int
		user   string
	}{
		"Nobody":                    {"", nil, 200, nobody},
		"Session":                   {"", session, 200, user.ID.String()},
		"ForgedSession":             {"", &http.Cookie{Name: hostOnly + sessionCookie, Value: newSecret()}, 200, nobody},
		"EmptySession":              {"", &http.Cookie{Name: hostOnly + sessionCookie}, 200, nobody},
		"SessionIDFromTheDatabase":  {"", &http.Cookie{Name: hostOnly + sessionCookie, Value: base64.RawURLEncoding.EncodeToString(sessionID(session.Value))}, 200, nobody},
		"PlainCookieOverTLS":        {"", &http.Cookie{Name: sessionCookie, Value: session.Value}, 200, nobody},
		"Token":                     {"Bearer " + valid, nil, 200, "00000000-0000-0000-0000-000000000000"},
		"TokenInLowerCase":          {"bearer " + valid, nil, 200, "00000000-0000-0000-0000-000000000000"},
		"TokenBeforeSession":        {"Bearer " + valid, session, 200, "00000000-0000-0000-0000-000000000000"},
		"ExpiredToken":              {"Bearer " + expired, nil, 401, nobody},
		"RevokedToken":              {"Bearer " + revoked, nil, 401, nobody},
		"ForgedToken":               {"Bearer " + newTokenText(on.Contract).String(), nil, 401, nobody},
		"Garbage":                   {"Bearer x", nil, 401, nobody},
		"NoToken":                   {"Bearer", nil, 401, nobody},
		"SessionSecretAsToken":      {"Bearer " + session.Value, nil, 401, nobody},
		"OtherScheme":               {"Basic " + valid, nil, 401, nobody},
		"TokenWithoutScheme":        {valid, nil, 401, nobody},
		"BadTokenDespiteTheSession": {"Bearer x", session, 401, nobody},
	} {
		t.Run(name, func(t *testing.T) {
			r := request(t, http.MethodGet, "/whoami", "")
			if test.header != "" {
				r.Header.Set("Authorization", test.header)
			}
			if test.cookie != nil {
				r.AddCookie(test.cookie)
			}
			w := d.send(r)
			if w.Code != test.status {
				t.Fatalf("%d %s", w.Code, w.Body)
			}
			if test.status == http.StatusOK {
				if got := w.Body.String(); got != test.user {
					t.Errorf("calling is %q", got)
				}
				return
			}
			var body errorList
			if err := json.Unmarshal(w.Body.Bytes(), &body); err != nil {
				t.Fatal(err)
			}
			if len(body.Errors) != 1 || body.Errors[0].Extensions.Code != CodeUnauthenticated || body.Errors[0].Message == "" {
				t.Errorf("body %s", w.Body)
			}
			if w.Header().Get("WWW-Authenticate") != "Bearer" || w.Header().Get("Content-Type") != "application/json" {
				t.Errorf("header %v", w.Header())
			}
		})
	}
	t.Run("AFaultLetsNobodyIn", func(t *testing.T) {
		for name, prepare := range map[string]func(*http.Request){
			"Token":   func(r *http.Request) { r.Header.Set("Authorization", "Bearer "+newTokenText(on.Contract).String()) },
			"Session": func(r *http.Request) { r.AddCookie(session) },
		} {
			ctx, cancel := context.WithCancel(t.Context())
			cancel()
			r := request(t, http.MethodGet, "/whoami", "").WithContext(ctx)
			prepare(r)
			w := d.send(r)
			if w.Code != http.StatusInternalServerError || w.Body.String() != `{"errors":[{"message":"Something went wrong on our side. Try again.","extensions":{"code":"INTERNAL"}}]}`+"\n" {
				t.Errorf("%s: %d %s", name, w.Code, w.Body)
			}
		}
	})
}

func TestRefuseOtherOrigins(t *testing.T) {
	t.Parallel()
	guarded := RefuseOtherOrigins(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) }))
	d := door{Handler: guarded}
	for name, test := range map[string]struct {
		method, site, origin string
		want                 int
	}{
		"SameOrigin":            {"POST", "same-origin", "https://cistern.test", 204},
		"Program":               {"POST", "", "", 204},
		"TypedAddress":          {"POST", "none", "", 204},
		"OlderBrowser":          {"POST", "", "https://cistern.test", 204},
		"OtherSiteReads":        {"GET", "cross-site", "https://evil.test", 204},
		"OtherSite":             {"POST", "cross-site", "https://evil.test", 403},
		"SiblingHost":           {"POST", "same-site", "https://evil.cistern.test", 403},
		"OlderBrowserElsewhere": {"POST", "", "https://evil.test", 403},
		"Lookalike":             {"POST", "", "https://cistern.test.evil.test", 403},
		"OtherPort":             {"POST", "", "https://cistern.test:8443", 403},
		"NullOrigin":            {"POST", "", "null", 403},
		"OtherSiteDeletes":      {"DELETE", "cross-site", "https://evil.test", 403},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := request(t, test.method, "/", "")
			if test.site != "" {
				r.Header.Set("Sec-Fetch-Site", test.site)
			}
			if test.origin != "" {
				r.Header.Set("Origin", test.origin)
			}
			if w := d.send(r); w.Code != test.want {
				t.Errorf("%d %s", w.Code, w.Body)
			}
		})
	}
}
