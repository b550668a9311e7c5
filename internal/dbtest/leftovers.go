package dbtest

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"syscall"

	"github.com/lib/pq"
)

// namePrefix, followed by the number of the test's process, begins the name of its databases.
const namePrefix = "cistern_test_"

// dropLeftovers drops the databases of processes that ended before they could.
// It goes by the processes of this machine: not for a server that others share.
func (s *server) dropLeftovers(ctx context.Context) error {
	var names []string
	err := s.admin.QueryRowContext(ctx,
		"select coalesce(array_agg(datname), '{}') from pg_database where starts_with(datname, $1)", namePrefix).Scan(pq.Array(&names))
	if err != nil {
		return err
	}
	for _, name := range names {
		if makerAlive(name) {
			continue
		}
		if err := s.drop(ctx, name); err != nil {
			return err
		}
	}
	return nil
}

func makerAlive(name string) bool {
	var pid int
	if _, err := fmt.Sscanf(strings.TrimPrefix(name, namePrefix), "%d_", &pid); err != nil {
		return false
	}
	return !errors.Is(syscall.Kill(pid, 0), syscall.ESRCH)
}
