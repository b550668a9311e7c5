package demo

import (
	"context"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"sync"
	"time"

	"github.com/google/uuid"

	"cistern/credit"
	"cistern/graph/globalid"
)

const (
	// liveShare is how much smaller a run is than one of the past: watched for hours, they shall not run the pool dry.
	liveShare = 8
	// blockedRest is how many of its usual pauses an agent that may not run waits before it asks again.
	blockedRest = 10
	// batchSize is how many runs an agent that works at night tells of at once, at the most.
	batchSize = 5
	// answerTime bounds the wait for an answer, also for the last one, after the end.
	answerTime = 5 * time.Second
)

// Simulation runs the agents of a demo through its API.
type Simulation struct {
	Story Story
	API   string  // origin
	Token string  // good for runs of the contract
	Pace  float64 // how many times more often than in life the agents run; time of day plays no part
	Now   func() time.Time
	Log   *slog.Logger
}

// Run keeps the agents running until the context ends. Runs that are going then are finished, so that none keeps its hold.
func (s Simulation) Run(ctx context.Context) {
	api := &client{http: &http.Client{Timeout: answerTime}, endpoint: s.API + "/graphql", token: s.Token}
	defer api.http.CloseIdleConnections()
	var acting sync.WaitGroup
	for i, a := range s.Story.agents {
		rate := a.PerDay * a.Rhythm.usual() * s.Pace
		if rate == 0 || a.Fate == Deleted {
			continue
		}
		actor := &actor{
			Agent: a, client: api, now: s.Now,
			id:    globalid.ID{Type: globalid.Agent, Contract: s.Story.id, Of: s.Story.agentID(a)}.String(),
			pause: time.Duration(float64(24*time.Hour) / rate),
			pace:  s.Pace,
			rng:   rand.New(rand.NewPCG(seed, uint64(i))), //nolint:gosec // a demo, the same every time
		}
		acting.Go(func() {
			if err := actor.act(ctx); err != nil {
				s.Log.WarnContext(ctx, "simulated agent stopped", "agent", a.Name, "error", err)
			}
		})
	}
	acting.Wait()
}

// actor is an agent at work.
type actor struct {
	Agent
	client *client
	now    func() time.Time
	id     string
	pause  time.Duration // between two runs, on average
	pace   float64
	rng    *rand.Rand
}

// act runs the agent again and again until the context or the API ends it.
func (a *actor) act(ctx context.Context) error {
	patience := 1.0
	for sleep(ctx, a.somePause(patience)) {
		blocked, err := a.once(ctx)
		if err != nil {
			return err
		}
		patience = 1
		if blocked {
			patience = blockedRest
		}
	}
	return nil
}

// somePause is how long to the next run: as between things that happen independently of each other.
func (a *actor) somePause(patience float64) time.Duration {
	return time.Duration(patience * a.rng.ExpFloat64() * float64(a.pause))
}

func (a *actor) once(ctx context.Context) (blocked bool, err error) {
	if a.Rhythm == Nightly {
		return false, a.recordBatch(ctx)
	}
	return a.run(ctx)
}

// run starts a run, tells that it goes on, and finishes it, earlier if it is told to stop.
func (a *actor) run(ctx context.Context) (blocked bool, err error) {
	id := uuid.Must(uuid.NewV7())
	admitted, err := a.client.start(ctx, a.id, id, a.Cost/liveShare)
	if err != nil || !admitted {
		return !admitted, err
	}
	used, outcome := a.spend(a.rng)
	used /= liveShare
	half := a.duration() / 2
	stop := !sleep(ctx, half)
	if !stop {
		if stop, err = a.client.heartbeat(ctx, id); err != nil {
			return false, err
		}
	}
	if stop || !sleep(ctx, half) {
		used, outcome = used/2, credit.OutcomeFailed
	}
	return false, a.client.finish(ctx, id, used, outcome)
}

// duration of a run: some minutes, which pass as fast as all else.
func (a *actor) duration() time.Duration {
	return time.Duration(float64(30*time.Second+span(a.rng, 4*time.Minute)) / a.pace)
}

// recordBatch tells of runs that have happened since the last batch, as a runtime does that counts by itself.
func (a *actor) recordBatch(ctx context.Context) error {
	runs := make([]recordedRun, 1+a.rng.IntN(batchSize))
	for i := range runs {
		used, outcome := a.spend(a.rng)
		runs[i] = recordedRun{
			RunID: uuid.Must(uuid.NewV7()), AgentID: a.id, Credits: used / liveShare, Outcome: outcome,
			FinishedAt: a.now().UTC().Truncate(time.Microsecond),
		}
	}
	return a.client.record(ctx, runs)
}

// sleep waits, and reports whether it was for the whole time.
func sleep(ctx context.Context, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
		return false
	}
}

// refusal is what the API says to something that an actor should not have asked.
type refusal struct{ code, message string }

func (r *refusal) Error() string { return fmt.Sprintf("refused with %s: %s", r.code, r.message) }
