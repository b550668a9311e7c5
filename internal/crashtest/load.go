// Package crashtest sends runs to something that is killed meanwhile, and shows that what was acknowledged is there, once.
package crashtest

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"sync"
	"time"

	"github.com/google/uuid"
	"golang.org/x/sync/errgroup"
	"golang.org/x/time/rate"
)

const (
	maxBatch   = 50
	retryEvery = 20 * time.Millisecond
	patience   = time.Minute
)

// Load is callers that report runs, each batch again and again until it is acknowledged.
type Load struct {
	next func() Run
	send func(ctx context.Context, runs []Run) (repeated int, err error)

	callers *errgroup.Group
	stop    chan struct{}
	giveUp  context.CancelFunc

	mu     sync.Mutex
	grew   chan struct{} // closed and replaced whenever the rest changes
	log    Log
	failed error // why the last one that was not acknowledged was not
}

// Log is what the callers of a Load were told.
type Log struct {
	Acknowledged map[uuid.UUID]Run
	Repeated     int // of the acknowledged: stored at an attempt whose answer was lost
	Again        int // how often a batch had to be sent again
}

// NewLoad makes a Load of the runs that next makes. It reports them by send, a single one or up to fifty at once. Send returns how
// many of them had been stored before, and nil only when all were acknowledged; it is called by all callers at once, and again with
// the same runs after an error.
func NewLoad(next func() Run, send func(ctx context.Context, runs []Run) (repeated int, err error)) *Load {
	return &Load{next: next, send: send, stop: make(chan struct{}), grew: make(chan struct{}), log: Log{Acknowledged: map[uuid.UUID]Run{}}}
}

// Start sends batch after batch from so many callers until Stop; every other one sends single runs. The end of ctx breaks them off.
func (l *Load) Start(ctx context.Context, callers int) {
	ctx, l.giveUp = context.WithCancel(ctx)
	l.callers, ctx = errgroup.WithContext(ctx)
	for caller := range callers {
		largest := 1
		if caller%2 == 1 {
			largest = maxBatch
		}
		l.callers.Go(func() error { return l.call(ctx, largest) })
	}
}

// Stop returns when every caller has its last batch acknowledged, or with why one had not for a minute.
func (l *Load) Stop() error {
	close(l.stop)
	defer time.AfterFunc(patience, l.giveUp).Stop()
	defer l.giveUp()
	if err := l.callers.Wait(); err != nil {
		return fmt.Errorf("wait for the last acknowledgement: %w", errors.Join(err, l.failed))
	}
	return nil
}

func (l *Load) call(ctx context.Context, largest int) error {
	pause := rate.NewLimiter(rate.Every(retryEvery), 1)
	for {
		select {
		case <-l.stop:
			return nil
		default:
		}
		batch := make([]Run, 1+rand.IntN(largest))
		for i := range batch {
			batch[i] = l.next()
		}
		if err := l.deliver(ctx, batch, pause); err != nil {
			return err
		}
	}
}

func (l *Load) deliver(ctx context.Context, batch []Run, pause *rate.Limiter) error {
	for {
		repeated, err := l.send(ctx, batch)
		l.note(batch, repeated, err)
		if err == nil {
			return nil
		}
		if err := pause.Wait(ctx); err != nil {
			return err
		}
	}
}

func (l *Load) note(batch []Run, repeated int, failed error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if failed != nil {
		l.log.Again++
		l.failed = failed
		return
	}
	for _, r := range batch {
		l.log.Acknowledged[r.ID] = r
	}
	l.log.Repeated += repeated
	close(l.grew)
	l.grew = make(chan struct{})
}

// AwaitMoment returns at a random moment after some more runs were acknowledged, or with why none were for a minute.
func (l *Load) AwaitMoment(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	have, grew := l.progress()
	for goal := have + 1 + rand.IntN(1000); have < goal; have, grew = l.progress() {
		select {
		case <-grew:
		case <-ctx.Done():
			l.mu.Lock()
			defer l.mu.Unlock()
			return fmt.Errorf("wait for %d more runs to be acknowledged: %w", goal-have, errors.Join(ctx.Err(), l.failed))
		}
	}
	// An acknowledgement marks the end of a commit: the moment is to be anywhere in the next ones.
	<-time.After(rand.N(retryEvery))
	return nil
}

func (l *Load) progress() (acknowledged int, grew <-chan struct{}) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return len(l.log.Acknowledged), l.grew
}

// Log is what the callers were told so far.
func (l *Load) Log() Log {
	l.mu.Lock()
	defer l.mu.Unlock()
	log := l.log
	log.Acknowledged = maps.Clone(log.Acknowledged)
	return log
}
