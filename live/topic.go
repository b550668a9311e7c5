package live

import (
	"context"
	"errors"
	"sync"
	"time"
)

const (
	// A topic rests after a reading, and the longer the dearer it was: one that everybody changes may take a fifth of a reader.
	shortestRest = 45 * time.Millisecond
	restFactor   = 4
	retryRest    = time.Second
	readTimeout  = 5 * time.Second
)

// topic is read by one goroutine for as long as somebody watches it.
type topic struct {
	Topic
	hub      *Hub
	ctx      context.Context //nolint:containedctx // ends with the last watcher
	stop     context.CancelFunc
	dirty    chan struct{}
	watchers int // guarded by the hub

	mu      sync.Mutex
	begun   int // readings
	frame   *Frame
	failed  error         // final
	renewed chan struct{} // closed when frame or failed is new
}

func newTopic(h *Hub, t Topic) *topic {
	ctx, stop := context.WithCancel(h.ctx)
	return &topic{Topic: t, hub: h, ctx: ctx, stop: stop, dirty: make(chan struct{}, 1), renewed: make(chan struct{})}
}

func (t *topic) markDirty() {
	select {
	case t.dirty <- struct{}{}:
	default:
	}
}

// askAgain has the topic read, and returns how many readings had begun before.
func (t *topic) askAgain() int {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.markDirty()
	return t.begun
}

func (t *topic) run() {
	defer t.stop()
	t.end(t.readOn())
}

// readOn reads whenever something changed or might have, and returns why it no longer does.
func (t *topic) readOn() error {
	poll := time.NewTimer(t.Poll)
	defer poll.Stop()
	for {
		select {
		case <-t.ctx.Done():
			return ErrClosed
		case <-t.dirty:
		case <-poll.C:
		}
		rest, err := t.renew()
		if err != nil {
			return err
		}
		poll.Reset(t.Poll)
		select {
		case <-t.ctx.Done():
			return ErrClosed
		case <-time.After(rest):
		}
	}
}

// renew reads the topic once, and says how long it may rest then. An error is final.
func (t *topic) renew() (rest time.Duration, final error) {
	select {
	case <-t.ctx.Done():
		return 0, ErrClosed
	case t.hub.slots <- struct{}{}:
	}
	defer func() { <-t.hub.slots }()
	began := time.Now()
	number := t.begin()
	ctx, cancel := context.WithTimeout(t.ctx, readTimeout)
	defer cancel()
	reading, err := t.Read(ctx)
	readings.Inc()
	var ended *FinalError
	switch {
	case err == nil:
		t.publish(reading, number)
	case errors.As(err, &ended):
		return 0, ended
	case t.ctx.Err() == nil:
		t.hub.log.Warn("what is watched could not be read: trying again", "error", err)
		t.markDirty()
		return retryRest, nil
	}
	return max(shortestRest, restFactor*time.Since(began)), nil
}

func (t *topic) begin() (number int) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.begun++
	return t.begun
}

// publish shows a reading to the watchers. One that shows what the last did keeps its version.
func (t *topic) publish(r Reading, number int) {
	t.mu.Lock()
	defer t.mu.Unlock()
	f := newFrame(r, number)
	if t.frame != nil && t.frame.hash == f.hash {
		f.Version, f.Body = t.frame.Version, t.frame.Body
	}
	t.frame = f
	t.announce()
}

// end tells all watchers why there will be nothing more.
func (t *topic) end(reason error) {
	t.hub.mu.Lock()
	t.hub.forget(t)
	t.hub.mu.Unlock()
	t.mu.Lock()
	defer t.mu.Unlock()
	t.failed = reason
	t.announce()
}

func (t *topic) announce() {
	close(t.renewed)
	t.renewed = make(chan struct{})
}

func (t *topic) state() (frame *Frame, failed error, renewed <-chan struct{}) { //nolint:revive,staticcheck // the error is no outcome of asking
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.frame, t.failed, t.renewed
}
