package graph

import (
	"context"
	"errors"
	"net/http"
	"sync"

	"github.com/99designs/gqlgen/graphql"
	"github.com/google/uuid"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"cistern/auth"
	"cistern/live"
)

// Limits of streams, which are sockets and event streams. Each keeps a connection and some memory for as long as it lasts.
const (
	maxStreams         = 10_000 // of a process
	maxStreamsOfViewer = 50
)

var errTooManyStreams = &auth.Error{
	Code: auth.CodeRateLimited, Message: "You have too many connections open at once. Close some, or share one.",
}

// streams are the connections that last. They end when the process stops.
type streams struct {
	presences *auth.Presences
	prices    prices
	ctx       context.Context //nolint:containedctx // ends with the process, for all of them
	stop      context.CancelFunc

	mu       sync.Mutex
	open     int
	ofViewer map[uuid.UUID]int
	empty    chan struct{} // closed when the last one has ended after stop
}

func newStreams(presences *auth.Presences, charged prices) *streams {
	ctx, stop := context.WithCancel(context.Background())
	return &streams{presences: presences, prices: charged, ctx: ctx, stop: stop, ofViewer: map[uuid.UUID]int{}, empty: make(chan struct{})}
}

// reserve makes room for one more stream, which release gives back.
func (s *streams) reserve() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case s.ctx.Err() != nil:
		return live.ErrClosed
	case s.open >= maxStreams:
		return live.ErrFull
	}
	s.open++
	openStreams.Inc()
	return nil
}

func (s *streams) release() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.open--
	openStreams.Dec()
	if s.open == 0 && s.ctx.Err() != nil {
		close(s.empty)
	}
}

// enter begins the stream of whoever sent the request; leave ends it.
func (s *streams) enter(r *http.Request) (*auth.Presence, error) {
	presence, err := s.presences.Enter(r)
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.ofViewer[presence.ID] >= maxStreamsOfViewer {
		presence.Leave()
		return nil, errTooManyStreams
	}
	s.ofViewer[presence.ID]++
	return presence, nil
}

func (s *streams) leave(presence *auth.Presence) {
	presence.Leave()
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.ofViewer[presence.ID]--; s.ofViewer[presence.ID] == 0 {
		delete(s.ofViewer, presence.ID)
	}
}

// start begins a subscription: it is refused, or goes on until respond returns nil. It is charged once, however many frames it has.
func (s *streams) start(ctx context.Context, exec graphql.GraphExecutor, params *graphql.RawParams) (graphql.ResponseHandler, context.Context, *graphql.Response) {
	ctx = graphql.StartOperationTrace(ctx)
	op, wrong := exec.CreateOperationContext(ctx, params)
	if wrong == nil && op.Operation.Operation != ast.Subscription {
		wrong = gqlerror.List{codedError(string(auth.CodeBadRequest), "only subscriptions are served here; send others by POST to /graphql")}
	}
	if _, refused := s.prices.charge(ctx, op, wrong); refused != nil {
		wrong = gqlerror.List{refused}
	}
	if wrong != nil {
		return nil, ctx, exec.DispatchError(graphql.WithOperationContext(ctx, op), wrong)
	}
	respond, _ := exec.DispatchOperation(ctx, op) // its context is the last reading's
	return respond, graphql.WithOperationContext(ctx, op), nil
}

// drain tells all streams to end, so that their clients come back elsewhere, and waits until they have or the context ends.
func (s *streams) drain(ctx context.Context) error {
	s.mu.Lock()
	s.stop()
	none := s.open == 0
	s.mu.Unlock()
	if none {
		return nil
	}
	select {
	case <-s.empty:
		return nil
	case <-ctx.Done():
		return errors.New("some streams do not end")
	}
}

type presenceKey struct{}

// withPresence lets a context subscribe on behalf of somebody who stays.
func withPresence(ctx context.Context, presence *auth.Presence) context.Context {
	viewer, _ := presence.Viewer()
	return context.WithValue(auth.With(ctx, viewer), presenceKey{}, presence)
}

func presenceIn(ctx context.Context) *auth.Presence {
	presence, _ := ctx.Value(presenceKey{}).(*auth.Presence)
	return presence
}
