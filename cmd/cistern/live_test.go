package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/coder/websocket"
)

// follower is a client that watches one of several servers, and goes to any of them when it loses the one that it has.
type follower struct {
	token, workspace string

	mu      sync.Mutex
	conn    *websocket.Conn
	version string
	used    string
}

const usedDocument = `subscription Used($id: ID!, $after: String) { workspaceUsage(workspaceId: $id, after: $after) { version dashboard { used } } }`

func (f *follower) run(ctx context.Context, servers func() []string) {
	for ctx.Err() == nil {
		alive := servers()
		_ = f.watch(ctx, alive[rand.IntN(len(alive))]) // whatever ended it, it comes back
	}
}

func (f *follower) watch(ctx context.Context, server string) error {
	conn, _, err := websocket.Dial(ctx, strings.Replace(server, "http", "ws", 1)+"/graphql", &websocket.DialOptions{Subprotocols: []string{"graphql-transport-ws"}}) //nolint:bodyclose // there is none to close
	if err != nil {
		return err
	}
	defer func() { _ = conn.CloseNow() }() // it may be closed already
	f.mu.Lock()
	f.conn = conn
	variables, err := json.Marshal(map[string]string{"id": f.workspace, "after": f.version})
	f.mu.Unlock()
	if err != nil {
		return err
	}
	for _, message := range []string{
		fmt.Sprintf(`{"type":"connection_init","payload":{"Authorization":"Bearer %s"}}`, f.token),
		fmt.Sprintf(`{"type":"subscribe","id":"1","payload":{"query":%q,"variables":%s}}`, usedDocument, variables),
	} {
		if err := conn.Write(ctx, websocket.MessageText, []byte(message)); err != nil {
			return err
		}
	}
	for {
		_, text, err := conn.Read(ctx)
		if err != nil {
			return err
		}
		var m struct {
			Type    string
			Payload struct {
				Data struct {
					WorkspaceUsage struct {
						Version   string
						Dashboard struct{ Used string }
					}
				}
			}
		}
		if err := json.Unmarshal(text, &m); err != nil {
			return err
		}
		if m.Type == "next" {
			f.mu.Lock()
			f.version, f.used = m.Payload.Data.WorkspaceUsage.Version, m.Payload.Data.WorkspaceUsage.Dashboard.Used
			f.mu.Unlock()
		}
	}
}

func (f *follower) cut() {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.conn != nil {
		_ = f.conn.CloseNow() // it may be cut already
	}
}

func (f *follower) shows() string {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.used
}

// Two processes serve one database. Sockets are cut, the connections that listen are killed, one client hardly reads, and one process
// is killed: soon after the last change everybody holds what a query says.
func TestWatchersConverge(t *testing.T) {
	t.Parallel()
	address := newDatabase(t, template)
	owner := openDatabase(t, address)
	watched := newShow(t, address)

	first, second := serving(t, address), serving(t, address)
	var both atomic.Bool
	both.Store(true)
	servers := func() []string {
		if both.Load() {
			return []string{first.public, second.public}
		}
		return []string{first.public}
	}
	ctx, cancel := context.WithCancel(t.Context())
	var work sync.WaitGroup
	defer work.Wait()
	defer cancel()
	followers := make([]*follower, 40)
	for i := range followers {
		followers[i] = &follower{token: watched.token, workspace: watched.workspace}
		work.Go(func() { followers[i].run(ctx, servers) })
	}
	work.Go(func() { readSlowly(ctx, first.public, watched.token, watched.workspace) })

	for i := range 60 {
		watched.use(ctx, t, first.public)
		followers[rand.IntN(len(followers))].cut()
		switch i {
		case 20, 55:
			_, err := owner.ExecContext(ctx, `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query like 'LISTEN%'`)
			must(t, err)
		case 40:
			both.Store(false)
			must(t, second.cmd.Process.Kill())
		}
	}
	eventually(t, 3*time.Second, "everybody holds what the query says", func() bool {
		for _, f := range followers {
			if f.shows() != "60" {
				return false
			}
		}
		return true
	})
}

// readSlowly takes a byte a second of an event stream.
func readSlowly(ctx context.Context, server, token, workspace string) {
	body := fmt.Sprintf(`{"query":%q,"variables":{"id":%q}}`, usedDocument, workspace)
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, server+"/graphql/stream", strings.NewReader(body))
	if err != nil {
		return
	}
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("Authorization", "Bearer "+token)
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return
	}
	defer response.Body.Close()
	tick := time.NewTicker(time.Second)
	defer tick.Stop()
	for err == nil {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			_, err = io.CopyN(io.Discard, response.Body, 1)
		}
	}
}
