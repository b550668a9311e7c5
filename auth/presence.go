package auth

import (
	"context"
	"net/http"
	"reflect"
	"strings"
	"sync"
	"time"

	"github.com/google/uuid"
)

const (
	// lookInterval is how long somebody who stays connected may keep what was taken away, beside the memory of tokens.
	lookInterval = 400 * time.Millisecond
	lookTimeout  = 5 * time.Second
)

// Presences looks again and again at what callers may do who stay connected: in one go for all of them, so that it costs the database
// the same however many there are.
type Presences struct {
	callers *Authenticator
	stop    context.CancelFunc
	work    sync.WaitGroup

	mu    sync.Mutex
	known map[proof]*Presence
}

// proof is what a caller proves with who they are: a token, or else the secret of a session.
type proof struct{ token, secret string }

// Presence is a caller who stays, shared by all connections that came with the same proof.
type Presence struct {
	ID  uuid.UUID // of the person or the token
	Key uuid.UUID // of this presence alone

	of    *Presences
	proof proof
	stays int // guarded by of

	here context.Context //nolint:containedctx // ends when they are nobody any more
	gone context.CancelFunc

	mu      sync.Mutex
	viewer  *Viewer
	changed chan struct{}
}

// NewPresences looks until Close.
func NewPresences(callers *Authenticator) *Presences {
	ctx, stop := context.WithCancel(context.Background())
	p := &Presences{callers: callers, stop: stop, known: map[proof]*Presence{}}
	p.work.Go(func() { p.lookOn(ctx) })
	return p
}

// Close looks no more.
func (p *Presences) Close() {
	p.stop()
	p.work.Wait()
}

// Enter begins the presence of whoever sent the request; Leave ends it. Nobody, and a token that is not good, is ErrUnauthenticated.
func (p *Presences) Enter(r *http.Request) (*Presence, error) {
	viewer, err := p.callers.Identify(r)
	if err == nil && viewer == nil {
		err = ErrUnauthenticated
	}
	if err != nil {
		return nil, err
	}
	by := p.callers.proofOf(r)
	p.mu.Lock()
	defer p.mu.Unlock()
	here := p.known[by]
	if here == nil {
		here = newPresence(p, by, viewer)
		p.known[by] = here
	}
	here.stays++
	return here, nil
}

func newPresence(of *Presences, by proof, viewer *Viewer) *Presence {
	here, gone := context.WithCancel(context.Background())
	return &Presence{
		ID: viewer.id(), Key: uuid.New(), of: of, proof: by, here: here, gone: gone, viewer: viewer, changed: make(chan struct{}),
	}
}

// id tells callers apart.
func (v *Viewer) id() uuid.UUID {
	if v.Token != nil {
		return v.Token.ID
	}
	return v.UserID
}

func (a *Authenticator) proofOf(r *http.Request) proof {
	if _, token, given := strings.Cut(r.Header.Get("Authorization"), " "); given {
		return proof{token: strings.TrimSpace(token)}
	}
	return proof{secret: a.Sessions.secret(r)}
}

// Viewer is who it is with what they may do now, nil once they are nobody; changed is closed when that is out of date.
func (p *Presence) Viewer() (viewer *Viewer, changed <-chan struct{}) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.viewer, p.changed
}

// AfterGone runs do once they are nobody any more, in a goroutine of its own; stop has it not run.
func (p *Presence) AfterGone(do func()) (stop func() bool) { return context.AfterFunc(p.here, do) }

// Leave ends the presence of one connection.
func (p *Presence) Leave() {
	p.of.mu.Lock()
	defer p.of.mu.Unlock()
	if p.stays--; p.stays == 0 {
		delete(p.of.known, p.proof)
	}
}

func (p *Presence) set(viewer *Viewer) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if reflect.DeepEqual(viewer, p.viewer) {
		return
	}
	p.viewer = viewer
	close(p.changed)
	p.changed = make(chan struct{})
	if viewer == nil {
		p.gone()
	}
}

func (p *Presences) lookOn(ctx context.Context) {
	tick := time.NewTicker(lookInterval)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		if err := p.look(ctx); err != nil && ctx.Err() == nil {
			p.callers.Log.WarnContext(ctx, "who is connected could not be looked at: trying again", "error", err)
		}
	}
}

// look asks about everybody. Those about whom there is no answer keep what they had.
func (p *Presences) look(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, lookTimeout)
	defer cancel()
	var secrets []string
	var bearers, visitors []*Presence
	p.mu.Lock()
	for by, here := range p.known {
		if by.token != "" {
			bearers = append(bearers, here)
			continue
		}
		visitors = append(visitors, here)
		secrets = append(secrets, by.secret)
	}
	p.mu.Unlock()
	people, err := p.callers.Sessions.viewers(ctx, secrets)
	if err != nil {
		return err
	}
	for _, here := range visitors {
		here.set(people[here.proof.secret])
	}
	for _, here := range bearers {
		viewer, err := p.callers.Tokens.verify(ctx, here.proof.token)
		if err != nil && err != ErrUnauthenticated { //nolint:errorlint // verify returns it bare
			return err
		}
		here.set(viewer)
	}
	return nil
}
