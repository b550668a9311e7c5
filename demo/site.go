package demo

import (
	"bytes"
	_ "embed"
	"html/template"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"time"
)

//go:embed site.html
var siteHTML string

//go:embed site.css
var siteCSS string

var sitePage = template.Must(template.New("site").Parse(siteHTML))

const (
	tokenTime      = 5 * time.Minute
	shortTokenTime = 3 * time.Second // for whoever wants to see one end
)

// Site is the site of somebody else: a page of another origin than Cistern's, with the widgets in it.
type Site struct {
	API  string                                   // origin of Cistern
	Sign func(life time.Duration) (string, error) // a subscription token of MainWorkspace
	Log  *slog.Logger
}

// Handler serves the page. It lets the widgets do no more than they need: what docs/widgets.md says of a content security policy is
// enough for them.
func (s Site) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", s.page)
	mux.HandleFunc("GET /site.css", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/css; charset=utf-8")
		_, _ = io.WriteString(w, siteCSS) // whoever went away does not miss it
	})
	mux.HandleFunc("POST /token", s.token)
	return http.NewCrossOriginProtection().Handler(mux)
}

// token gives out a token: a real site would ask first who wants it.
func (s Site) token(w http.ResponseWriter, r *http.Request) {
	life := tokenTime
	switch r.URL.Query().Get("token") {
	case "none":
		http.Error(w, "you may not see this", http.StatusForbidden)
		return
	case "short":
		life = shortTokenTime
	}
	token, err := s.Sign(life)
	if err != nil {
		s.fail(w, r, err)
		return
	}
	w.Header().Set("Cache-Control", "no-store")
	_, _ = io.WriteString(w, token) // as above
}

func (s Site) page(w http.ResponseWriter, r *http.Request) {
	asked := r.URL.Query()
	words, lang := siteEnglish, "en"
	if asked.Get("lang") == "vi" {
		words, lang = siteVietnamese, "vi"
	}
	var body bytes.Buffer
	err := sitePage.Execute(&body, map[string]any{
		"Words": words, "Lang": lang, "Theme": asked.Get("theme"), "API": s.API, "Workspace": MainWorkspace.String(),
		"Tokens": "/token?" + url.Values{"token": {asked.Get("token")}}.Encode(), "Choices": words.choices(asked),
	})
	if err != nil {
		s.fail(w, r, err)
		return
	}
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Security-Policy", strings.ReplaceAll("default-src 'none'; style-src 'self'; img-src data:; script-src API; connect-src 'self' API; "+
		"base-uri 'none'; form-action 'none'; frame-ancestors 'none'", "API", s.API))
	_, _ = w.Write(body.Bytes()) // as above
}

func (s Site) fail(w http.ResponseWriter, r *http.Request, err error) {
	s.Log.ErrorContext(r.Context(), "site of the demo failed", "error", err)
	http.Error(w, "something went wrong", http.StatusInternalServerError)
}
