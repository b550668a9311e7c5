package pgdev

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
)

//go:embed keeper.sh
var keeperScript string

// A lease is a named pipe that every user of a cluster holds open for writing
// and nobody writes to. The kernel closes it when a process ends, so the keeper
// at its other end learns of the last user's end, a killed one's included.
func (c *cluster) leasePath() string { return filepath.Join(c.home, "lease") }

// hold takes the lease and sees to it that a keeper watches it. The caller has
// the cluster's lock.
func (c *cluster) hold(ctx context.Context) (*os.File, error) {
	lease, err := openLease(c.leasePath(), os.O_WRONLY)
	switch {
	case err == nil:
		return lease, nil
	case errors.Is(err, fs.ErrNotExist):
		if err := c.awaitEnd(ctx); err != nil {
			return nil, err
		}
		if err := syscall.Mkfifo(c.leasePath(), 0o600); err != nil {
			return nil, fmt.Errorf("make the lease: %w", err)
		}
	case !errors.Is(err, syscall.ENXIO): // ENXIO: the keeper was killed
		return nil, err
	}
	return c.startKeeper()
}

func (c *cluster) startKeeper() (*os.File, error) {
	watched, err := openLease(c.leasePath(), os.O_RDONLY)
	if err != nil {
		return nil, err
	}
	defer watched.Close()
	lease, err := openLease(c.leasePath(), os.O_WRONLY)
	if err != nil {
		return nil, err
	}
	keeper := c.command("/bin/sh", "-c", keeperScript)
	keeper.Env = append(keeper.Env, "LEASE="+c.leasePath(), "BIN="+c.bin.dir, "DATA="+c.data())
	keeper.Stdin = watched
	err = errors.Join(syscall.SetNonblock(int(watched.Fd()), false), keeper.Start())
	if err != nil {
		_ = lease.Close()
		return nil, fmt.Errorf("start the keeper: %w", err)
	}
	reap(keeper)
	return lease, nil
}

// held says whether any process holds the lease: with a writer, a read that may
// not wait answers EAGAIN; without one, the end of the file.
func (c *cluster) held() (bool, error) {
	fd, err := syscall.Open(c.leasePath(), syscall.O_RDONLY|syscall.O_NONBLOCK|syscall.O_CLOEXEC, 0)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	if err != nil {
		return false, fmt.Errorf("open the lease: %w", err)
	}
	defer syscall.Close(fd)
	_, err = syscall.Read(fd, make([]byte, 1))
	if errors.Is(err, syscall.EAGAIN) {
		return true, nil
	}
	return false, err
}

// openLease never waits for the other end of the pipe.
func openLease(path string, mode int) (*os.File, error) {
	return os.OpenFile(path, mode|syscall.O_NONBLOCK, 0)
}
