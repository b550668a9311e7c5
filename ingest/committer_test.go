package ingest

import (
	"errors"
	"log/slog"
	"math"
	"math/rand/v2"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"cistern/credit"
	"cistern/internal/dbtest"
	"cistern/ledger"
	"cistern/metering"
)

func TestBatchesOfManyProcessesNeverDeadlock(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	sites := make([]*site, 20)
	for i := range sites {
		of := *s
		of.contract = dbtest.Contract(t, s.client)
		of.workspace = dbtest.Workspace(t, s.client, of.contract)
		of.agent = dbtest.Agent(t, s.client, of.workspace)
		sites[i] = &of
	}
	const callers, calls = 32, 15
	t.Run("Load", func(t *testing.T) { // its connections tell the statistics of their deadlocks when they close
		processes := make([]*Committer, 4)
		for i := range processes {
			processes[i] = s.process(t, ScopeAll)
		}
		var all sync.WaitGroup
		for caller := range callers {
			all.Go(func() {
				for range calls {
					of := sites[rand.IntN(len(sites))]
					run := of.start(credits)
					for _, r := range submitAll(t, processes[caller%4], of.record(1), run, of.finish(run.Run, 1)) {
						if r.Err != nil {
							t.Error(r.Err)
						}
					}
				}
			})
		}
		all.Wait()
	})
	total := 0
	for _, of := range sites {
		total += of.runs(t)
	}
	if want := 2 * callers * calls; total != want {
		t.Errorf("stored %d runs of %d", total, want)
	}
	var deadlocks int
	must(t, s.db.SQL.QueryRowContext(t.Context(), "select deadlocks from pg_stat_database where datname = current_database()").Scan(&deadlocks))
	if deadlocks > 0 {
		t.Errorf("%d deadlocks, hidden by another try", deadlocks)
	}
	s.requireCountersAgree(t)
}

// A run that the database refuses must cost its neighbours nothing, whether they are of its call or of others in the batch.
func TestOnePoisonedRunSpoilsNoOther(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	c := s.process(t, ScopeAll)
	healthy := s.agent
	s.agent = dbtest.Agent(t, s.client, s.workspace)
	poisoned := s.record(credits)
	submit(t, c, s.record(credits))
	_, err := s.db.SQL.ExecContext(t.Context(),
		"update agent_usage set used = $3 where contract_id = $1 and agent_id = $2", s.contract.ID, s.agent.ID, int64(math.MaxInt64-1))
	must(t, err)
	s.agent = healthy

	requests := make([]metering.Request, 1000)
	for i := range requests {
		requests[i] = s.record(credits)
	}
	requests[617] = poisoned
	release := s.lockContract(t)
	pending := make([]*call, 10)
	for i := range pending {
		pending[i] = &call{requests: requests[i*100 : (i+1)*100], done: make(chan struct{})}
		must(t, c.enqueue(pending[i]))
	}
	release()
	for _, call := range pending {
		<-call.done
		must(t, call.err)
		for i, r := range call.results {
			if call.requests[i].Run == poisoned.Run {
				if r.Err == nil || r.Err.Code != credit.CodeInternal {
					t.Errorf("the poisoned run is answered %v", r.Err)
				}
			} else if r.Err != nil || r.Repeated {
				t.Errorf("run %d is answered %+v", i, r)
			}
		}
	}
	if used := s.used(t)[0]; s.runs(t) != 1000 || used != 1000*credits {
		t.Errorf("stored %d runs, used %s", s.runs(t), used)
	}

	if _, err := c.Submit(t.Context(), []metering.Request{poisoned}); err == nil {
		t.Error("a poisoned run alone is no fault")
	}
	_, err = s.db.SQL.ExecContext(t.Context(),
		"update agent_usage set used = $3 where contract_id = $1 and agent_id = $2", s.contract.ID, poisoned.Agent, int64(credits))
	must(t, err)
	if r := submit(t, c, poisoned); r.Err != nil || r.Repeated {
		t.Errorf("healed, the run is answered %+v", r)
	}
	s.requireCountersAgree(t)
}

func TestAPanicIsAFaultOfItsBatch(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	c := NewCommitter(Config{Client: s.client, Scope: ScopeAll, Now: s.clock.now, Log: slog.New(slog.DiscardHandler)})
	defer c.Close()
	if _, err := c.Submit(t.Context(), []metering.Request{s.record(1), s.record(1)}); err == nil {
		t.Error("a panic was answered as a success")
	}
}

