package metering

import (
	"fmt"
	"time"

	"github.com/google/uuid"

	"cistern/credit"
)

const (
	// lateness is how long after a period has closed a run may still land in it (D7).
	lateness = 72 * time.Hour
	// clockSkew is how far in the future a runtime's clock may be (D7).
	clockSkew = 5 * time.Minute
	// maxCredits bounds one run, so that no counter of a period can overflow by a slip of a runtime.
	maxCredits = 1_000_000_000 * credit.Credit
)

// decide answers one request from what was read under the lock and what the batch has decided before it.
func (b *batch) decide(request *Request) Result {
	q := *request
	q.StartedAt, q.FinishedAt = q.StartedAt.Truncate(time.Microsecond), q.FinishedAt.Truncate(time.Microsecond)
	if err := check(q, b.nowOf(q)); err != nil {
		return Result{Err: err}
	}
	known := b.runs[key{q.Contract, q.Run}]
	switch q.Kind {
	case Start:
		return b.start(q, known)
	case Heartbeat:
		return b.heartbeat(q, known)
	case Finish:
		return b.finish(q, known)
	default:
		return b.record(q, known)
	}
}

// check refuses what is wrong whatever the database holds.
func check(q Request, now time.Time) *credit.Error {
	switch {
	case q.Run == uuid.Nil:
		return badInput("runId", "the id of a run must not be all zeros")
	case q.Estimate < 0 || q.Estimate > maxCredits:
		return badInput("estimate", "the estimate must be 0 to %s credits", maxCredits)
	case q.Credits < 0 || q.Credits > maxCredits:
		return badInput("credits", "the credits of a run must be 0 to %s", maxCredits)
	case q.FinishedAt.After(now.Add(clockSkew)):
		return badInput("finishedAt", "a run cannot finish in the future: %s is more than %s after now, check the runtime's clock",
			q.FinishedAt.Format(time.RFC3339), clockSkew)
	case q.FinishedAt.IsZero() && (q.Kind == Record || q.Kind == Import):
		return badInput("finishedAt", "a run that already happened must say when it finished")
	case q.StartedAt.After(q.FinishedAt):
		return badInput("startedAt", "a run cannot finish before it started")
	}
	return nil
}

func (b *batch) start(q Request, known *Run) Result {
	a, missing := b.agentOf(q)
	if missing != nil {
		return Result{Err: missing}
	}
	if known != nil {
		if known.Agent != q.Agent || known.Estimate == nil || *known.Estimate != q.Estimate {
			return conflict()
		}
		return repeat(known, a)
	}
	hold, blockers := credit.Admit(a.standing(), q.Estimate)
	if len(blockers) > 0 {
		return Result{refused: &refusal{a, blockers}, Err: &credit.Error{
			Code: credit.CodeBlocked, Field: "agentId", Message: "the agent may not start a run now; blockers says why",
		}}
	}
	r := &Run{
		Contract: q.Contract, ID: q.Run, Workspace: a.workspace.id, Agent: a.id,
		Status: credit.RunRunning, Estimate: &q.Estimate, Hold: hold, StartedAt: &a.contract.now, ReportedAt: a.contract.now,
	}
	b.reserve(a, hold)
	return b.add(r)
}

func (b *batch) heartbeat(q Request, known *Run) Result {
	a, missing := b.agentRunning(q, known)
	if missing != nil {
		return Result{Err: missing}
	}
	if known.Status == credit.RunRunning {
		known.ReportedAt = a.contract.now
		b.change(known)
	}
	return result(known, a)
}

func (b *batch) finish(q Request, known *Run) Result {
	a, missing := b.agentRunning(q, known)
	if missing != nil {
		return Result{Err: missing}
	}
	if known.finished() {
		if known.Estimate == nil || !known.says(q) || !q.FinishedAt.IsZero() && !known.FinishedAt.Equal(q.FinishedAt) {
			return conflict()
		}
		return repeat(known, a)
	}
	at := b.countedAt(q)
	if q.FinishedAt.IsZero() {
		q.FinishedAt = at
	}
	p, late, closed := b.place(a.contract, q.Kind, at)
	if closed != nil {
		return Result{Err: closed}
	}
	if known.Status == credit.RunRunning {
		b.reserve(a, -known.Hold)
	}
	known.end(q, p, late, a.contract.now)
	b.count(known, a, p, q)
	b.change(known)
	return result(known, a)
}

