package live

import (
	"context"
	"fmt"
	"log/slog"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"
	"go.uber.org/goleak"

	"cistern/internal/dbtest"
)

func TestMain(m *testing.M) {
	goleak.VerifyTestMain(m, dbtest.Lasting()...)
}

// start is one process on the database.
func start(t *testing.T, db *dbtest.DB) *Live {
	t.Helper()
	l := Start(Config{DB: db.SQL, URL: db.URL, Log: slog.New(slog.DiscardHandler)})
	t.Cleanup(l.Close)
	return l
}

// hub is one without a database.
func hub(t *testing.T) *Hub {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	h := newHub(ctx, slog.New(slog.DiscardHandler))
	t.Cleanup(func() {
		cancel()
		h.reading.Wait()
	})
	return h
}

// gauge is a figure that is read again and again.
type gauge struct {
	contract uuid.UUID
	value    atomic.Int64
	reads    atomic.Int64

	mu   sync.Mutex
	hold chan struct{} // readings wait for it to close; nil for none
}

func newGauge() *gauge { return &gauge{contract: uuid.New()} }

func (g *gauge) topic() Topic {
	return Topic{Key: g.contract.String(), Of: []uuid.UUID{g.contract}, Poll: time.Minute, Read: g.read}
}

func (g *gauge) read(ctx context.Context) (Reading, error) {
	g.reads.Add(1)
	value := g.value.Load()
	g.mu.Lock()
	hold := g.hold
	g.mu.Unlock()
	if hold != nil {
		select {
		case <-hold:
		case <-ctx.Done():
			return Reading{}, ctx.Err()
		}
	}
	at := time.Now()
	body := fmt.Appendf(nil, `{"version":%q,"asOf":%q,"value":%d}`, Pending, at.UTC().Format(time.RFC3339Nano), value)
	return Reading{Body: body, At: at}, nil
}

// shows is what a frame of the gauge ends with.
func shows(value int64) string { return fmt.Sprintf(`"value":%d}`, value) }

func watch(t *testing.T, h *Hub, topic Topic, seen string) *Watcher {
	t.Helper()
	w, err := h.Watch(topic, seen)
	must(t, err)
	t.Cleanup(w.Close)
	return w
}

const patience = 10 * time.Second

func next(t *testing.T, w *Watcher) *Frame {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	f, err := w.Next(ctx, nil)
	must(t, err)
	return f
}

// nextError is what a watcher's stream ends by.
func nextError(t *testing.T, w *Watcher) error {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	f, err := w.Next(ctx, nil)
	if err == nil {
		t.Fatalf("got %s", f.Body)
	}
	return err
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
