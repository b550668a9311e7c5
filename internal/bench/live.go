package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/google/uuid"

	"cistern/graph/globalid"
)

const (
	liveWorkspaces  = 50
	liveSubscribers = 1000
	liveRuns        = 2000 // a second
	liveBatch       = 10   // runs in a call
	warmUp          = 2 * time.Second
)

// show is a workspace that is watched while it is used. One run uses one credit, so that a frame tells how many runs it knows of.
type show struct {
	*stage

	mu        sync.Mutex
	committed []time.Time // when the answer to the n-th call came: the commit was before it
}

// live measures (d): how long after a commit subscribers have the frame that shows it, and what they cost.
func (b *bench) live(ctx context.Context) error {
	fmt.Printf("(d) subscribers over %d workspaces of as many contracts, %d runs/s\n", liveWorkspaces, liveRuns)
	t := newTable("", "runs/s", "commit to frame p50", "p99", "frames/s", "readings/s", "kB/socket", "resident")
	shows := make([]*show, liveWorkspaces)
	for i := range shows {
		s, err := b.newStage(ctx)
		if err != nil {
			return err
		}
		shows[i] = &show{stage: s}
	}
	for range b.rounds {
		for _, subscribers := range []int{liveSubscribers / 10, liveSubscribers} {
			r, err := b.watchWhileUsed(ctx, shows, subscribers)
			if err != nil {
				return err
			}
			t.add(fmt.Sprintf("%d subscribers", subscribers), r)
		}
	}
	t.print()
	few, many := fmt.Sprintf("%d subscribers", liveSubscribers/10), fmt.Sprintf("%d subscribers", liveSubscribers)
	fmt.Printf("  readings with ten times as many subscribers: %.2f of those with few (goal 1.00)\n", t.median(many, 4)/t.median(few, 4))
	fmt.Printf("  commit to frame, p99 with %s: %.0f µs (goal 150000 at the most)\n", many, t.median(many, 2))
	fmt.Printf("  a socket keeps %.1f kB, and takes %.1f kB with its garbage (goal 40 at the most)\n\n", t.median(many, 5), t.median(many, 6))
	return nil
}

func (b *bench) watchWhileUsed(ctx context.Context, shows []*show, subscribers int) (row, error) {
	program, err := b.startCistern(ctx)
	if err != nil {
		return nil, err
	}
	defer program.stop()
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	var audience audience
	// What is paid once, such as room for garbage and pages of the program, is there before memory is compared.
	few := subscribers / 10
	if err := audience.fill(ctx, program.address, shows, 0, few); err != nil {
		return nil, err
	}
	if err := useAll(ctx, program.address, shows, 2*warmUp); err != nil {
		return nil, err
	}
	before, err := program.memory(ctx)
	if err != nil {
		return nil, err
	}
	if err := audience.fill(ctx, program.address, shows, few, subscribers); err != nil {
		return nil, err
	}
	if err := useAll(ctx, program.address, shows, warmUp); err != nil {
		return nil, err
	}
	after, err := program.memory(ctx)
	if err != nil {
		return nil, err
	}
	audience.reset()
	readings, err := program.metric(ctx, "cistern_live_reads_total")
	if err != nil {
		return nil, err
	}
	callsBefore := callsOf(shows)
	began := time.Now()
	if err := useAll(ctx, program.address, shows, b.lasting); err != nil {
		return nil, err
	}
	took := time.Since(began).Seconds()
	later, err := program.metric(ctx, "cistern_live_reads_total")
	if err != nil {
		return nil, err
	}
	calls := callsOf(shows) - callsBefore
	latencies := audience.latencies()
	if len(latencies) == 0 {
		return nil, errors.New("no frame came")
	}
	cancel()
	audience.work.Wait()
	return row{
		float64(calls*liveBatch) / took,
		micros(latencies[len(latencies)/2]), micros(latencies[len(latencies)*99/100]),
		float64(audience.frames.Load()) / took, (later - readings) / took,
		(after.kept - before.kept) / float64(subscribers-few) / 1024, (after.resident - before.resident) / float64(subscribers-few) / 1024,
	}, nil
}

func callsOf(shows []*show) (calls int) {
	for _, s := range shows {
		s.mu.Lock()
		calls += len(s.committed)
		s.mu.Unlock()
	}
	return calls
}

// useAll records runs in all workspaces in turn, at the rate that is asked for.
func useAll(ctx context.Context, address string, shows []*show, lasting time.Duration) error {
	var calls sync.WaitGroup
	failed := make(chan error, 1)
	tick := time.NewTicker(time.Second * liveBatch / liveRuns)
	defer tick.Stop()
	until := time.Now().Add(lasting)
	for i := 0; time.Now().Before(until); i++ {
		select {
		case err := <-failed:
			return err
		case <-tick.C:
		}
		calls.Go(func() {
			if err := shows[i%len(shows)].use(ctx, address); err != nil {
				select {
				case failed <- err:
				default:
				}
			}
		})
	}
	calls.Wait()
	return nil
}

func (s *show) use(ctx context.Context, address string) error {
	var body bytes.Buffer
	fmt.Fprintf(&body, `{"query":%q,"variables":{"input":{"runs":[`, recordRuns)
	at := time.Now().UTC().Format(time.RFC3339Nano)
	for i := range liveBatch {
		if i > 0 {
			body.WriteByte(',')
		}
		fmt.Fprintf(&body, `{"runId":%q,"agentId":%q,"credits":"1","finishedAt":%q}`, uuid.Must(uuid.NewV7()), s.agentID(), at)
	}
	body.WriteString(`]}}}`)
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, "http://"+address+"/graphql", &body)
	if err != nil {
		return err
	}
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("Authorization", "Bearer "+s.token)
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return fmt.Errorf("record runs: %s", response.Status)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.committed = append(s.committed, time.Now())
	return nil
}

func (s *show) workspaceID() string {
	return globalid.ID{Type: globalid.Workspace, Contract: s.contract, Of: s.workspace}.String()
}

// audience is everybody who watches.
type audience struct {
	work   sync.WaitGroup
	frames atomic.Int64

	mu   sync.Mutex
	seen []time.Duration // of every call and subscriber: from the answer to the first frame that shows it
}

func (a *audience) reset() {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.seen = nil
	a.frames.Store(0)
}

func (a *audience) latencies() []time.Duration {
	a.mu.Lock()
	defer a.mu.Unlock()
	slices.Sort(a.seen)
	return a.seen
}

// see notes for every call that a frame is the first to show how long that took.
func (a *audience) see(s *show, known, used int, at time.Time) {
	a.frames.Add(1)
	s.mu.Lock()
	var took []time.Duration
	for n := known / liveBatch; n < min(used/liveBatch, len(s.committed)); n++ {
		took = append(took, max(0, at.Sub(s.committed[n])))
	}
	s.mu.Unlock()
	a.mu.Lock()
	defer a.mu.Unlock()
	a.seen = append(a.seen, took...)
}

// usedIn reads how much was used from a frame, without the cost of decoding it.
func usedIn(frame []byte) (int, bool) {
	_, rest, found := strings.Cut(string(frame), `"used":"`)
	number, _, _ := strings.Cut(rest, `"`)
	used, err := strconv.Atoi(number)
	return used, found && err == nil
}
