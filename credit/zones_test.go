package credit_test

import (
	"archive/zip"
	"context"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// allZones is every distinct zone of the IANA database by name. Names that share their rules to the byte are one zone.
var allZones = sync.OnceValues(func() (map[string]*time.Location, error) {
	files, err := zoneFiles()
	if err != nil {
		return nil, err
	}
	zones, seen := map[string]*time.Location{}, map[string]bool{}
	err = fs.WalkDir(files, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || name[0] < 'A' || name[0] > 'Z' {
			return err
		}
		rules, err := fs.ReadFile(files, name)
		if err != nil || !strings.HasPrefix(string(rules), "TZif") || seen[string(rules)] {
			return err
		}
		seen[string(rules)] = true
		zones[name], err = time.LoadLocationFromTZData(name, rules)
		return err
	})
	return zones, err
})

// zoneFiles prefers the copy of the Go toolchain, which is the same on every machine.
func zoneFiles() (fs.FS, error) {
	root, err := exec.CommandContext(context.Background(), "go", "env", "GOROOT").Output()
	if err == nil {
		archive, err := zip.OpenReader(filepath.Join(strings.TrimSpace(string(root)), "lib", "time", "zoneinfo.zip"))
		if err == nil {
			return archive, nil
		}
	}
	const system = "/usr/share/zoneinfo"
	_, err = os.Stat(system)
	return os.DirFS(system), err
}

func requireZones(t *testing.T) map[string]*time.Location {
	t.Helper()
	zones, err := allZones()
	if err != nil {
		t.Fatal(err)
	}
	if len(zones) < 300 {
		t.Fatalf("found only %d distinct zones", len(zones))
	}
	return zones
}
