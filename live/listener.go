package live

import (
	"context"
	"log/slog"
	"net"
	"time"

	"github.com/lib/pq"
)

const (
	minReconnect = 100 * time.Millisecond
	maxReconnect = 2 * time.Second
	closeTimeout = 2 * time.Second
)

// listen passes the notifications of the database on to the hub until the context ends. The logic goes by the nil notification that
// follows a reconnection, and not by events, which may come late.
func listen(ctx context.Context, url string, log *slog.Logger, hub *Hub) {
	l := pq.NewDialListener(keptAlive{}, url, minReconnect, maxReconnect, func(_ pq.ListenerEventType, err error) {
		if err != nil && ctx.Err() == nil {
			log.Warn("not listening for changes: trying again", "error", err)
		}
	})
	defer closeListener(l)
	ready := make(chan error, 1)
	go func() { ready <- l.Listen(channel) }() // waits for a connection, or for Close
	for {
		select {
		case <-ctx.Done():
			return
		case err := <-ready:
			if err != nil {
				log.Error("cannot listen for changes: they are seen by the poll alone", "error", err)
			}
			hub.changedAll() // what was announced before was not heard
		case n := <-l.Notify:
			hub.hear(n)
		}
	}
}

func (h *Hub) hear(n *pq.Notification) {
	if n == nil {
		h.changedAll()
		return
	}
	of, all := parsePayload(n.Extra)
	if all {
		h.changedAll()
		return
	}
	h.changed(of)
}

// closeListener gives up on a listener that does not close: after a protocol error it may wait for itself.
func closeListener(l *pq.Listener) {
	closed := make(chan struct{})
	go func() {
		defer close(closed)
		_ = l.Close()             // only says that it was closed before
		for n := range l.Notify { // it ends once nothing waits to be heard
			_ = n
		}
	}()
	select {
	case <-closed:
	case <-time.After(closeTimeout):
	}
}

// keptAlive dials connections that find out within half a minute that their peer has vanished.
type keptAlive struct{}

func (keptAlive) Dial(network, address string) (net.Conn, error) {
	return keptAlive{}.DialTimeout(network, address, maxReconnect)
}

func (keptAlive) DialTimeout(network, address string, timeout time.Duration) (net.Conn, error) {
	dialer := net.Dialer{Timeout: timeout, KeepAliveConfig: net.KeepAliveConfig{
		Enable: true, Idle: 10 * time.Second, Interval: 5 * time.Second, Count: 3,
	}}
	return dialer.DialContext(context.Background(), network, address)
}
