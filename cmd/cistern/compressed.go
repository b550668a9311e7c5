package main

import (
	"bytes"
	"compress/gzip"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strconv"
	"strings"
	"sync"
)

// compressed serves files of a folder that do not change, by gzip to whoever takes it. Each is compressed when it is first asked for.
type compressed struct {
	files fs.FS
	known sync.Map // of contents by name
}

// serve answers with a file, or that it is not there.
func (c *compressed) serve(w http.ResponseWriter, r *http.Request, name string) {
	w.Header().Add("Vary", "Accept-Encoding")
	kind := mime.TypeByExtension(path.Ext(name))
	if !takesGzip(r) || !strings.HasPrefix(kind, "text/") {
		http.ServeFileFS(w, r, c.files, name) //nolint:gosec // it knows only what is embedded
		return
	}
	content, err := c.content(name)
	if err != nil {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", kind)
	w.Header().Set("Content-Encoding", "gzip")
	w.Header().Set("Content-Length", strconv.Itoa(len(content)))
	_, _ = w.Write(content) // whoever went away does not miss it
}

func (c *compressed) content(name string) ([]byte, error) {
	if known, found := c.known.Load(name); found {
		return known.([]byte), nil
	}
	text, err := fs.ReadFile(c.files, name)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	packer, err := gzip.NewWriterLevel(&out, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	if _, err := packer.Write(text); err != nil {
		return nil, err
	}
	if err := packer.Close(); err != nil {
		return nil, err
	}
	c.known.Store(name, out.Bytes())
	return out.Bytes(), nil
}

// takesGzip reports whether the answer may be compressed. Browsers name gzip without a weight; what refuses it by one is a rarity that
// asks for nothing else.
func takesGzip(r *http.Request) bool {
	for coding := range strings.SplitSeq(r.Header.Get("Accept-Encoding"), ",") {
		if strings.TrimSpace(coding) == "gzip" {
			return true
		}
	}
	return false
}