func (b *batch) record(q Request, known *Run) Result {
	a, missing := b.agentOf(q)
	if missing != nil {
		return Result{Err: missing}
	}
	if known != nil {
		if !known.finished() || known.Estimate != nil || known.Agent != q.Agent || !known.says(q) ||
			!known.FinishedAt.Equal(q.FinishedAt) || !equal(known.StartedAt, q.StartedAt) {
			return conflict()
		}
		return repeat(known, a)
	}
	at := b.countedAt(q)
	p, late, closed := b.place(a.contract, q.Kind, at)
	if closed != nil {
		return Result{Err: closed}
	}
	r := &Run{Contract: q.Contract, ID: q.Run, Workspace: a.workspace.id, Agent: a.id}
	if !q.StartedAt.IsZero() {
		r.StartedAt = &q.StartedAt
	}
	r.end(q, p, late, a.contract.now)
	b.count(r, a, p, q)
	return b.add(r)
}

// add keeps a run for the write and for later requests of the batch.
func (b *batch) add(r *Run) Result {
	b.runs[key{r.Contract, r.ID}] = r
	b.added = append(b.added, r)
	r.added = true
	return result(r, nil)
}

// change keeps a run that exists for the write; one that this batch adds is written as it is at the end anyway.
func (b *batch) change(r *Run) {
	if !r.added {
		b.changed[key{r.Contract, r.ID}] = r
	}
}

// agentOf finds the agent that a new run names, in the caller's reach.
func (b *batch) agentOf(q Request) (*agent, *credit.Error) {
	a := b.agents[key{q.Contract, q.Agent}]
	if a == nil || !q.reaches(a) {
		return nil, &credit.Error{Code: credit.CodeNotFound, Field: "agentId", Message: "there is no such agent"}
	}
	return a, nil
}

// agentRunning finds the agent of a run that is told of, in the caller's reach.
func (b *batch) agentRunning(q Request, known *Run) (*agent, *credit.Error) {
	if known != nil {
		if a := b.agents[key{known.Contract, known.Agent}]; a != nil && q.reaches(a) {
			return a, nil
		}
	}
	return nil, &credit.Error{Code: credit.CodeNotFound, Field: "runId", Message: "there is no run of this id; start it first"}
}

// countedAt is the instant that a finished run counts at: when it finished, or now where that is not told or lies ahead of our clock.
func (b *batch) countedAt(q Request) time.Time {
	now := b.nowOf(q)
	if q.FinishedAt.IsZero() || q.FinishedAt.After(now) {
		return now
	}
	return q.FinishedAt
}

// nowOf is the time of the clock of the request's contract, if there is such a contract.
func (b *batch) nowOf(q Request) time.Time {
	if c := b.contracts[q.Contract]; c != nil {
		return c.now
	}
	return b.now
}

// place finds the period that a run counts in (D7).
func (b *batch) place(c *contract, kind Kind, at time.Time) (p *period, late bool, closed *credit.Error) {
	if !at.Before(c.period.start) {
		return c.period, false, nil
	}
	for _, p := range c.closed {
		if p.contains(at) && (!c.now.After(p.end.Add(lateness)) || kind == Import && p.kind == credit.PeriodFree) {
			return p, true, nil
		}
	}
	return nil, false, &credit.Error{
		Code: credit.CodePeriodClosed, Field: "finishedAt",
		Message: fmt.Sprintf("the billing period of %s closed more than %s ago, or was before the contract", at.Format(time.RFC3339), lateness),
	}
}

// end makes a run finished.
func (r *Run) end(q Request, p *period, late bool, now time.Time) {
	r.Status, r.Credits, r.FinishedAt = q.Outcome.Status(), &q.Credits, &q.FinishedAt
	r.Period, r.Late, r.ReportedAt = p.id, late, now
}

// says reports whether a finished run ended as the request tells it.
func (r *Run) says(q Request) bool { return *r.Credits == q.Credits && r.Status == q.Outcome.Status() }

func (q Request) reaches(a *agent) bool {
	return q.Workspace == uuid.Nil || q.Workspace == a.workspace.id
}

// result answers with the run as it is now; later requests of the batch may change it.
func result(r *Run, a *agent) Result {
	now := *r
	return Result{Run: &now, StopRequested: a != nil && (a.stopped())}
}

// repeat answers a request that tells the same as the first of its id.
func repeat(r *Run, a *agent) Result {
	out := result(r, a)
	out.Repeated = true
	return out
}

// conflict answers a request that tells something else than the first of its id.
func conflict() Result {
	return Result{Err: &credit.Error{
		Code: credit.CodeConflict, Field: "runId", Message: "this id was used before with other content; nothing was changed",
	}}
}

func equal(a *time.Time, b time.Time) bool { return a == nil && b.IsZero() || a != nil && a.Equal(b) }

func badInput(field, format string, args ...any) *credit.Error {
	return &credit.Error{Code: credit.CodeBadInput, Field: field, Message: fmt.Sprintf(format, args...)}
}
