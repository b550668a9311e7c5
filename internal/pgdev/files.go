package pgdev

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"syscall"
	"time"
)

// pollEvery is how often something that has no event to wait for is looked at.
const pollEvery = 20 * time.Millisecond

// CacheDir is where installed binaries and clusters that may be thrown away
// live: the user's cache, or for root a directory under /var/tmp, because root's
// home is closed to the user that PostgreSQL runs as. It is made when missing.
func CacheDir() (string, error) {
	dir := "/var/tmp/cistern"
	if os.Geteuid() != 0 {
		cache, err := os.UserCacheDir()
		if err != nil {
			return "", fmt.Errorf("find the cache directory: %w", err)
		}
		dir = filepath.Join(cache, "cistern")
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return "", err
	}
	// Everybody may write to /var/tmp: what is run from there must be ours.
	info, err := os.Lstat(dir)
	if err != nil {
		return "", err
	}
	if owner := info.Sys().(*syscall.Stat_t).Uid; !info.IsDir() || int(owner) != os.Geteuid() {
		return "", fmt.Errorf("%s must be a directory of user %d: remove or rename it", dir, os.Geteuid())
	}
	return dir, nil
}

// lock holds path exclusively among processes until the returned function is
// called or the process ends.
func lock(ctx context.Context, path string) (unlock func(), err error) {
	file, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, err
	}
	err = poll(ctx, func() (bool, error) {
		err := syscall.Flock(int(file.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
		if errors.Is(err, syscall.EWOULDBLOCK) || errors.Is(err, syscall.EINTR) {
			return false, nil
		}
		return true, err
	})
	if err != nil {
		_ = file.Close()
		return nil, fmt.Errorf("lock %s: %w", path, err)
	}
	return func() { _ = file.Close() }, nil
}

// poll asks until done, an error, or the end of ctx.
func poll(ctx context.Context, ask func() (done bool, err error)) error {
	ticker := time.NewTicker(pollEvery)
	defer ticker.Stop()
	for {
		if done, err := ask(); done || err != nil {
			return err
		}
		select {
		case <-ctx.Done():
			return context.Cause(ctx)
		case <-ticker.C:
		}
	}
}
