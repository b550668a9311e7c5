package notify

import (
	"context"
	"fmt"
	"time"

	"cistern/credit"
	"cistern/ent"
)

// Held tells of an agent that was put on hold for spending fast (D13): its creator and the admins.
func Held(ctx context.Context, tx *ent.Tx, b credit.Burst, now time.Time) ([]Notice, error) {
	creator, err := creatorOf(ctx, tx, b.Contract, b.Agent)
	if err != nil {
		return nil, err
	}
	return tell(ctx, tx, news{
		kind: credit.NotifySafetyHold, contract: b.Contract, workspace: b.Workspace, agent: b.Agent, person: creator,
		occasion: fmt.Sprintf("hold/%s/%d", b.Agent, now.UnixMicro()),
		figures:  SafetyHoldFigures{Spent: b.After, Limit: b.Limit(), Hour: b.Hour},
	}, now)
}
