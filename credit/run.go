package credit

import "io"

// RunStatus is how far a run is (D8).
type RunStatus string

// The values of RunStatus.
const (
	RunRunning   RunStatus = "RUNNING"
	RunSucceeded RunStatus = "SUCCEEDED"
	RunFailed    RunStatus = "FAILED"
	RunStalled   RunStatus = "STALLED"
)

var runStatuses = []RunStatus{RunRunning, RunSucceeded, RunFailed, RunStalled}

// Values lists what ent accepts.
func (RunStatus) Values() []string { return texts(runStatuses) }

// MarshalGQL writes the word as GraphQL and JSON have it.
func (v RunStatus) MarshalGQL(w io.Writer) { marshalEnum(w, v) }

// UnmarshalGQL refuses any other word.
func (v *RunStatus) UnmarshalGQL(in any) (err error) {
	*v, err = unmarshalEnum(in, runStatuses)
	return err
}

// RunOutcome is how a run ended.
type RunOutcome string

// The values of RunOutcome.
const (
	OutcomeSucceeded RunOutcome = "SUCCEEDED"
	OutcomeFailed    RunOutcome = "FAILED"
)

var runOutcomes = []RunOutcome{OutcomeSucceeded, OutcomeFailed}

// Values lists what ent accepts.
func (RunOutcome) Values() []string { return texts(runOutcomes) }

// MarshalGQL writes the word as GraphQL and JSON have it.
func (v RunOutcome) MarshalGQL(w io.Writer) { marshalEnum(w, v) }

// UnmarshalGQL refuses any other word.
func (v *RunOutcome) UnmarshalGQL(in any) (err error) {
	*v, err = unmarshalEnum(in, runOutcomes)
	return err
}

// Status is the status of a run that ended this way.
func (v RunOutcome) Status() RunStatus { return RunStatus(v) }
