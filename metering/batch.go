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
	large   map[agentHour]credit.Amount // hours with more use than BurstFloor, once it is counted

	crossings []credit.Crossing
}

// contract is a locked contract with its running period.
type contract struct {
	id       uuid.UUID
	now      time.Time // of its own clock
	plan     credit.Plan
	calendar credit.Calendar
	held     credit.Amount
	period   *period
	closed   []*period // those that a request of this batch may still land in

	nextAllowance credit.Amount // what the reset will grant
}

// tally is use in the running period, and what people were told of it.
type tally struct {
	used   credit.Amount
	before credit.Amount // the batch: what it imports counts as used before it, because history tells nobody anything
	told   credit.Threshold
}

// period is a billing period; its tally is kept for the running one only.
type period struct {
	id              uuid.UUID
	kind            credit.PeriodKind
	start, end, due time.Time // credited is true until it is due
	credited        credit.Amount
	landed          bool // runs of this batch did, although it is closed
	tally
}

func (p *period) contains(t time.Time) bool { return !t.Before(p.start) && t.Before(p.end) }

// agent is an agent with its counters in the running period.
type agent struct {
	id        uuid.UUID
	contract  *contract
	workspace *workspace
	limit     *credit.Amount
	held      credit.Amount
	tally

	deletedAt, disabledAt, safetyHoldAt *time.Time // nil while it is not so
}

// workspace is a workspace with its counters in the running period.
type workspace struct {
	id         uuid.UUID
	allocation *credit.Amount
	held       credit.Amount
	tally
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
	imported          bool
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

// agentHour is an hour of an agent, in microseconds since 1970.
type agentHour struct {
	agent key
	hour  int64
}

// count adds a run that the request has finished to the counters of its period.
func (b *batch) count(r *Run, a *agent, p *period, q Request) {
	imported, hour := q.Kind == Import, a.contract.calendar.Hour(b.countedAt(q))
	place := usePlace{r.Contract, r.Period, r.Workspace, r.Agent, hour}
	u := b.use[place]
	if u == nil {
		u = &use{firstRun: *r.FinishedAt, lastRun: *r.FinishedAt, imported: imported}
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
	for _, t := range []*tally{&p.tally, &a.workspace.tally, &a.tally} {
		t.used += *r.Credits
		if imported {
			t.before += *r.Credits
		}
	}
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
