// Package ingest commits the runs of many callers together: group commit.
//
// Requests queue per lane; while one transaction is in flight the next batch gathers, so batches grow with the load and an idle
// system adds no wait. A caller is answered after the commit that holds its requests, never before.
package ingest

import (
	"context"
	"errors"
	"fmt"
	"hash/maphash"
	"log/slog"
	"sync"
	"time"

	"github.com/google/uuid"

	"cistern/ent"
	"cistern/metering"
)

// ErrOverloaded says that the queue is full: nothing of the call was taken, and it may be sent again after RetryAfter.
var ErrOverloaded = errors.New("too many runs are waiting to be committed; try again shortly")

// RetryAfter is how long a caller should wait after ErrOverloaded.
const RetryAfter = time.Second

const (
	// maxBatch bounds the requests of one transaction: the knee of throughput lies at some 500 rows, and latency grows beyond.
	maxBatch = 1000
	// maxQueue bounds the requests that wait, in all lanes together.
	maxQueue = 50_000
	// commitTimeout bounds one transaction.
	commitTimeout = 5 * time.Second
)

// Scope says which requests may share a transaction.
type Scope string

// The values of Scope.
const (
	ScopeAll      Scope = "all"      // those of several contracts: three times faster on one server
	ScopeContract Scope = "contract" // those of one contract only: for distributed PostgreSQL, where a commit over shards is dear
)

// sharedLanes is how many transactions may be in flight with ScopeAll. A contract keeps to its lane, so that lanes do not wait
// for each other's locks.
const sharedLanes = 2

// Config is what a Committer works with.
type Config struct {
	Client *ent.Client // what it writes through
	Meter  *metering.Meter
	Scope  Scope
	Now    func() time.Time
	Log    *slog.Logger
}

// Committer answers requests by group commit. Safe for concurrent use.
type Committer struct {
	Config
	seed maphash.Seed

	mu     sync.Mutex
	lanes  map[any]*lane
	queued int
	closed bool
	work   sync.WaitGroup
}

// NewCommitter makes a Committer; Close it.
func NewCommitter(c Config) *Committer {
	return &Committer{Config: c, seed: maphash.MakeSeed(), lanes: map[any]*lane{}}
}

// Submit commits the requests, all of one contract, and returns an answer to each, in order. An error means that it is not known
// whether they were committed, except for ErrOverloaded; sending them again is safe.
func (c *Committer) Submit(ctx context.Context, requests []metering.Request) ([]metering.Result, error) {
	if len(requests) == 0 {
		return nil, nil
	}
	call := &call{requests: requests, done: make(chan struct{})}
	if err := c.enqueue(call); err != nil {
		return nil, err
	}
	select {
	case <-call.done:
		return call.results, call.err
	case <-ctx.Done():
		return nil, fmt.Errorf("wait for the commit: %w", ctx.Err())
	}
}

// Close refuses new requests and waits until those that were taken are answered.
func (c *Committer) Close() {
	c.mu.Lock()
	c.closed = true
	c.mu.Unlock()
	c.work.Wait()
}

func (c *Committer) enqueue(call *call) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.closed || c.queued+len(call.requests) > maxQueue {
		return ErrOverloaded
	}
	c.queued += len(call.requests)
	queueDepth.Set(float64(c.queued))
	name := c.laneOf(call.requests[0].Contract)
	l := c.lanes[name]
	if l == nil {
		l = &lane{}
		c.lanes[name] = l
		c.work.Go(func() { c.drain(name, l) })
	}
	l.calls = append(l.calls, call)
	return nil
}

func (c *Committer) laneOf(contract uuid.UUID) any {
	if c.Scope == ScopeContract {
		return contract
	}
	return maphash.Comparable(c.seed, contract) % sharedLanes
}
