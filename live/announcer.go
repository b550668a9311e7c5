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
	// everything is the payload that says that more changed than one names: a payload has less than 8000 bytes.
	everything  = "*"
	maxNamed    = 200
	spacing     = 50 * time.Millisecond
	sendTimeout = 3 * time.Second
)

// announceSQL does not wait for the disk, as runs have to: a hint may get lost.
const announceSQL = `select set_config('synchronous_commit', 'off', true), pg_notify($1, $2)`

// Announcer sends the marks of a process to all processes. Safe for concurrent use.
type Announcer struct {
	db   *sql.DB
	log  *slog.Logger
	wake chan struct{}
	stop context.CancelFunc
	work sync.WaitGroup

	mu     sync.Mutex
	marked map[uuid.UUID]struct{} // at most one more than can be named
}

// Announce begins to send marks through a database. Close it.
func Announce(db *sql.DB, log *slog.Logger) *Announcer {
	ctx, stop := context.WithCancel(context.Background())
	a := newAnnouncer(db, log)
	a.stop = stop
	a.work.Go(func() { a.run(ctx) })
	return a
}

func newAnnouncer(db *sql.DB, log *slog.Logger) *Announcer {
	return &Announcer{db: db, log: log, wake: make(chan struct{}, 1), marked: map[uuid.UUID]struct{}{}}
}

// Close sends what is marked, and nothing more.
func (a *Announcer) Close() {
	a.stop()
	a.work.Wait()
}

// Changed marks contracts and people whose change has been committed. It never waits.
func (a *Announcer) Changed(of ...uuid.UUID) {
	a.mu.Lock()
	for _, id := range of {
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

// run sends the first mark at once, and those that come meanwhile together; at the end those that are left.
func (a *Announcer) run(ctx context.Context) {
	defer a.announce()
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
		a.announce()
		pause.Reset(spacing)
	}
}

func (a *Announcer) announce() {
	payload := a.take()
	if payload == "" {
		return
	}
	if err := a.send(payload); err != nil {
		a.log.Warn("change not announced: other processes see it by their poll", "error", err)
	}
}

// take empties the marks into a payload; there may be none.
func (a *Announcer) take() string {
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

func (a *Announcer) send(payload string) error {
	ctx, cancel := context.WithTimeout(context.Background(), sendTimeout)
	defer cancel()
	if _, err := a.db.ExecContext(ctx, announceSQL, channel, payload); err != nil {
		return fmt.Errorf("notify: %w", err)
	}
	announcements.Inc()
	return nil
}

// parsePayload is whom a payload names; all says that it stands for everybody.
func parsePayload(payload string) (of []uuid.UUID, all bool) {
	for text := range strings.SplitSeq(payload, ",") {
		id, err := uuid.Parse(text)
		if err != nil {
			return nil, true
		}
		of = append(of, id)
	}
	return of, false
}
