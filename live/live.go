package live

import (
	"context"
	"database/sql"
	"log/slog"
	"sync"

	"github.com/google/uuid"
)

// Config is what Live works with.
type Config struct {
	DB  *sql.DB // sends notifications
	URL string  // of the same database, for the one connection that listens
	Log *slog.Logger
}

// Live is a process's part in telling what changed. Safe for concurrent use.
type Live struct {
	*Hub
	announcer *Announcer
	stop      context.CancelFunc
	work      sync.WaitGroup
}

// Start listens and announces until Close. A database that cannot be reached is tried again for as long.
func Start(c Config) *Live {
	ctx, stop := context.WithCancel(context.Background())
	l := &Live{Hub: newHub(ctx, c.Log), announcer: Announce(c.DB, c.Log), stop: stop}
	l.work.Go(func() { listen(ctx, c.URL, c.Log, l.Hub) })
	return l
}

// Changed marks contracts and people whose change has been committed. It never waits.
func (l *Live) Changed(of ...uuid.UUID) { l.announcer.Changed(of...) }

// Close ends all that Start began, once what was marked has been sent. Whoever still watches gets ErrClosed.
func (l *Live) Close() {
	l.stop()
	l.announcer.Close()
	l.work.Wait()
	l.reading.Wait()
}
