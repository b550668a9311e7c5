package graph_test

import (
	"bufio"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"

	"cistern/auth"
	"cistern/credit"
	"cistern/graph/globalid"
	"cistern/metering"
)

const (
	watchWorkspace = `subscription Watch($id: ID!, $after: String) {
		workspaceUsage(workspaceId: $id, after: $after) { version asOf workspaceId dashboard { used pool { used held } } } }`
	patience = 10 * time.Second
)

// usage is a frame of watchWorkspace.
type usage struct {
	WorkspaceUsage struct {
		Version   string
		AsOf      time.Time
		Dashboard struct {
			Used string
			Pool struct{ Used, Held string }
		}
	}
}

// message is one of graphql-transport-ws.
type message struct {
	ID      string          `json:"id,omitempty"`
	Type    string          `json:"type"`
	Payload json.RawMessage `json:"payload,omitempty"`
}

// socket is a client's end of one.
type socket struct {
	t    testing.TB
	conn *websocket.Conn
}

// dial opens a socket as the caller, without connection_init.
func (c caller) dial(t testing.TB, header ...string) *socket {
	t.Helper()
	s, status := c.tryDial(t, header...)
	if s == nil {
		t.Fatalf("got %d", status)
	}
	return s
}

// tryDial returns the status of the answer when it is no socket.
func (c caller) tryDial(t testing.TB, header ...string) (*socket, int) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	h := http.Header{}
	if c.cookie != "" {
		h.Set("Cookie", c.cookie)
	}
	for i := 0; i < len(header); i += 2 {
		h.Set(header[i], header[i+1])
	}
	spoken := cmp.Or(h.Get("Sec-WebSocket-Protocol"), "graphql-transport-ws")
	h.Del("Sec-WebSocket-Protocol")
	options := &websocket.DialOptions{HTTPHeader: h, Subprotocols: []string{spoken}}
	conn, response, err := websocket.Dial(ctx, c.url, options) //nolint:bodyclose // there is none to close
	switch {
	case response == nil:
		t.Fatal(err)
	case err != nil:
		return nil, response.StatusCode
	}
	t.Cleanup(func() { _ = conn.CloseNow() })
	return &socket{t, conn}, response.StatusCode
}

// open is dial with the handshake; what proves who it is goes into the payload where it is a token.
func (c caller) open(t testing.TB) *socket {
	t.Helper()
	s := c.dial(t)
	s.init(c)
	if m := s.receive(); m.Type != "connection_ack" {
		t.Fatalf("got %+v", m)
	}
	return s
}

func (s *socket) init(c caller) {
	payload := `{}`
	if c.authorization != "" {
		payload = `{"Authorization":"` + c.authorization + `"}`
	}
	s.send(`{"type":"connection_init","payload":` + payload + `}`)
}

func (s *socket) send(text string) {
	s.t.Helper()
	ctx, cancel := context.WithTimeout(s.t.Context(), patience)
	defer cancel()
	must(s.t, s.conn.Write(ctx, websocket.MessageText, []byte(text)))
}

func (s *socket) subscribe(id, document string, given variables) {
	s.t.Helper()
	payload, err := json.Marshal(map[string]any{"query": document, "variables": given})
	must(s.t, err)
	text, err := json.Marshal(message{ID: id, Type: "subscribe", Payload: payload})
	must(s.t, err)
	s.send(string(text))
}

func (s *socket) receive() message {
	s.t.Helper()
	m, err := s.tryReceive()
	must(s.t, err)
	return m
}

func (s *socket) tryReceive() (m message, err error) {
	ctx, cancel := context.WithTimeout(s.t.Context(), patience)
	defer cancel()
	_, text, err := s.conn.Read(ctx)
	if err == nil {
		err = json.Unmarshal(text, &m)
	}
	return m, err
}

// frame is the next message, which must be one of the subscription.
func (s *socket) frame(id string) usage {
	s.t.Helper()
	m := s.receive()
	if m.Type != "next" || m.ID != id {
		s.t.Fatalf("got %s %s %s", m.Type, m.ID, m.Payload)
	}
	return decodeFrame(s.t, m.Payload)
}

func decodeFrame(t testing.TB, payload []byte) usage {
	t.Helper()
	var a answer
	must(t, json.Unmarshal(payload, &a))
	if len(a.Errors) > 0 {
		t.Fatalf("got %s", payload)
	}
	var u usage
	must(t, json.Unmarshal(a.Data, &u))
	return u
}

