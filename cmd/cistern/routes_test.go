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
	content := &fstest.MapFile{Data: []byte(script)}
	packed := &fstest.MapFile{Data: []byte("packed")}
	files := fstest.MapFS{
		"dist/assets/app-1234.js": content, "dist/assets/app-1234.js.br": packed, "dist/assets/new-1234.js": content,
		"dist/widgets/cistern-usage.js": content, "dist/widgets/cistern-usage.js.br": packed,
	}
	for _, want := range []struct{ path, accepted, encoding, body string }{
		{"/assets/app-1234.js", "gzip, deflate, br, zstd", "br", "packed"},
		{"/assets/app-1234.js", "gzip, br;q=0", "gzip", script},
		{"/assets/app-1234.js", "", "", script},
		{"/assets/new-1234.js", "gzip, br", "gzip", script},
		{"/widgets/cistern-usage.js", "br", "br", "packed"},
		{"/widgets/cistern-usage.js", "gzip", "gzip", script},
	} {
		handler := spa(files)
		if strings.HasPrefix(want.path, "/widgets/") {
			handler = widgets(files)
		}
		r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, want.path, nil)
		r.Header.Set("Accept-Encoding", want.accepted)
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, r)
		header := w.Header()
		if header.Get("Content-Encoding") != want.encoding || header.Get("Vary") != "Accept-Encoding" || !strings.HasPrefix(header.Get("Content-Type"), "text/javascript") {
			t.Errorf("%v has %v", want, header)
		}
		if body := unpacked(t, w); body != want.body {
			t.Errorf("%v is %.50q", want, body)
		}
	}
}

func TestLargeAnswersAreCompressed(t *testing.T) {
	t.Parallel()
	answer := strings.Repeat(`{"data":null}`, 1000)
	handler := compressed(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		if _, err := io.WriteString(w, answer[:min(len(answer), int(r.ContentLength))]); err != nil {
			t.Error(err)
		}
	}))
	for length, encoding := range map[int]string{200: "", len(answer): "gzip"} {
		r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/graphql", strings.NewReader(strings.Repeat(" ", length)))
		r.Header.Set("Accept-Encoding", "gzip, br")
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, r)
		if got := w.Header().Get("Content-Encoding"); got != encoding {
			t.Errorf("%d bytes: encoding %q", length, got)
		}
		if body := unpacked(t, w); body != answer[:length] {
			t.Errorf("%d bytes: %.50q", length, body)
		}
	}
}

func unpacked(t *testing.T, w *httptest.ResponseRecorder) string {
	t.Helper()
	var reader io.Reader = w.Body
	if w.Header().Get("Content-Encoding") == "gzip" {
		var err error
		reader, err = gzip.NewReader(w.Body)
		must(t, err)
	}
	body, err := io.ReadAll(reader)
	must(t, err)
	return string(body)
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
