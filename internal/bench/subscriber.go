package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/coder/websocket"
)

// fill has the subscribers from one number up to another join.
func (a *audience) fill(ctx context.Context, address string, shows []*show, from, to int) error {
	for i := from; i < to; i++ {
		if err := a.join(ctx, address, shows[i%len(shows)]); err != nil {
			return fmt.Errorf("subscriber %d: %w", i, err)
		}
	}
	return nil
}

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

// memory is what the server needs, in bytes.
type memory struct {
	resident float64 // with garbage and with room for it
	kept     float64 // heap and stacks without garbage
}

func (p *process) memory(ctx context.Context) (m memory, err error) {
	if m.resident, err = p.metric(ctx, "process_resident_memory_bytes"); err != nil {
		return m, err
	}
	for range 2 { // what is cleaned up by one collection is gone after the next
		if err := p.collect(ctx); err != nil {
			return m, err
		}
	}
	for _, name := range []string{"go_memstats_heap_alloc_bytes", "go_memstats_stack_inuse_bytes"} {
		bytes, err := p.metric(ctx, name)
		if err != nil {
			return m, err
		}
		m.kept += bytes
	}
	return m, nil
}

// collect has the server collect its garbage.
func (p *process) collect(ctx context.Context) error {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+p.operations+"/debug/pprof/heap?gc=1", nil)
	if err != nil {
		return err
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return err
	}
	_, err = io.Copy(io.Discard, response.Body)
	return errors.Join(err, response.Body.Close())
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
