package main

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/coder/websocket"
)

// join opens a socket that watches a workspace, until the context ends.
func (a *audience) join(ctx context.Context, address string, s *show) error {
	conn, _, err := websocket.Dial(ctx, "ws://"+address+"/graphql", &websocket.DialOptions{Subprotocols: []string{"graphql-transport-ws"}}) //nolint:bodyclose // there is none to close
	if err != nil {
		return err
	}
	conn.SetReadLimit(1 << 20)
	for _, message := range []string{
		fmt.Sprintf(`{"type":"connection_init","payload":{"Authorization":"Bearer %s"}}`, s.token),
		fmt.Sprintf(`{"type":"subscribe","id":"1","payload":{"query":"subscription { workspaceUsage(workspaceId: \"%s\") { version asOf dashboard { used daysLeft pool { granted remaining usedRatio } } } }"}}`, s.workspaceID()),
	} {
		if err := conn.Write(ctx, websocket.MessageText, []byte(message)); err != nil {
			return err
		}
	}
	var first []byte
	for range 2 { // the acknowledgement and the first frame
		if _, first, err = conn.Read(ctx); err != nil {
			return err
		}
	}
	known, _ := usedIn(first)
	a.work.Go(func() { a.watch(ctx, conn, s, known) })
	return nil
}

func (a *audience) watch(ctx context.Context, conn *websocket.Conn, s *show, known int) {
	defer func() { _ = conn.CloseNow() }() // it may be closed already
	for {
		_, frame, err := conn.Read(ctx)
		if err != nil {
			return // the measurement is over
		}
		if used, ok := usedIn(frame); ok {
			a.see(s, known, used, time.Now())
			known = used
		}
	}
}

// metric reads one of the server's.
func (p *process) metric(ctx context.Context, name string) (float64, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+p.operations+"/metrics", nil)
	if err != nil {
		return 0, err
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return 0, err
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		return 0, err
	}
	for line := range strings.SplitSeq(string(text), "\n") {
		if value, found := strings.CutPrefix(line, name+" "); found {
			return strconv.ParseFloat(value, 64)
		}
	}
	return 0, fmt.Errorf("there is no metric %s", name)
}
