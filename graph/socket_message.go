package graph

import (
	"context"
	"encoding/json"
	"errors"
	"slices"

	"github.com/99designs/gqlgen/graphql"
	"github.com/coder/websocket"
)

// incoming is a message of a client.
type incoming struct {
	Type    string          `json:"type"`
	ID      string          `json:"id"`
	Payload json.RawMessage `json:"payload"`
}

// outgoing is a message of ours.
type outgoing struct {
	ID      string
	Type    string
	Payload json.RawMessage
}

// encode writes the message without looking through its payload, which is JSON already and most of it.
func (m outgoing) encode() []byte {
	text := slices.Concat([]byte(`{"type":"`), []byte(m.Type), []byte(`"`))
	if m.ID != "" {
		id, err := json.Marshal(m.ID)
		if err != nil {
			panic(err) // it is a string
		}
		text = slices.Concat(text, []byte(`,"id":`), id)
	}
	if len(m.Payload) > 0 {
		text = slices.Concat(text, []byte(`,"payload":`), m.Payload)
	}
	return append(text, '}')
}

// receive waits for a message. It waits as long as the connection lasts: attend looks after that.
func (s *socket) receive() (m incoming, err error) {
	kind, text, err := s.conn.Read(context.Background())
	if err != nil {
		return m, errors.New("the connection was closed")
	}
	if kind != websocket.MessageText || json.Unmarshal(text, &m) != nil {
		return m, errors.New("a message is no JSON object in text")
	}
	return m, nil
}

// send reports whether the message has gone. It has a time of its own, so that a subscription that ends does not take the connection
// with it; a peer that does not take the message in that time loses the connection.
func (s *socket) send(ctx context.Context, m outgoing) bool {
	if ctx.Err() != nil {
		return false
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), writeTimeout)
	defer cancel()
	return s.conn.Write(ctx, websocket.MessageText, m.encode()) == nil
}

// dataOf is a response without errors, whose data need not be encoded again.
func dataOf(response *graphql.Response) json.RawMessage {
	return slices.Concat(json.RawMessage(`{"data":`), response.Data, json.RawMessage(`}`))
}
