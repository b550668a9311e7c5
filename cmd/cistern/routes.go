package main

import (
	"compress/gzip"
	"io"
	"io/fs"
	"mime"
	"net/http"
	"net/http/pprof"
	"path/filepath"
	"strings"

	"github.com/klauspost/compress/gzhttp"
	"github.com/prometheus/client_golang/prometheus/promhttp"
	"golang.org/x/net/http/httpguts"

	"cistern/auth"
	"cistern/demo"
	"cistern/graph"
	"cistern/jobs"
	"cistern/ui"
)

// routes is the whole HTTP surface that people and programs reach.
func (s *server) routes() http.Handler {
	callers := auth.Authenticator{Sessions: s.sessions, Tokens: s.tokens, Log: s.log}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /livez", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) })
	mux.HandleFunc("GET /readyz", s.readyz)
	mux.Handle("POST /graphql", compressed(callers.Authenticate(s.graphql)))
	mux.Handle("GET /graphql", callers.Authenticate(s.graphql)) // WebSockets; others are told to POST, not shown the dashboard
	mux.Handle("POST /graphql/stream", auth.AllowOtherOrigins(callers.Authenticate(s.graphql.Events())))
	mux.Handle("OPTIONS /graphql/stream", auth.AllowOtherOrigins(nil))
	mux.HandleFunc("GET /schema.graphql", schemaText)
	mux.Handle("POST /auth/sign-in", auth.SignIn(s.sessions, s.passwords, s.log))
	mux.Handle("POST /auth/join", auth.Join(s.accounts, s.log))
	mux.Handle("GET /export/agents.csv", callers.Authenticate(s.graphql.AgentsCSV()))
	mux.Handle("POST /auth/reset-password", auth.ResetPassword(s.accounts, s.log))
	if s.mailer != nil {
		mux.Handle("POST /auth/reset-link", auth.AskForReset(s.accounts, jobs.EnqueueResetLink, s.log))
	}
	mux.Handle("POST /auth/sign-out", auth.SignOut(s.sessions, s.log))
	if s.provider != nil {
		mux.Handle("GET /auth/oidc/begin", auth.BeginAtProvider(s.sessions, s.provider, s.log))
		mux.Handle("GET /auth/oidc/callback", auth.FinishAtProvider(s.sessions, s.provider, s.log))
	}
	mux.Handle("GET /widgets/", auth.AllowOtherOrigins(widgets(ui.Dist)))
	mux.Handle("GET /", spa(ui.Dist))
	if s.config.Shelf != nil {
		mux.Handle("GET /dev/mail", s.config.Shelf)
	}
	if s.config.DemoSite != "" {
		mux.Handle("GET /demo", demo.Guide{DB: s.pool, Site: s.config.DemoSite, Log: s.log})
	}
	outside := http.NewServeMux() // of what a cookie opens: mail programs and pages of theirs come here
	outside.Handle("GET /unsubscribe", s.unsubscribe)
	outside.Handle("POST /unsubscribe", s.unsubscribe)
	outside.Handle("/", auth.RefuseOtherOrigins(mux))
	return observe(s.log, secure(outside))
}

// operations is what the operator's tools reach, on a listener of its own.
func operations() http.Handler {
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", promhttp.Handler())
	mux.HandleFunc("GET /debug/pprof/", pprof.Index)
	mux.HandleFunc("GET /debug/pprof/profile", pprof.Profile)
	mux.HandleFunc("GET /debug/pprof/trace", pprof.Trace)
	return mux
}

// schemaText serves the contract of the API to whoever wants to write a client.
func schemaText(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "application/graphql; charset=utf-8")
	_, _ = io.WriteString(w, graph.Schema()) // whoever went away does not miss it
}

// spa serves the files of the dashboard, and its page for every other path: the router in the browser knows the rest.
// Files under assets/ have their content's hash in their names and never change.
func spa(dist fs.FS) http.Handler {
	files, err := fs.Sub(dist, "dist")
	if err != nil {
		panic(err) // the folder is embedded
	}
	return gzhttp.GzipHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		path := strings.TrimPrefix(r.URL.Path, "/")
		info, err := fs.Stat(files, path)
		exists := err == nil && !info.IsDir()
		cached := "no-cache"
		switch {
		case exists && strings.HasPrefix(path, "assets/"):
			cached = "public, max-age=31536000, immutable"
		case strings.HasPrefix(path, "assets/"):
			http.NotFound(w, r)
			return
		case !exists:
			path = "index.html"
		}
		w.Header().Set("Cache-Control", cached)
		path = packed(files, path, w.Header(), r)
		http.ServeFileFS(w, r, files, path) //nolint:gosec // it knows only what is embedded
	}))
}

// packed is the Brotli file that the build made of a file, where the caller takes it: smaller than what is packed at each request.
func packed(files fs.FS, path string, header http.Header, r *http.Request) string {
	taken := httpguts.HeaderValuesContainsToken(r.Header["Accept-Encoding"], "br")
	if _, err := fs.Stat(files, path+".br"); err != nil || !taken {
		return path
	}
	header.Set("Content-Type", mime.TypeByExtension(filepath.Ext(path)))
	header.Set("Content-Encoding", "br")
	return path + ".br"
}

// compressed packs answers of a kilobyte and more, fast; their length varies, so that it says nothing of what is in them (BREACH).
func compressed(next http.Handler) http.Handler {
	wrap, err := gzhttp.NewWrapper(gzhttp.CompressionLevel(gzip.BestSpeed), gzhttp.RandomJitter(32, 0, false))
	if err != nil {
		panic(err) // the options are constants
	}
	return wrap(next)
}

// widgets serves the elements that pages of others embed. Their URLs stay and their content does not, so it is kept for minutes only.
func widgets(dist fs.FS) http.Handler {
	files, err := fs.Sub(dist, "dist")
	if err != nil {
		panic(err) // the folder is embedded
	}
	return gzhttp.GzipHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		path := strings.TrimPrefix(r.URL.Path, "/")
		if _, err := fs.Stat(files, path); err != nil || !strings.HasSuffix(path, ".js") {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Cache-Control", "public, max-age=300, stale-while-revalidate=86400")
		w.Header().Set("Cross-Origin-Resource-Policy", "cross-origin")
		path = packed(files, path, w.Header(), r)
		http.ServeFileFS(w, r, files, path) //nolint:gosec // it knows only what is embedded
	}))
}

// secure sets the headers that every answer carries.
func secure(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'")
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "same-origin")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cache-Control", "no-store")
		next.ServeHTTP(w, r)
	})
}
