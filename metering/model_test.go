package metering_test

import (
	"strings"
	"time"

	"github.com/google/uuid"

	"cistern/credit"
	"cistern/metering"
)

// model says what metering does to one contract in UTC with service day 1, as plainly as can be: it keeps no counters, but adds up
// all runs each time.
type model struct {
	allowance  credit.Amount
	billedFrom int // the first billed month
	agents     map[uuid.UUID]*modelAgent
	runs       map[uuid.UUID]*modelRun

	opened                bool
	history, met, running int // the first month there is, the first that was not imported, and the running one
}

type modelWorkspace struct {
	id         uuid.UUID
	allocation *credit.Amount
}

type modelAgent struct {
	workspace               *modelWorkspace
	limit                   *credit.Amount
	disabled, held, deleted bool
}

type modelRun struct {
	agent         *modelAgent
	started, told *metering.Request // told is the request that ended it
	status        credit.RunStatus
	hold          credit.Amount
	reported      time.Time
	finished      time.Time
	month         int // in which it counts
	late          bool
}

// answer is what a caller learns of a request.
type answer struct {
	code           credit.ErrorCode
	field          string
	blockers       string
	repeated, stop bool
	status         credit.RunStatus
	hold           credit.Amount
	late           bool
}

func answerOf(r metering.Result) answer {
	if r.Err != nil {
		codes := make([]credit.BlockerCode, len(r.Blockers))
		for i, b := range r.Blockers {
			codes[i] = b.Code
		}
		return answer{code: r.Err.Code, field: r.Err.Field, blockers: joined(codes)}
	}
	return answer{repeated: r.Repeated, stop: r.StopRequested, status: r.Run.Status, hold: r.Run.Hold, late: r.Run.Late}
}

func joined(codes []credit.BlockerCode) string {
	texts := make([]string, len(codes))
	for i, code := range codes {
		texts[i] = string(code)
	}
	return strings.Join(texts, " ")
}

func refusal(code credit.ErrorCode, field string) answer { return answer{code: code, field: field} }

func (r *modelRun) answer() answer { return answer{status: r.status, hold: r.hold, late: r.late} }

func (m *model) apply(batch []metering.Request, now time.Time) []answer {
	m.open(batch, now)
	answers := make([]answer, len(batch))
	for i, q := range batch {
		answers[i] = m.decide(q, now)
	}
	return answers
}

// open crosses the reset with the first batch that concerns an agent of the contract.
func (m *model) open(batch []metering.Request, now time.Time) {
	concerned := false
	for _, q := range batch {
		concerned = concerned || m.agents[q.Agent] != nil || m.runs[q.Run] != nil
	}
	if !concerned {
		return
	}
	if month := monthOf(now); !m.opened {
		m.opened, m.history, m.met, m.running = true, month, month, month
	} else {
		m.running = max(m.running, month)
	}
	for _, q := range batch {
		if q.Kind == metering.Import {
			m.history = min(m.history, monthOf(countedAt(q, now)))
		}
	}
}

func (m *model) decide(q metering.Request, now time.Time) answer {
	if field := badField(q, now); field != "" {
		return refusal(credit.CodeBadInput, field)
	}
	run := m.runs[q.Run]
	agent, names := m.agents[q.Agent], "agentId"
	if q.Kind == metering.Heartbeat || q.Kind == metering.Finish {
		agent, names = nil, "runId"
		if run != nil {
			agent = run.agent
		}
	}
	if agent == nil || q.Workspace != uuid.Nil && q.Workspace != agent.workspace.id {
		return refusal(credit.CodeNotFound, names)
	}
	switch {
	case q.Kind == metering.Heartbeat:
		if run.status == credit.RunRunning {
			run.reported = now
		}
		return run.toldToStop()
	case run != nil && (q.Kind != metering.Finish || run.told != nil):
		if !run.same(q) {
			return refusal(credit.CodeConflict, "runId")
		}
		out := run.toldToStop()
		out.repeated = true
		return out
	case q.Kind == metering.Start:
		return m.start(q, agent, now)
	default:
		return m.end(q, run, agent, now)
	}
}

func badField(q metering.Request, now time.Time) string {
	const most = 1_000_000_000 * credit.Credit
	switch {
	case q.Run == uuid.Nil:
		return "runId"
	case q.Estimate < 0 || q.Estimate > most:
		return "estimate"
	case q.Credits < 0 || q.Credits > most:
		return "credits"
	case q.FinishedAt.After(now.Add(5 * time.Minute)):
		return "finishedAt"
	case q.FinishedAt.IsZero() && (q.Kind == metering.Record || q.Kind == metering.Import):
		return "finishedAt"
	case q.StartedAt.After(q.FinishedAt):
		return "startedAt"
	}
	return ""
}