// D5: while runs stream in from processes whose clocks differ, each lands in the one period in which it finished.
func TestAResetUnderLoadLosesNoRun(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	reset := dbtest.Epoch.AddDate(0, 1, 0)
	s.clock.set(reset.Add(-2 * time.Second))
	behind := *s
	behind.clock = newClock(reset.Add(-3 * time.Second))
	processes := []*Committer{s.process(t, ScopeAll), behind.process(t, ScopeAll)}

	const callers, calls = 16, 30
	var sent atomic.Int64
	var all sync.WaitGroup
	for caller := range callers {
		of := []*site{s, &behind}[caller%2]
		all.Go(func() {
			for range calls {
				// Time passes with the work: the boundary comes half-way, a second apart for the two.
				passed := time.Duration(sent.Add(1)) * 5 * time.Second / (callers * calls)
				s.clock.set(reset.Add(passed - 2*time.Second))
				behind.clock.set(reset.Add(passed - 3*time.Second))
				run := of.start(credits)
				for _, r := range []metering.Request{of.record(1), run, of.finish(run.Run, 1)} {
					if result := submit(t, processes[caller%2], r); result.Err != nil {
						t.Errorf("%s: %v", of.clock.now(), result.Err)
					}
				}
			}
		})
	}
	all.Wait()
	used := s.used(t)
	if len(used) != 2 || used[0] == 0 || used[1] == 0 || used[0]+used[1] != 2*callers*calls {
		t.Errorf("the periods counted %v of %d", used, 2*callers*calls)
	}
	var strayed int
	must(t, s.db.SQL.QueryRowContext(t.Context(), `
		select count(*)
		from runs r
		join billing_periods p on p.contract_id = r.contract_id and p.id = r.period_id
		where r.contract_id = $1 and not (least(r.finished_at, r.reported_at) >= p.starts_at and least(r.finished_at, r.reported_at) < p.ends_at)`,
		s.contract.ID).Scan(&strayed))
	if strayed > 0 {
		t.Errorf("%d runs count in a period in which they did not finish", strayed)
	}
	s.requireCountersAgree(t)
}

func TestAFullQueueRefusesAndLosesNothing(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	c := s.process(t, ScopeAll)
	release := s.lockContract(t)
	var taken []*call
	for {
		requests := make([]metering.Request, maxBatch)
		for i := range requests {
			requests[i] = metering.Request{Kind: metering.Heartbeat, Contract: s.contract.ID, Run: newID()}
		}
		requests[0] = s.record(1)
		call := &call{requests: requests, done: make(chan struct{})}
		if err := c.enqueue(call); err != nil {
			if !errors.Is(err, ErrOverloaded) {
				t.Error(err)
			}
			break
		}
		taken = append(taken, call)
	}
	if full := maxQueue / maxBatch; len(taken) < full || len(taken) > full+1 {
		t.Errorf("took %d calls of %d requests", len(taken), maxBatch)
	}
	release()
	for _, call := range taken {
		<-call.done
		if call.err != nil || call.results[0].Err != nil {
			t.Errorf("a call that was taken is answered %v", call.err)
		}
	}
	if runs := s.runs(t); runs != len(taken) {
		t.Errorf("stored %d runs of %d", runs, len(taken))
	}
	submit(t, c, s.record(1))
}

func TestCloseAnswersWhatWasTaken(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	c := s.process(t, ScopeAll)
	release := s.lockContract(t)
	taken := make([]*call, 10)
	for i := range taken {
		taken[i] = &call{requests: []metering.Request{s.record(1)}, done: make(chan struct{})}
		must(t, c.enqueue(taken[i]))
	}
	closed := make(chan struct{})
	go func() {
		defer close(closed)
		c.Close()
	}()
	release()
	<-closed
	for _, call := range taken {
		select {
		case <-call.done:
		default:
			t.Error("closed before a call was answered")
		}
	}
	if runs := s.runs(t); runs != len(taken) {
		t.Errorf("stored %d runs of %d", runs, len(taken))
	}
	if _, err := c.Submit(t.Context(), []metering.Request{s.record(1)}); !errors.Is(err, ErrOverloaded) {
		t.Errorf("after Close: %v", err)
	}
	if results, err := c.Submit(t.Context(), nil); len(results) > 0 || err != nil {
		t.Errorf("no requests are answered %v, %v", results, err)
	}
}

// lockContract keeps every batch of the contract waiting until it is released.
func (s *site) lockContract(t *testing.T) (release func()) {
	t.Helper()
	tx, err := s.client.Tx(t.Context())
	must(t, err)
	_, err = ledger.Lock(t.Context(), tx, s.contract.ID)
	must(t, err)
	return func() { must(t, tx.Rollback()) }
}
