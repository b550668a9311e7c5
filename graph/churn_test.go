package graph_test

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http"
	"os"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/coder/websocket"
	"github.com/prometheus/client_golang/prometheus"
	"go.uber.org/goleak"

	"cistern/credit"
	"cistern/internal/dbtest"
)

const (
	churnPhases  = 5
	churnClients = 12
	heapSlack    = 4 << 20 // bytes; caches fill
)

// Sockets and event streams come and go, are cut in the middle, and break the protocol; one client takes nothing, and the connection that
// listens is killed again and again. All the same no goroutine is left in the end, and memory does not grow from phase to phase. CHURN is
// how long, half a second a phase unless it is said. Not parallel: it counts goroutines.
func TestStreamsLeaveNothingBehind(t *testing.T) {
	lasting, err := time.ParseDuration(cmp.Or(os.Getenv("CHURN"), "2500ms"))
	must(t, err)
	before := goleak.IgnoreCurrent()
	t.Cleanup(func() {
		http.DefaultClient.CloseIdleConnections()
		if err := goleak.Find(append(dbtest.Lasting(), before)...); err != nil {
			t.Error(err)
		}
	})
	w := newWorld(t)
	w.admin(t).stream(t, watchWorkspace, w.watched(nil)) // takes nothing
	var first, last uint64
	var connections atomic.Int64
	for phase := range churnPhases {
		w.churn(t, lasting/churnPhases, &connections)
		awaitQuiet(t)
		last = memoryKept()
		if phase == 0 {
			first = last
		}
		t.Logf("after %d connections: %d KiB of heap and stacks, %d goroutines", connections.Load(), last>>10, runtime.NumGoroutine())
	}
	if last > first+first/4+heapSlack {
		t.Errorf("%d KiB are kept, %d after the first phase", last>>10, first>>10)
	}
	for _, line := range w.log.all() {
		if strings.Contains(line, "failed") {
			t.Fatalf("whoever goes is no fault: %s", line)
		}
	}
	s := w.admin(t).open(t)
	s.subscribe("1", watchWorkspace, w.watched(nil))
	s.frame("1")
}

// churn connects and cuts for so long, while the workspace is used.
func (w *world) churn(t *testing.T, lasting time.Duration, connections *atomic.Int64) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), lasting)
	defer cancel()
	var clients sync.WaitGroup
	defer clients.Wait()
	for range churnClients {
		c := w.watcher(t)
		clients.Go(func() {
			for ctx.Err() == nil {
				connections.Add(1)
				_ = w.visit(ctx, c) // however it ends
			}
		})
	}
	for i := 0; ctx.Err() == nil; i++ {
		w.use(t, credit.Amount(1))
		if i%50 == 0 {
			w.exec(t, `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query like 'LISTEN%'`)
		}
	}
}

// visit watches for a few frames, and leaves in one of many ways.
func (w *world) visit(ctx context.Context, c caller) error {
	ctx, cancel := context.WithTimeout(ctx, time.Duration(1+rand.IntN(300))*time.Millisecond)
	defer cancel()
	payload, err := json.Marshal(map[string]any{"query": watchWorkspace, "variables": w.watched(nil)})
	if err != nil {
		return err
	}
	if rand.IntN(4) == 0 {
		return visitEvents(ctx, c, string(payload))
	}
	conn, _, err := websocket.Dial(ctx, c.url, &websocket.DialOptions{Subprotocols: []string{"graphql-transport-ws"}}) //nolint:bodyclose // there is none to close
	if err != nil {
		return err
	}
	defer func() { _ = conn.CloseNow() }() // it may be closed already
	for _, message := range []string{
		`{"type":"connection_init","payload":{"Authorization":"` + c.authorization + `"}}`,
		fmt.Sprintf(`{"type":"subscribe","id":"1","payload":%s}`, payload),
		fmt.Sprintf(`{"type":"subscribe","id":"2","payload":%s}`, payload),
	} {
		if err := conn.Write(ctx, websocket.MessageText, []byte(message)); err != nil {
			return err
		}
	}
	for range rand.IntN(6) {
		if _, _, err := conn.Read(ctx); err != nil {
			return err
		}
	}
	switch rand.IntN(4) {
	case 0:
		return conn.Close(websocket.StatusNormalClosure, "")
	case 1:
		return conn.Write(ctx, websocket.MessageText, []byte(`{"type":"complete","id":"1"}`))
	case 2:
		return conn.Write(ctx, websocket.MessageText, []byte(`no message`))
	}
	return nil
}

func visitEvents(ctx context.Context, c caller, body string) error {
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, c.url+"/stream", strings.NewReader(body))
	if err != nil {
		return err
	}
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("Authorization", c.authorization)
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return err
	}
	_, err = response.Body.Read(make([]byte, 1+rand.IntN(1000)))
	_ = response.Body.Close() // it is the way to leave
	return err
}

// awaitQuiet waits until no more connections are open than those that stay.
func awaitQuiet(t *testing.T) {
	t.Helper()
	http.DefaultClient.CloseIdleConnections()
	const staying = 1
	late := time.After(patience)
	look := time.NewTicker(10 * time.Millisecond)
	defer look.Stop()
	for streamsOpen(t) > staying {
		select {
		case <-look.C:
		case <-late:
			t.Fatalf("%v streams are left open", streamsOpen(t))
		}
	}
}

func streamsOpen(t *testing.T) float64 {
	t.Helper()
	families, err := prometheus.DefaultGatherer.Gather()
	must(t, err)
	for _, family := range families {
		if family.GetName() == "cistern_live_streams" {
			return family.GetMetric()[0].GetGauge().GetValue()
		}
	}
	t.Fatal("streams are not counted")
	return 0
}

// memoryKept is what is left of heap and stacks without garbage, in bytes.
func memoryKept() uint64 {
	var m runtime.MemStats
	for range 3 { // what is cleaned up by one collection is gone after the next
		runtime.GC()
	}
	runtime.ReadMemStats(&m)
	return m.HeapAlloc + m.StackInuse
}
