package live

import (
	"context"
	"sync"
)

// Watcher is one who watches a topic. One goroutine uses it.
type Watcher struct {
	topic *topic
	seen  string // hash of what was seen last
	after int    // only readings begun after this one count: an older one may show less than what was seen elsewhere
	leave sync.Once
}

// Next returns the latest frame as soon as it shows something else than what was seen last. It returns ErrClosed when the process
// stops, what the topic ended by, or the context's error. A close of the interrupt returns nothing, so that the caller can look around.
func (w *Watcher) Next(ctx context.Context, interrupt <-chan struct{}) (*Frame, error) {
	for {
		select {
		case <-interrupt:
			return nil, nil //nolint:nilnil // to look around is an answer
		default:
		}
		frame, failed, renewed := w.topic.state()
		if failed != nil {
			return nil, failed
		}
		if frame != nil && frame.number > w.after && frame.hash != w.seen {
			w.seen = frame.hash
			frames.Inc()
			return frame, nil
		}
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-interrupt:
			return nil, nil //nolint:nilnil // to look around is an answer
		case <-renewed:
		}
	}
}

// Renew has the topic read again: only what is read from now on is shown.
func (w *Watcher) Renew() { w.after = w.topic.askAgain() }

// Close lets go of the topic.
func (w *Watcher) Close() { w.leave.Do(func() { w.topic.hub.leave(w.topic) }) }
