package main

import (
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/fstest"
)

func TestDashboardFiles(t *testing.T) {
	t.Parallel()
	const page, script = "<!doctype html>", "export {}"
	files := fstest.MapFS{
		"dist/index.html":         {Data: []byte(page)},
		"dist/favicon.svg":        {Data: []byte("<svg/>")},
		"dist/assets/app-1234.js": {Data: []byte(script)},
	}
	const immutable = "public, max-age=31536000, immutable"
	for path, want := range map[string]struct {
		status       int
		body, cached string
	}{
		"/":                     {http.StatusOK, page, "no-cache"},
		"/workspaces/x/credits": {http.StatusOK, page, "no-cache"},
		"/assets":               {http.StatusOK, page, "no-cache"},
		"/favicon.svg":          {http.StatusOK, "<svg/>", "no-cache"},
		"/assets/app-1234.js":   {http.StatusOK, script, immutable},
		"/assets/app-0000.js":   {http.StatusNotFound, "404 page not found\n", ""},
		"/assets/":              {http.StatusNotFound, "404 page not found\n", ""},
		"/../dist/index.html":   {http.StatusBadRequest, "invalid URL path\n", ""},
	} {
		t.Run(path, func(t *testing.T) {
			t.Parallel()
			r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "http://cistern.test/", nil)
			r.URL.Path = path
			w := httptest.NewRecorder()
			spa(files).ServeHTTP(w, r)
			if w.Code != want.status || w.Body.String() != want.body || w.Header().Get("Cache-Control") != want.cached || r.URL.Path != path {
				t.Errorf("%d %q, cached %q, path %s", w.Code, w.Body, w.Header().Get("Cache-Control"), r.URL.Path)
			}
		})
	}
	t.Run("NotBuilt", func(t *testing.T) {
		t.Parallel()
		w := httptest.NewRecorder()
		spa(fstest.MapFS{"dist/.gitkeep": {}}).ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/", nil))
		if w.Code != http.StatusNotFound || strings.Contains(w.Body.String(), "gitkeep") {
			t.Errorf("%d %s", w.Code, w.Body)
		}
	})
}

func TestFilesAreCompressed(t *testing.T) {
	t.Parallel()
	script := strings.Repeat("export {}\n", 1000)
	files := fstest.MapFS{"dist/assets/app-1234.js": {Data: []byte(script)}, "dist/widgets/cistern-usage.js": {Data: []byte(script)}}
	for path, handler := range map[string]http.Handler{"/assets/app-1234.js": spa(files), "/widgets/cistern-usage.js": widgets(files)} {
		r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, path, nil)
		r.Header.Set("Accept-Encoding", "gzip, br")
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, r)
		if w.Header().Get("Content-Encoding") != "gzip" || w.Header().Get("Vary") != "Accept-Encoding" {
			t.Fatalf("%s has %v", path, w.Header())
		}
		reader, err := gzip.NewReader(w.Body)
		must(t, err)
		if body, err := io.ReadAll(reader); err != nil || string(body) != script {
			t.Errorf("%s is %.50q, %v", path, body, err)
		}
	}
}

func TestWidgetFiles(t *testing.T) {
	t.Parallel()
	files := fstest.MapFS{
		"dist/index.html":               {Data: []byte("<!doctype html>")},
		"dist/widgets/cistern-usage.js": {Data: []byte("export {}")},
	}
	for path, status := range map[string]int{
		"/widgets/cistern-usage.js": http.StatusOK,
		"/widgets/cistern-other.js": http.StatusNotFound,
		"/widgets/":                 http.StatusNotFound,
	} {
		w := httptest.NewRecorder()
		widgets(files).ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), http.MethodGet, path, nil))
		if w.Code != status {
			t.Errorf("%s: %d", path, w.Code)
		}
		if cached := w.Header().Get("Cache-Control"); status == http.StatusOK && !strings.HasPrefix(cached, "public, max-age=300") {
			t.Errorf("%s: cached %q", path, cached)
		}
	}
}
