package crashtest

import (
	"math/rand/v2"
	"time"

	"github.com/google/uuid"

	"cistern/credit"
)

// Run is a finished run that a caller reports.
type Run struct {
	ID, Agent  uuid.UUID
	Credits    credit.Amount
	Outcome    credit.RunOutcome
	FinishedAt time.Time // in UTC, to the microsecond
}

// NewRun is a run of up to two credits that has just finished.
func NewRun(agent uuid.UUID, finishedAt time.Time) Run {
	outcomes := []credit.RunOutcome{credit.OutcomeSucceeded, credit.OutcomeFailed}
	return Run{
		ID: uuid.Must(uuid.NewV7()), Agent: agent, Credits: rand.N(2 * credit.Credit), Outcome: outcomes[rand.IntN(len(outcomes))],
		FinishedAt: finishedAt.UTC().Truncate(time.Microsecond),
	}
}
