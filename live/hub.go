package live

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"time"

	"github.com/google/uuid"
)

var (
	// ErrFull says that this process watches as much as it can; another one, or this one later, may have room.
	ErrFull = errors.New("too much is being watched on this server; try again shortly")
	// ErrClosed says that this process stops; whoever watches should come back, and finds another one.
	ErrClosed = errors.New("this server is being restarted; connect again")
)

const (
	maxTopics = 10_000
	// readers is how many topics are read at once: they share the database with whoever asks it.
	readers = 4
)

// Hub reads what is watched and shares it among those who watch.
type Hub struct {
	ctx     context.Context //nolint:containedctx // the life of the hub, which topics outlive their watchers' contexts in
	log     *slog.Logger
	slots   chan struct{}
	reading sync.WaitGroup

	mu     sync.Mutex
	topics map[string]*topic
}

func newHub(ctx context.Context, log *slog.Logger) *Hub {
	return &Hub{ctx: ctx, log: log, slots: make(chan struct{}, readers), topics: map[string]*topic{}}
}

// Topic is something to watch: all who give the same key see the same.
type Topic struct {
	Key string
	Of  []uuid.UUID // contracts or people: a change of any of these may change what is seen
	// Poll is how old what is seen may get where no change is told of.
	Poll time.Duration
	// Read looks at it now. A FinalError ends the topic; any other is tried again.
	Read func(context.Context) (Reading, error)
}

// Watch begins to watch a topic, of which the watcher has seen a version already, or none. Close it.
func (h *Hub) Watch(t Topic, seen string) (*Watcher, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.ctx.Err() != nil {
		return nil, ErrClosed
	}
	found := h.topics[t.Key]
	if found == nil {
		if len(h.topics) >= maxTopics {
			return nil, ErrFull
		}
		found = newTopic(h, t)
		h.topics[t.Key] = found
		h.reading.Go(found.run)
		watched.Inc()
	}
	found.watchers++
	watchers.Inc()
	w := &Watcher{topic: found, seen: hashOf(seen), after: found.askAgain()}
	if seen == "" {
		w.after = 0 // it may begin with what there is, which is soon read again
	}
	return w, nil
}

// leave takes a watcher away, and the topic with the last one.
func (h *Hub) leave(t *topic) {
	h.mu.Lock()
	defer h.mu.Unlock()
	watchers.Dec()
	if t.watchers--; t.watchers > 0 {
		return
	}
	t.stop()
	h.forget(t)
}

// forget lets the next watcher of the key begin anew.
func (h *Hub) forget(t *topic) {
	if h.topics[t.Key] == t {
		delete(h.topics, t.Key)
		watched.Dec()
	}
}

// changed has the topics of these contracts or people read again.
func (h *Hub) changed(of []uuid.UUID) {
	named := make(map[uuid.UUID]struct{}, len(of))
	for _, id := range of {
		named[id] = struct{}{}
	}
	h.each(func(t *topic) {
		for _, id := range t.Of {
			if _, is := named[id]; is {
				t.markDirty()
				return
			}
		}
	})
}

func (h *Hub) changedAll() { h.each((*topic).markDirty) }

func (h *Hub) each(do func(*topic)) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, t := range h.topics {
		do(t)
	}
}
