package metering

import (
	"time"

	"github.com/google/uuid"

	"cistern/credit"
)

// Request is one thing that a runtime tells of one run. Its times are cut to microseconds, as the database keeps them.
type Request struct {
	Kind      Kind
	Contract  uuid.UUID
	Workspace uuid.UUID // the only workspace that the caller may reach; zero: every one of the contract
	Run       uuid.UUID // chosen by the caller; unique in the contract for good
	Agent     uuid.UUID // of Start, Record and Import

	Estimate   credit.Amount     // of Start
	Credits    credit.Amount     // of Finish, Record and Import
	Outcome    credit.RunOutcome // of Finish, Record and Import
	StartedAt  time.Time         // of Record and Import; zero: not told
	FinishedAt time.Time         // of Finish, Record and Import; zero, for Finish only: now
}

// Kind is what a Request tells.
type Kind int

// The kinds of Request.
const (
	Start     Kind = iota // the run wants to start: takes a hold, or is refused
	Heartbeat             // the run still goes on
	Finish                // the run ended: its use takes the place of the hold
	Record                // the run already happened: counts, cannot be blocked
	Import                // as Record, and may fill closed FREE periods
)

// Result is the answer to one Request. Err is set when it was refused, and then nothing of it was written.
type Result struct {
	Run           *Run
	Repeated      bool // the same was told before and counts once; Run is as it is by now
	StopRequested bool // the agent may not go on: it was disabled, held or deleted
	Blockers      []credit.Blocker
	Err           *credit.Error

	refused *refusal // of a start that is blocked
}

// Run is one execution of an agent as the database has it.
type Run struct {
	Contract   uuid.UUID
	ID         uuid.UUID
	Workspace  uuid.UUID
	Agent      uuid.UUID
	Period     uuid.UUID // zero until it finished
	Status     credit.RunStatus
	Estimate   *credit.Amount // nil for a run that was recorded without having been started
	Hold       credit.Amount  // reserved when it started
	Credits    *credit.Amount // nil until it finished
	StartedAt  *time.Time
	ReportedAt time.Time
	FinishedAt *time.Time
	Late       bool

	added bool // by the batch at work
}

func (r *Run) finished() bool { return r.FinishedAt != nil }
