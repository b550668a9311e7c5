package ingest

import (
	"context"
	"time"

	"cistern/ent"
	"cistern/guard"
	"cistern/metering"
	"cistern/notify"
)

// tellPeople lets people know of what a batch has reached, in its own transaction: thresholds (D14) and new agents that spend fast, which are
// held at once (D13).
func tellPeople(ctx context.Context, tx *ent.Tx, outcome metering.Outcome, now time.Time) error {
	for _, crossing := range outcome.Crossings {
		if _, err := notify.Crossed(ctx, tx, crossing, now); err != nil {
			return err
		}
	}
	for _, burst := range outcome.Bursts {
		held, err := guard.HoldFastSpender(ctx, tx, burst, now)
		if err != nil {
			return err
		}
		if !held {
			continue
		}
		if _, err := notify.Held(ctx, tx, burst, now); err != nil {
			return err
		}
	}
	return nil
}
