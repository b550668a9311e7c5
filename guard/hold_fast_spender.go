package guard

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"cistern/audit"
	"cistern/credit"
	"cistern/ent"
	"cistern/ent/agentusage"
)

// HoldFastSpender holds an agent that spends fast, if it is new (D13), and reports whether it does. The caller has counted the burst in
// the same transaction.
func HoldFastSpender(ctx context.Context, tx *ent.Tx, b credit.Burst, now time.Time) (held bool, err error) {
	a, err := findAgent(ctx, tx, b.Contract, b.Agent)
	if err != nil {
		return false, err
	}
	runs, err := finishedRuns(ctx, tx, b.Contract, b.Agent)
	if err != nil {
		return false, err
	}
	if a.SafetyHoldAt != nil || !(credit.Newcomer{CreatedAt: a.CreatedAt, Runs: runs - b.Runs}).IsNew(now) {
		return false, nil
	}
	reason := fmt.Sprintf("spent %s credits in an hour, more than %s", b.After, b.Limit())
	_, err = Switch{
		Contract: b.Contract, Agent: b.Agent, Cause: audit.Cause{Actor: audit.Actor{Kind: audit.System}, Reason: reason},
	}.apply(ctx, tx, edit{
		action: "agent.safety_hold",
		done:   func(a *ent.Agent) bool { return a.SafetyHoldAt != nil },
		do:     func(u *ent.AgentUpdate) { u.SetSafetyHoldAt(now) },
	}, now)
	return err == nil, err
}

// finishedRuns is how many runs of an agent have finished, in all periods.
func finishedRuns(ctx context.Context, tx *ent.Tx, contract, agent uuid.UUID) (int64, error) {
	periods, err := tx.AgentUsage.Query().
		Where(agentusage.ContractID(contract), agentusage.ID(agent)).
		All(ctx)
	if err != nil {
		return 0, fmt.Errorf("count the runs of an agent: %w", err)
	}
	var runs int64
	for _, p := range periods {
		runs += p.Succeeded + p.Failed
	}
	return runs, nil
}