func (r *modelRun) toldToStop() answer {
	out := r.answer()
	out.stop = r.agent.disabled || r.agent.held || r.agent.deleted
	return out
}

// same reports whether a request tells again what was told of the run.
func (r *modelRun) same(q metering.Request) bool {
	ended := r.told != nil && r.told.Credits == q.Credits && r.told.Outcome == q.Outcome
	switch q.Kind {
	case metering.Start:
		return r.started != nil && r.started.Agent == q.Agent && r.started.Estimate == q.Estimate
	case metering.Finish:
		return ended && r.started != nil && (q.FinishedAt.IsZero() || q.FinishedAt.Equal(r.finished))
	default:
		return ended && r.started == nil && r.told.Agent == q.Agent &&
			r.told.FinishedAt.Equal(q.FinishedAt) && r.told.StartedAt.Equal(q.StartedAt)
	}
}

func (m *model) start(q metering.Request, agent *modelAgent, now time.Time) answer {
	hold, blockers := m.admit(agent, q.Estimate)
	if len(blockers) > 0 {
		return answer{code: credit.CodeBlocked, field: "agentId", blockers: joined(blockers)}
	}
	run := &modelRun{agent: agent, started: &q, status: credit.RunRunning, hold: hold, reported: now}
	m.runs[q.Run] = run
	return run.answer()
}

func (m *model) admit(agent *modelAgent, hold credit.Amount) (credit.Amount, []credit.BlockerCode) {
	var blockers []credit.BlockerCode
	block := func(why credit.BlockerCode, when bool) {
		if when {
			blockers = append(blockers, why)
		}
	}
	block(credit.BlockerAgentDeleted, agent.deleted)
	block(credit.BlockerDisabledByAdmin, agent.disabled)
	block(credit.BlockerSafetyHold, agent.held)
	if !m.billed(m.running) {
		return 0, blockers
	}
	for _, level := range []struct {
		limit *credit.Amount
		why   credit.BlockerCode
		has   func(*modelAgent) bool
	}{
		{&m.allowance, credit.BlockerPoolExhausted, func(*modelAgent) bool { return true }},
		{agent.workspace.allocation, credit.BlockerAllocationReached, func(a *modelAgent) bool { return a.workspace == agent.workspace }},
		{agent.limit, credit.BlockerAgentLimitReached, func(a *modelAgent) bool { return a == agent }},
	} {
		if level.limit != nil {
			left := *level.limit - m.taken(level.has)
			block(level.why, left <= 0)
			hold = min(hold, left)
		}
	}
	return hold, blockers
}

// taken is what the runs of some agents have used in the running period, and hold.
func (m *model) taken(has func(*modelAgent) bool) (taken credit.Amount) {
	for _, r := range m.runs {
		switch {
		case !has(r.agent):
		case r.status == credit.RunRunning:
			taken += r.hold
		case r.told != nil && r.month == m.running:
			taken += r.told.Credits
		}
	}
	return taken
}

func (m *model) billed(month int) bool { return month >= m.met && month >= m.billedFrom }

func (m *model) end(q metering.Request, run *modelRun, agent *modelAgent, now time.Time) answer {
	at := countedAt(q, now)
	month := min(monthOf(at), m.running)
	late := month < m.running
	tooLate := now.After(startOf(month+1).Add(72*time.Hour)) && (q.Kind != metering.Import || m.billed(month))
	if late && (month < m.history || tooLate) {
		return refusal(credit.CodePeriodClosed, "finishedAt")
	}
	started := run != nil
	if !started {
		run = &modelRun{agent: agent}
		m.runs[q.Run] = run
	}
	run.told, run.status, run.month, run.late, run.finished = &q, q.Outcome.Status(), month, late, q.FinishedAt
	if q.FinishedAt.IsZero() {
		run.finished = now
	}
	if !started {
		return run.answer()
	}
	return run.toldToStop()
}

// stall marks runs that have been silent for longer than 15 minutes.
func (m *model) stall(now time.Time) (stalled int) {
	for _, r := range m.runs {
		if r.status == credit.RunRunning && r.reported.Before(now.Add(-15*time.Minute)) {
			r.status = credit.RunStalled
			stalled++
		}
	}
	return stalled
}

func countedAt(q metering.Request, now time.Time) time.Time {
	if q.FinishedAt.IsZero() || q.FinishedAt.After(now) {
		return now
	}
	return q.FinishedAt
}

func monthOf(t time.Time) int { return t.UTC().Year()*12 + int(t.UTC().Month()) - 1 }

func startOf(month int) time.Time {
	return time.Date(month/12, time.Month(month%12+1), 1, 0, 0, 0, 0, time.UTC)
}
