// Package crashtest sends runs to something that is killed meanwhile, and shows that what was acknowledged is there, once.
package crashtest

import (
	"context"
	"fmt"
	"maps"
	"sync"
	"time"

	"github.com/google/uuid"
	"golang.org/x/sync/errgroup"
	"golang.org/x/time/rate"

	"cistern/credit"
)

// Run is a finished run that a caller reports.
type Run struct {
	ID      uuid.UUID
	Credits credit.Amount
}

const (
	batchSize  = 20
	retryEvery = 20 * time.Millisecond
)

// Load is callers that report runs, each batch again and again until it is acknowledged.
type Load struct {
	send func(ctx context.Context, runs []Run) error

	mu           sync.Mutex
	grew         chan struct{} // closed and replaced whenever the rest changes
	acknowledged map[uuid.UUID]credit.Amount
	again        int
}

// NewLoad makes a Load that reports runs by send, which returns nil only when all of them were acknowledged. It is called by all
// callers at once, and again with the same runs after an error.
func NewLoad(send func(ctx context.Context, runs []Run) error) *Load {
	return &Load{send: send, grew: make(chan struct{}), acknowledged: map[uuid.UUID]credit.Amount{}}
}

// Drive sends batch after batch from so many callers until stop is closed and each has its last batch acknowledged. It fails only
// when ctx ends before that.
func (l *Load) Drive(ctx context.Context, callers int, stop <-chan struct{}) error {
	all, ctx := errgroup.WithContext(ctx)
	for caller := range callers {
		all.Go(func() error { return l.call(ctx, caller, stop) })
	}
	return all.Wait()
}

func (l *Load) call(ctx context.Context, caller int, stop <-chan struct{}) error {
	pause := rate.NewLimiter(rate.Every(retryEvery), 1)
	for {
		select {
		case <-stop:
			return nil
		default:
		}
		batch := make([]Run, batchSize)
		for i := range batch {
			batch[i] = Run{ID: uuid.Must(uuid.NewV7()), Credits: credit.Amount(caller*batchSize + i)}
		}
		for l.send(ctx, batch) != nil {
			l.note(func() { l.again++ })
			if err := pause.Wait(ctx); err != nil {
				return err
			}
		}
		l.note(func() {
			for _, r := range batch {
				l.acknowledged[r.ID] = r.Credits
			}
		})
	}
}

func (l *Load) note(change func()) {
	l.mu.Lock()
	defer l.mu.Unlock()
	change()
	close(l.grew)
	l.grew = make(chan struct{})
}

// AwaitMore returns when n more runs were acknowledged than at the call, or with the error of ctx.
func (l *Load) AwaitMore(ctx context.Context, n int) error {
	have, grew := l.progress()
	for goal := have + n; have < goal; have, grew = l.progress() {
		select {
		case <-grew:
		case <-ctx.Done():
			return fmt.Errorf("wait for %d of %d runs to be acknowledged: %w", goal-have, n, ctx.Err())
		}
	}
	return nil
}

func (l *Load) progress() (acknowledged int, grew <-chan struct{}) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return len(l.acknowledged), l.grew
}

// Acknowledged is what was acknowledged so far, and how often a batch had to be sent again.
func (l *Load) Acknowledged() (runs map[uuid.UUID]credit.Amount, again int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return maps.Clone(l.acknowledged), l.again
}
