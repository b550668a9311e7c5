package graph

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"runtime/debug"
	"sync"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/coder/websocket"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"cistern/auth"
)

const (
	subprotocol      = "graphql-transport-ws"
	initTimeout      = 5 * time.Second
	pingInterval     = 25 * time.Second
	pingTimeout      = 10 * time.Second
	writeTimeout     = 10 * time.Second // whoever reads slower than that is let go, and may come back
	maxMessage       = 64 << 10
	maxSubscriptions = 20 // of a socket
)

// Codes that a socket is closed by. Clients come back after those below 4000 and a late start, and not by themselves after the others.
const (
	closeRestart       = websocket.StatusServiceRestart
	closeTryLater      = websocket.StatusTryAgainLater
	closeBadRequest    = websocket.StatusCode(4400)
	closeUnauthorized  = websocket.StatusCode(4401)
	closeNotAcceptable = websocket.StatusCode(4406)
	closeInitTimeout   = websocket.StatusCode(4408)
	closeIDTaken       = websocket.StatusCode(4409)
	closeInitTwice     = websocket.StatusCode(4429)
)

// sockets is GraphQL over WebSockets, by the protocol graphql-transport-ws, for subscriptions. gqlgen's own waits for a slow reader
// without end, and closes by the same code whatever happened.
type sockets struct {
	streams *streams
	r       *Resolver
}

// Supports takes what asks to be upgraded.
func (sockets) Supports(r *http.Request) bool { return r.Header.Get("Upgrade") != "" }

// Do begins a socket, which goes on when Do has returned: what the server keeps of a request is most of what a socket would need.
func (t sockets) Do(w http.ResponseWriter, r *http.Request, exec graphql.GraphExecutor) {
	if err := auth.CheckOrigin(r); err != nil {
		refuseHTTP(w, r, exec, http.StatusForbidden, err)
		return
	}
	if err := t.streams.reserve(); err != nil {
		refuseHTTP(w, r, exec, http.StatusServiceUnavailable, err)
		return
	}
	conn, err := websocket.Accept(leanUpgrade{w}, r, &websocket.AcceptOptions{
		Subprotocols: []string{subprotocol}, InsecureSkipVerify: true, // the origin was checked above
		CompressionMode: websocket.CompressionDisabled, // its windows would be most of the memory of a socket
	})
	if err != nil {
		t.streams.release()
		return // it was answered
	}
	conn.SetReadLimit(maxMessage)
	r = r.WithContext(context.WithoutCancel(r.Context()))
	s := &socket{streams: t.streams, request: r, conn: conn, exec: exec, r: t.r, active: map[string]*claim{}}
	go s.run(r.Context())
}

// socket is one connection.
type socket struct {
	streams *streams
	request *http.Request // until it is known who sent it
	conn    *websocket.Conn
	exec    graphql.GraphExecutor
	r       *Resolver
	work    sync.WaitGroup

	mu     sync.Mutex
	active map[string]*claim // subscriptions by their ids
	pings  *time.Timer
}

// claim is a subscription's on its id.
type claim struct{ cancel context.CancelFunc }

// run serves the socket until it ends.
func (s *socket) run(ctx context.Context) {
	defer s.streams.release()
	ctx, cancel := context.WithCancel(ctx)
	defer s.work.Wait()
	defer cancel()
	defer s.survive()
	s.end(s.serve(ctx))
}

// survive, deferred, lets a fault of ours end the socket and not the process.
func (s *socket) survive() {
	if p := recover(); p != nil {
		s.r.Log.Error("socket failed", "error", p, "stack", string(debug.Stack()))
		s.end(closing{closeTryLater, "something went wrong on our side"})
	}
}

// apart does what takes a deep stack on one that is given back: a goroutine that then waits would keep it.
func (s *socket) apart(do func()) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		defer s.survive()
		do()
	}()
	<-done
}

// closing is why a socket is closed.
type closing struct {
	code   websocket.StatusCode
	reason string
}

// end says farewell, for which a peer that has gone has no need.
func (s *socket) end(why closing) { _ = s.conn.Close(why.code, why.reason) }

// serve reads messages until the socket is to be closed.
func (s *socket) serve(ctx context.Context) closing {
	if s.conn.Subprotocol() != subprotocol {
		return closing{closeNotAcceptable, "speak " + subprotocol}
	}
	presence, why := s.init()
	if presence == nil {
		return why
	}
	s.request = nil
	defer s.streams.leave(presence)
	s.send(ctx, outgoing{Type: "connection_ack"}) // a peer that does not get it is found out by what follows
	ctx, cancel := context.WithCancel(withPresence(ctx, presence))
	defer s.attend(ctx, presence)()
	defer cancel()
	for {
		m, err := s.receive()
		if err != nil {
			return closing{closeBadRequest, err.Error()}
		}
		if why := s.take(ctx, m); why != (closing{}) {
			return why
		}
	}
}

