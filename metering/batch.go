package metering

import (
	"time"

	"github.com/google/uuid"

	"cistern/credit"
)

// key is the primary key of a row that belongs to a contract.
type key struct{ contract, id uuid.UUID }

// batch is the work on one set of requests: what was read under the lock, as the decisions so far have changed it, and what is
// to be written.
type batch struct {
	requests []Request
	results  []Result
	now      time.Time

	contracts map[uuid.UUID]*contract
	runs      map[key]*Run // every run that exists, and those that this batch adds
	agents    map[key]*agent

	added   []*Run
	changed map[key]*Run
	use     map[usePlace]*use
	holds   map[key]*hold
}

// contract is a locked contract with its running period.
type contract struct {
	id       uuid.UUID
	plan     credit.Plan
	calendar credit.Calendar
	held     credit.Amount
	period   *period
	closed   []*period // those that a request of this batch may still land in

	nextAllowance credit.Amount // what the reset will grant
}

// period is a billing period; used is kept for the running one only.
type period struct {
	id              uuid.UUID
	kind            credit.PeriodKind
	start, end, due time.Time // credited is true until it is due
	credited, used  credit.Amount
	landed          bool // runs of this batch did, although it is closed
}

func (p *period) contains(t time.Time) bool { return !t.Before(p.start) && t.Before(p.end) }

// agent is an agent with its counters in the running period.
type agent struct {
	id         uuid.UUID
	contract   *contract
	workspace  *workspace
	limit      *credit.Amount
	held, used credit.Amount

	deletedAt, disabledAt, safetyHoldAt *time.Time // nil while it is not so
}

// workspace is a workspace with its counters in the running period.
type workspace struct {
	id         uuid.UUID
	allocation *credit.Amount
	held, used credit.Amount
}

// usePlace is where use is counted, at the finest grain; the write sums it up to the coarser ones.
type usePlace struct {
	contract, period, workspace, agent uuid.UUID
	hour                               time.Time
}

type use struct {
	credits           credit.Amount
	succeeded, failed int64
	firstRun, lastRun time.Time
}

type hold struct {
	workspace uuid.UUID
	change    credit.Amount
}

func newBatch(requests []Request, now time.Time) *batch {
	return &batch{
		requests:  requests,
		results:   make([]Result, len(requests)),
		now:       now,
		contracts: map[uuid.UUID]*contract{},
		runs:      make(map[key]*Run, len(requests)),
		agents:    map[key]*agent{},
		changed:   map[key]*Run{},
		use:       map[usePlace]*use{},
		holds:     map[key]*hold{},
	}
}

// count adds a finished run to the counters of its period.
func (b *batch) count(r *Run, a *agent, p *period, hour time.Time) {
	place := usePlace{r.Contract, r.Period, r.Workspace, r.Agent, hour}
	u := b.use[place]
	if u == nil {
		u = &use{firstRun: *r.FinishedAt, lastRun: *r.FinishedAt}
		b.use[place] = u
	}
	u.credits += *r.Credits
	if r.Status == credit.RunSucceeded {
		u.succeeded++
	} else {
		u.failed++
	}
	if r.FinishedAt.Before(u.firstRun) {
		u.firstRun = *r.FinishedAt
	}
	if r.FinishedAt.After(u.lastRun) {
		u.lastRun = *r.FinishedAt
	}
	if p != a.contract.period {
		p.landed = true
		return
	}
	p.used += *r.Credits
	a.workspace.used += *r.Credits
	a.used += *r.Credits
}

// reserve changes what the agent, its workspace and its contract hold.
func (b *batch) reserve(a *agent, change credit.Amount) {
	if change == 0 {
		return
	}
	k := key{a.contract.id, a.id}
	h := b.holds[k]
	if h == nil {
		h = &hold{workspace: a.workspace.id}
		b.holds[k] = h
	}
	h.change += change
	a.held += change
	a.workspace.held += change
	a.contract.held += change
}
