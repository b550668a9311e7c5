package graph

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"cistern/auth"
)

// keepAliveInterval is below what proxies take for dead.
const keepAliveInterval = 15 * time.Second

// eventStreams is GraphQL over server-sent events, one subscription each: graphql-sse in distinct connections.
type eventStreams struct {
	streams *streams
	r       *Resolver
}

// Supports takes every request: it is on a path of its own.
func (eventStreams) Supports(*http.Request) bool { return true }

// Do serves one stream until it ends. What is refused before it begins is answered as any POST is.
func (t eventStreams) Do(w http.ResponseWriter, r *http.Request, exec graphql.GraphExecutor) {
	params, refused := readParams(w, r)
	if refused != nil {
		w.Header().Set("Content-Type", "application/json")
		answer(w, refused.status, exec.DispatchError(r.Context(), gqlerror.List{refused.reason}))
		return
	}
	if err := t.streams.reserve(); err != nil {
		refuseHTTP(w, r, exec, http.StatusServiceUnavailable, err)
		return
	}
	defer t.streams.release()
	presence, err := t.streams.enter(r)
	if err != nil {
		refuseHTTP(w, r, exec, statusOf(err), err)
		return
	}
	defer t.streams.leave(presence)
	ctx, cancel := context.WithCancel(withPresence(r.Context(), presence))
	defer cancel()
	defer context.AfterFunc(t.streams.ctx, cancel)()
	respond, ctx, wrong := t.streams.start(ctx, exec, params)
	if wrong != nil {
		w.Header().Set("Content-Type", "application/json")
		answerRefused(w, wrong)
		return
	}
	newEventStream(w).run(ctx, respond)
}

func statusOf(err error) int {
	switch {
	case errors.Is(err, auth.ErrUnauthenticated):
		return http.StatusUnauthorized
	case errors.Is(err, errTooManyStreams):
		return http.StatusTooManyRequests
	}
	return http.StatusInternalServerError
}

// refuseHTTP answers what does not become a stream.
func refuseHTTP(w http.ResponseWriter, r *http.Request, exec graphql.GraphExecutor, status int, err error) {
	w.Header().Set("Content-Type", "application/json")
	if status == http.StatusServiceUnavailable || status == http.StatusTooManyRequests {
		w.Header().Set("Retry-After", "1")
	}
	answer(w, status, exec.DispatchError(r.Context(), gqlerror.List{{Err: err, Message: err.Error()}}))
}

type eventStream struct {
	w  http.ResponseWriter
	to *http.ResponseController
}

// newEventStream takes the limits of a request off the connection, which lasts longer.
func newEventStream(w http.ResponseWriter) *eventStream {
	s := &eventStream{w, http.NewResponseController(w)}
	_ = s.to.SetReadDeadline(time.Time{}) // where it cannot be taken off, the stream ends early and its client comes back
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("X-Accel-Buffering", "no") // nginx would keep events back
	return s
}

// run sends frames until the subscription ends by an error, or the connection by whatever it does: only then may its client come back.
func (s *eventStream) run(ctx context.Context, respond graphql.ResponseHandler) {
	responses := make(chan *graphql.Response)
	go func() {
		defer close(responses)
		for response := respond(ctx); response != nil; response = respond(ctx) {
			select {
			case responses <- response:
			case <-ctx.Done():
				return
			}
		}
	}()
	quiet := time.NewTicker(keepAliveInterval)
	defer quiet.Stop()
	for sent := s.write(":\n\n"); sent; {
		select {
		case <-quiet.C:
			sent = s.write(":\n\n")
		case response, more := <-responses:
			if !more {
				return
			}
			sent = s.send(response) && len(response.Errors) == 0
		}
	}
}

func (s *eventStream) send(response *graphql.Response) bool {
	if len(response.Errors) == 0 {
		return s.write("event: next\ndata: %s\n\n", dataOf(response))
	}
	text, err := json.Marshal(response)
	if err != nil {
		panic(err) // errors are made of what came as JSON, and of our words
	}
	return s.write("event: next\ndata: %s\n\nevent: complete\ndata:\n\n", text)
}

// write reports whether it has gone out in time.
func (s *eventStream) write(format string, args ...any) bool {
	_ = s.to.SetWriteDeadline(time.Now().Add(writeTimeout)) // as above
	_, err := fmt.Fprintf(s.w, format, args...)
	return err == nil && s.to.Flush() == nil
}