// init waits for connection_init, and finds out who it is: by what the payload says, else by what came with the upgrade.
func (s *socket) init() (*auth.Presence, closing) {
	late := time.AfterFunc(initTimeout, func() { s.end(closing{closeInitTimeout, "connection initialisation timeout"}) })
	m, err := s.receive()
	if !late.Stop() || err != nil {
		return nil, closing{closeBadRequest, "send connection_init first"}
	}
	if m.Type != "connection_init" {
		return nil, closing{closeUnauthorized, "send connection_init first"}
	}
	var payload struct {
		Authorization string `json:"Authorization"` // in any case, as encoding/json reads names
	}
	if len(m.Payload) > 0 && json.Unmarshal(m.Payload, &payload) != nil {
		return nil, closing{closeBadRequest, "the payload of connection_init is no object"}
	}
	request := s.request
	if payload.Authorization != "" {
		request = request.Clone(request.Context())
		request.Header.Set("Authorization", payload.Authorization)
	}
	var presence *auth.Presence
	err = errors.New("who it is was not found out") // if that fails
	s.apart(func() { presence, err = s.streams.enter(request) })
	switch {
	case err == nil:
		return presence, closing{}
	case errors.Is(err, auth.ErrUnauthenticated):
		return nil, closing{closeUnauthorized, "sign in, or send a valid token"}
	case errors.Is(err, errTooManyStreams):
		return nil, closing{closeTryLater, "too many connections of yours are open"}
	}
	s.r.Log.ErrorContext(s.request.Context(), "caller not identified", "error", err)
	return nil, closing{closeTryLater, "something went wrong on our side"}
}

// attend closes the socket when the process stops, when its caller is nobody any more, and when the peer has gone silent, until the
// context ends. It keeps no goroutine, whose stack would be a good part of what a socket needs.
func (s *socket) attend(ctx context.Context, presence *auth.Presence) (stop func()) {
	restart := context.AfterFunc(s.streams.ctx, func() {
		s.end(closing{closeRestart, "the server is being restarted; connect again"})
	})
	gone := presence.AfterGone(func() { s.end(closing{closeUnauthorized, "the sign-in or token is over"}) })
	s.pingLater(ctx)
	return func() {
		restart()
		gone()
		s.mu.Lock()
		defer s.mu.Unlock()
		s.pings.Stop()
	}
}

// pingLater pings again and again while the peer answers.
func (s *socket) pingLater(ctx context.Context) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if ctx.Err() != nil {
		return
	}
	s.pings = time.AfterFunc(pingInterval, func() {
		if !s.ping(ctx) {
			_ = s.conn.CloseNow() // nobody is there to be told
			return
		}
		s.pingLater(ctx)
	})
}

func (s *socket) ping(ctx context.Context) bool {
	ctx, cancel := context.WithTimeout(ctx, pingTimeout)
	defer cancel()
	return s.conn.Ping(ctx) == nil
}

// take acts on a message; it returns a reason when the socket is to be closed.
func (s *socket) take(ctx context.Context, m incoming) closing {
	switch m.Type {
	case "subscribe":
		return s.subscribe(ctx, m)
	case "complete":
		s.complete(m.ID)
	case "ping":
		s.send(ctx, outgoing{Type: "pong", Payload: m.Payload})
	case "pong":
	case "connection_init":
		return closing{closeInitTwice, "too many initialisation requests"}
	default:
		return closing{closeBadRequest, "no message of the protocol"}
	}
	return closing{}
}

func (s *socket) subscribe(parent context.Context, m incoming) closing {
	params, err := decodeParams(bytes.NewReader(m.Payload))
	if err != nil || m.ID == "" {
		return closing{closeBadRequest, "subscribe needs an id and a payload such as {query, variables}"}
	}
	ctx, cancel := context.WithCancel(parent)
	own := &claim{cancel}
	switch refused := s.claim(m.ID, own); {
	case errors.Is(refused, errIDTaken):
		cancel()
		return closing{closeIDTaken, refused.Error()}
	case refused != nil:
		cancel()
		s.sendError(parent, m.ID, gqlerror.List{codedError(codeLimit, "%s", refused)})
		return closing{}
	}
	s.work.Go(func() {
		defer s.survive()
		failed := s.stream(ctx, m.ID, params)
		s.forget(m.ID, own) // before its client learns of the end, and may use the id again
		if failed != nil {
			s.sendError(parent, m.ID, failed)
		}
	})
	return closing{}
}

var (
	errIDTaken = errors.New("there is a subscription of this id already")
	errTooMany = fmt.Errorf("a connection has %d subscriptions at the most", maxSubscriptions)
)

// claim takes an id for a new subscription.
func (s *socket) claim(id string, own *claim) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case s.active[id] != nil:
		return errIDTaken
	case len(s.active) >= maxSubscriptions:
		return errTooMany
	}
	s.active[id] = own
	return nil
}

// complete ends a subscription for its client; one that is not there is no mistake, for both sides may end it at the same time.
func (s *socket) complete(id string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if own := s.active[id]; own != nil {
		own.cancel()
		delete(s.active, id)
	}
}

// forget gives an id back, unless it is another's by now.
func (s *socket) forget(id string, own *claim) {
	own.cancel()
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.active[id] == own {
		delete(s.active, id)
	}
}

// stream sends the frames of one subscription until it ends, and returns the errors that it ended by, if any.
func (s *socket) stream(ctx context.Context, id string, params *graphql.RawParams) gqlerror.List {
	var respond graphql.ResponseHandler
	refused := &graphql.Response{} // if the start fails, which ends the socket
	s.apart(func() { respond, ctx, refused = s.streams.start(ctx, s.exec, params) })
	if refused != nil {
		return refused.Errors
	}
	for response := respond(ctx); response != nil; response = respond(ctx) {
		if len(response.Errors) > 0 {
			return response.Errors
		}
		if !s.send(ctx, outgoing{Type: "next", ID: id, Payload: dataOf(response)}) {
			return nil
		}
	}
	return nil
}

func (s *socket) sendError(ctx context.Context, id string, list gqlerror.List) {
	payload, err := json.Marshal(list)
	if err != nil {
		panic(err) // they are made of what came as JSON, and of our words
	}
	s.send(ctx, outgoing{Type: "error", ID: id, Payload: payload})
}
