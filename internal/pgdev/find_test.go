package pgdev

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
)

func TestFind(t *testing.T) {
	old := fakeInstallation(t, "#!/bin/sh\necho 'postgres (PostgreSQL) 14.9'\n")
	t.Setenv("PATH", old+":"+os.Getenv("PATH"))
	if found, err := find(t.Context()); found.dir == old || err != nil && !errors.Is(err, errNotInstalled) {
		t.Errorf("found %+v, %v", found, err)
	}

	newer := fakeInstallation(t, "#!/bin/sh\necho 'postgres (PostgreSQL) 99beta1 (Debian)'\n")
	t.Setenv("PATH", newer+":"+os.Getenv("PATH"))
	if found, err := find(t.Context()); err != nil || found != (binaries{dir: newer, major: 99}) {
		t.Errorf("found %+v, %v", found, err)
	}
}

func TestInspect(t *testing.T) {
	t.Parallel()
	t.Run("RefusesClientsAlone", func(t *testing.T) {
		t.Parallel()
		if found, err := inspect(t.Context(), t.TempDir()); !errors.Is(err, os.ErrNotExist) {
			t.Errorf("got %+v, %v", found, err)
		}
	})
	t.Run("RefusesWhatIsNotPostgreSQL", func(t *testing.T) {
		t.Parallel()
		if found, err := inspect(t.Context(), fakeInstallation(t, "#!/bin/sh\necho other\n")); err == nil {
			t.Errorf("got %+v", found)
		}
	})
}

func fakeInstallation(t *testing.T, postgres string) (dir string) {
	t.Helper()
	dir = t.TempDir()
	for name, script := range map[string]string{"postgres": postgres, "initdb": "#!/bin/sh\n"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(script), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}