// refusal is the code of the next message, which must end the subscription.
func (s *socket) refusal(id string) string {
	s.t.Helper()
	m := s.receive()
	var a answer
	if m.Type != "error" || m.ID != id || json.Unmarshal(m.Payload, &a.Errors) != nil {
		s.t.Fatalf("got %s %s %s", m.Type, m.ID, m.Payload)
	}
	return a.code(s.t)
}

// closed is the code that the server closes the socket by, whatever it sends before.
func (s *socket) closed() websocket.StatusCode {
	s.t.Helper()
	for {
		if _, err := s.tryReceive(); err != nil {
			return websocket.CloseStatus(err)
		}
	}
}

// events is a client's end of an event stream.
type events struct {
	t        testing.TB
	response *http.Response
	lines    *bufio.Reader
}

// stream asks for an event stream.
func (c caller) stream(t testing.TB, document string, given variables) *events {
	t.Helper()
	body, err := json.Marshal(map[string]any{"query": document, "variables": given})
	must(t, err)
	request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, c.url+"/stream", strings.NewReader(string(body)))
	must(t, err)
	request.Header.Set("Content-Type", "application/json")
	for name, value := range map[string]string{"Authorization": c.authorization, "Cookie": c.cookie} {
		if value != "" {
			request.Header.Set(name, value)
		}
	}
	response, err := http.DefaultClient.Do(request)
	must(t, err)
	t.Cleanup(func() { _ = response.Body.Close() })
	return &events{t, response, bufio.NewReader(response.Body)}
}

// next is the name and data of the next event; an error is the end of the stream.
func (e *events) next() (name, data string, err error) {
	late := time.AfterFunc(patience, func() { _ = e.response.Body.Close() })
	defer late.Stop()
	for {
		line, err := e.lines.ReadString('\n')
		switch line = strings.TrimSuffix(line, "\n"); {
		case errors.Is(err, io.EOF):
			return name, data, io.EOF
		case err != nil:
			return name, data, err
		case line == "" && name != "":
			return name, data, nil
		case strings.HasPrefix(line, "event: "):
			name = strings.TrimPrefix(line, "event: ")
		case strings.HasPrefix(line, "data:"):
			data = strings.TrimSpace(strings.TrimPrefix(line, "data:"))
		}
	}
}

func (e *events) frame() usage {
	e.t.Helper()
	name, data, err := e.next()
	if err != nil || name != "next" {
		e.t.Fatalf("got %q %q %v", name, data, err)
	}
	return decodeFrame(e.t, []byte(data))
}

// watcher is a program with a token that may read what is used in the workspace.
func (w *world) watcher(t testing.TB) caller {
	t.Helper()
	return w.token(t, auth.Scope{Contract: w.contract.ID, Workspace: w.workspace.ID}, credit.ScopeUsageRead)
}

// signedWatcher is a widget with a signed token that is good for so long.
func (w *world) signedWatcher(t testing.TB, life time.Duration) caller {
	t.Helper()
	key, err := auth.GenerateSigningKey()
	must(t, err)
	keys, err := key.JWKS()
	must(t, err)
	path := filepath.Join(t.TempDir(), "keys.json")
	must(t, os.WriteFile(path, keys, 0o600))
	const issuer, audience = "https://host.example", "cistern.example"
	w.tokens.Issuer = &auth.Issuer{Name: issuer, Audience: audience, Keys: auth.KeysOfFile(path, slog.New(slog.DiscardHandler), w.clock.now)}
	text, err := key.Subscription(auth.NewSigned{
		Issuer: issuer, Audience: audience, Life: life,
		Subject: globalid.ID{Type: globalid.Workspace, Contract: w.contract.ID, Of: w.workspace.ID},
	}, w.clock.now())
	must(t, err)
	return caller{url: w.url, authorization: "Bearer " + text}
}

// use records a run.
func (w *world) use(t testing.TB, used credit.Amount) {
	t.Helper()
	results, err := w.ingest.Submit(t.Context(), []metering.Request{{
		Kind: metering.Record, Contract: w.contract.ID, Run: newID(), Agent: w.agent.ID,
		Credits: used, Outcome: credit.OutcomeSucceeded, FinishedAt: w.clock.now(),
	}})
	must(t, err)
	if results[0].Err != nil {
		t.Fatal(results[0].Err)
	}
}

func (w *world) watched(after any) variables {
	return variables{"id": workspaceID(w.workspace), "after": after}
}
