package live

import (
	"context"
	"database/sql"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"time"

	"github.com/google/uuid"
)

const (
	channel = "cistern_changed"
	// everything is the payload that says that more contracts changed than one names: a payload has less than 8000 bytes.
	everything  = "*"
	maxNamed    = 200
	spacing     = 50 * time.Millisecond
	sendTimeout = 5 * time.Second
)

// announcer sends the marks of a process to all processes.
type announcer struct {
	db   *sql.DB
	log  *slog.Logger
	wake chan struct{}

	mu     sync.Mutex
	marked map[uuid.UUID]struct{} // at most one more than can be named
}

func newAnnouncer(db *sql.DB, log *slog.Logger) *announcer {
	return &announcer{db: db, log: log, wake: make(chan struct{}, 1), marked: map[uuid.UUID]struct{}{}}
}

func (a *announcer) mark(contracts []uuid.UUID) {
	a.mu.Lock()
	for _, id := range contracts {
		if len(a.marked) <= maxNamed {
			a.marked[id] = struct{}{}
		}
	}
	a.mu.Unlock()
	select {
	case a.wake <- struct{}{}:
	default:
	}
}

// run sends the first mark at once, and those that come meanwhile together.
func (a *announcer) run(ctx context.Context) {
	pause := time.NewTimer(0)
	defer pause.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-a.wake:
		}
		select {
		case <-ctx.Done():
			return
		case <-pause.C:
		}
		if payload := a.take(); payload != "" {
			if err := a.send(ctx, payload); err != nil && ctx.Err() == nil {
				a.log.Warn("change not announced: other processes see it by their poll", "error", err)
			}
		}
		pause.Reset(spacing)
	}
}

// take empties the marks into a payload; there may be none.
func (a *announcer) take() string {
	a.mu.Lock()
	defer a.mu.Unlock()
	if len(a.marked) > maxNamed {
		clear(a.marked)
		return everything
	}
	ids := make([]string, 0, len(a.marked))
	for id := range a.marked {
		ids = append(ids, id.String())
	}
	clear(a.marked)
	return strings.Join(ids, ",")
}

func (a *announcer) send(ctx context.Context, payload string) error {
	ctx, cancel := context.WithTimeout(ctx, sendTimeout)
	defer cancel()
	if _, err := a.db.ExecContext(ctx, "select pg_notify($1, $2)", channel, payload); err != nil {
		return fmt.Errorf("notify: %w", err)
	}
	announcements.Inc()
	return nil
}

// parsePayload is the contracts that a payload names; all says that it stands for every contract.
func parsePayload(payload string) (contracts []uuid.UUID, all bool) {
	for text := range strings.SplitSeq(payload, ",") {
		id, err := uuid.Parse(text)
		if err != nil {
			return nil, true
		}
		contracts = append(contracts, id)
	}
	return contracts, false
}
