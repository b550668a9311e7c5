package notify

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"cistern/credit"
	"cistern/ent"
	"cistern/ent/agent"
)

// Crossed tells of a cap whose use has reached a threshold (D14). Once is enough for a threshold and a cap of a period: when a cap is
// lifted and set back to what it was, people know.
func Crossed(ctx context.Context, tx *ent.Tx, c credit.Crossing, now time.Time) ([]Notice, error) {
	n := news{
		kind: credit.NotifyPoolThreshold, contract: c.Contract, workspace: c.Workspace, agent: c.Agent,
		figures: ThresholdFigures{Threshold: int(c.Threshold), Used: c.Used, Cap: c.Cap, ResetsAt: c.ResetsAt},
	}
	if c.Workspace != uuid.Nil {
		n.kind = credit.NotifyAllocationThreshold
	}
	if c.Agent != uuid.Nil {
		var err error
		n.kind = credit.NotifyAgentLimitThreshold
		if n.person, err = creatorOf(ctx, tx, c.Contract, c.Agent); err != nil {
			return nil, err
		}
	}
	n.occasion = fmt.Sprintf("threshold/%s/%s/%s/%d of %d", c.Period, c.Workspace, c.Agent, c.Threshold, c.Cap)
	return tell(ctx, tx, n, now)
}

// creatorOf is who made an agent; nil where nobody is known.
func creatorOf(ctx context.Context, tx *ent.Tx, contract, id uuid.UUID) (*uuid.UUID, error) {
	a, err := tx.Agent.Query().Where(agent.ContractID(contract), agent.ID(id)).Only(ctx)
	if err != nil {
		return nil, fmt.Errorf("find the agent to tell of: %w", err)
	}
	return a.CreatedBy, nil
}
