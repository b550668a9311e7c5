package demo

import (
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

func TestSite(t *testing.T) {
	t.Parallel()
	var broken error
	site := Site{API: "https://cistern.test", Log: slog.New(slog.DiscardHandler), Sign: func(life time.Duration) (string, error) {
		return "signed for " + life.String(), broken
	}}.Handler()
	ask := func(method, path, from string) *httptest.ResponseRecorder {
		r := httptest.NewRequestWithContext(t.Context(), method, path, nil)
		r.Header.Set("Sec-Fetch-Site", from)
		w := httptest.NewRecorder()
		site.ServeHTTP(w, r)
		return w
	}
	for path, want := range map[string]struct {
		status int
		body   string
	}{
		"/token?token=":      {http.StatusOK, "signed for 5m0s"},
		"/token?token=short": {http.StatusOK, "signed for 3s"},
		"/token?token=none":  {http.StatusForbidden, "you may not see this\n"},
	} {
		if w := ask(http.MethodPost, path, "same-origin"); w.Code != want.status || w.Body.String() != want.body {
			t.Errorf("%s: %d %q", path, w.Code, w.Body)
		}
	}
	if w := ask(http.MethodPost, "/token", "cross-site"); w.Code != http.StatusForbidden {
		t.Errorf("a page of a third site gets %d %q", w.Code, w.Body)
	}
	w := ask(http.MethodGet, "/?lang=vi&theme=dark%22%3E&token=short", "none")
	for _, part := range []string{
		`<html lang="vi" data-theme="dark&#34;&gt;">`, `src="https://cistern.test/widgets/cistern-usage.js"`, `workspace="` + MainWorkspace.String() + `"`,
		`token-url="/token?token=short"`, `href="/?lang=en&amp;theme=dark%22%3E&amp;token=short"`,
	} {
		if !strings.Contains(w.Body.String(), part) {
			t.Errorf("there is no %s in %s", part, w.Body)
		}
	}
	if policy := w.Header().Get("Content-Security-Policy"); !strings.Contains(policy, "connect-src 'self' https://cistern.test;") || strings.Contains(policy, "unsafe") {
		t.Errorf("the policy is %s", policy)
	}
	broken = errors.New("no key")
	if w := ask(http.MethodPost, "/token", "same-origin"); w.Code != http.StatusInternalServerError || strings.Contains(w.Body.String(), "no key") {
		t.Errorf("without a key: %d %q", w.Code, w.Body)
	}
}
