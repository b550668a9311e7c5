package pgdev

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// oldestMajor is the oldest PostgreSQL that the migrations are written for.
const oldestMajor = 15

var errNotInstalled = fmt.Errorf("no PostgreSQL %d or newer found on this machine", oldestMajor)

// binaries is one installation: the directory of postgres and initdb, and its major version.
type binaries struct {
	dir   string
	major int
}

// installDirs is where packages put servers that are not on the PATH.
var installDirs = []string{
	"/usr/lib/postgresql/*/bin", // Debian, Ubuntu
	"/usr/pgsql-*/bin",          // Red Hat
	"/usr/local/pgsql/bin",
	"/opt/homebrew/opt/postgresql@*/bin",
	"/usr/local/opt/postgresql@*/bin",
	"/Applications/Postgres.app/Contents/Versions/*/bin",
}

// find returns the newest usable server of this machine, preferring the one on
// the PATH, or errNotInstalled.
func find(ctx context.Context) (binaries, error) {
	if onPath, err := exec.LookPath("postgres"); err == nil {
		if target, err := filepath.EvalSymlinks(onPath); err == nil {
			if found, err := inspect(ctx, filepath.Dir(target)); err == nil && found.major >= oldestMajor {
				return found, nil
			}
		}
	}
	var all []binaries
	for _, dir := range candidateDirs(ctx) {
		if found, err := inspect(ctx, dir); err == nil && found.major >= oldestMajor {
			all = append(all, found)
		}
	}
	if len(all) == 0 {
		return binaries{}, errNotInstalled
	}
	return slices.MaxFunc(all, func(a, b binaries) int { return cmp.Compare(a.major, b.major) }), nil
}

func candidateDirs(ctx context.Context) []string {
	var dirs []string
	if out, err := exec.CommandContext(ctx, "pg_config", "--bindir").Output(); err == nil {
		dirs = append(dirs, strings.TrimSpace(string(out)))
	}
	for _, pattern := range installDirs {
		matches, _ := filepath.Glob(pattern)
		dirs = append(dirs, matches...)
	}
	return dirs
}

var versionPattern = regexp.MustCompile(`\(PostgreSQL\) (\d+)`)

// inspect refuses client-only installations: pg_config is there without a server.
func inspect(ctx context.Context, dir string) (binaries, error) {
	if _, err := os.Stat(filepath.Join(dir, "initdb")); err != nil {
		return binaries{}, err
	}
	out, err := exec.CommandContext(ctx, filepath.Join(dir, "postgres"), "--version").Output()
	if err != nil {
		return binaries{}, fmt.Errorf("ask postgres in %s for its version: %w", dir, err)
	}
	version := versionPattern.FindSubmatch(out)
	if version == nil {
		return binaries{}, errors.New("unknown answer to postgres --version: " + string(out))
	}
	major, err := strconv.Atoi(string(version[1]))
	return binaries{dir: dir, major: major}, err
}
