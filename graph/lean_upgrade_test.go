package graph_test

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"strings"
	"testing"
	"time"
)

// A client need not wait for the answer to its handshake: what it sends with it, little or much, is read.
func TestMessagesThatComeWithTheHandshake(t *testing.T) {
	w := setup(t)
	program := w.watcher(t)
	for _, more := range []int{0, 900} {
		init := fmt.Sprintf(`{"type":"connection_init","payload":{"Authorization":%q,"more":%q}}`, program.authorization, strings.Repeat("x", more))
		conn, err := (&net.Dialer{}).DialContext(t.Context(), "tcp", strings.TrimPrefix(w.url, "http://"))
		must(t, err)
		defer conn.Close()
		must(t, conn.SetDeadline(time.Now().Add(patience)))
		_, err = fmt.Fprintf(conn, "GET /graphql HTTP/1.1\r\nHost: %s\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"+
			"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Protocol: graphql-transport-ws\r\n\r\n"+
			"%s%s", conn.RemoteAddr(), []byte{0x81, 0xfe, byte(len(init) >> 8), byte(len(init)), 0, 0, 0, 0}, init)
		must(t, err)
		answer := bufio.NewReader(conn)
		for {
			line, err := answer.ReadString('\n')
			must(t, err)
			if line == "\r\n" {
				break
			}
		}
		message := make([]byte, 2+len(`{"type":"connection_ack"}`))
		if _, err := io.ReadFull(answer, message); err != nil || string(message[2:]) != `{"type":"connection_ack"}` {
			t.Errorf("with %d more bytes: got %q, %v", more, message, err)
		}
	}
}
