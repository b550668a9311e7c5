package pgdev

import (
	"os"
	"path/filepath"
	"testing"
)

// Fetches from the npm registry, or from npm's cache.
func TestInstall(t *testing.T) {
	t.Parallel()
	bin, err := install(t.Context(), openDir(t))
	if err != nil {
		t.Fatal(err)
	}
	server, err := start(t.Context(), bin, Config{Dir: openDir(t), Database: "demo", Durability: Volatile})
	if err != nil {
		t.Fatal(err)
	}
	defer mustStop(t, server)
	if got := query(t, server.URL, "show server_version"); got != "18.4" {
		t.Errorf("runs version %s", got)
	}
	// The exclusion constraints of the migrations need it.
	mustExec(t, server.URL, "create extension btree_gist")
}

func TestLinkShortNames(t *testing.T) {
	t.Parallel()
	lib := t.TempDir()
	for _, name := range []string{"libicudata.77.1.dylib", "libpq.5.dylib"} {
		if err := os.WriteFile(filepath.Join(lib, name), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for range 2 { // the second time the links are there
		if err := linkShortNames(lib); err != nil {
			t.Fatal(err)
		}
	}
	if to, err := os.Readlink(filepath.Join(lib, "libicudata.77.dylib")); err != nil || to != "libicudata.77.1.dylib" {
		t.Errorf("links to %q, %v", to, err)
	}
	if files, _ := os.ReadDir(lib); len(files) != 3 {
		t.Errorf("holds %v", files)
	}
}
