package ingest

import (
	"context"
	"time"

	"cistern/credit"
	"cistern/ent"
	"cistern/guard"
	"cistern/jobs"
	"cistern/metering"
	"cistern/notify"
)

// tellPeople lets people know of what a batch has reached, in its own transaction: thresholds (D14) and new agents that spend fast, which
// are held at once (D13).
func tellPeople(ctx context.Context, tx *ent.Tx, outcome metering.Outcome, now time.Time) error {
	var notices []notify.Notice
	for _, crossing := range outcome.Crossings {
		told, err := notify.Crossed(ctx, tx, crossing, now)
		if err != nil {
			return err
		}
		notices = append(notices, told...)
	}
	for _, burst := range outcome.Bursts {
		told, err := holdIfNew(ctx, tx, burst, now)
		if err != nil {
			return err
		}
		notices = append(notices, told...)
	}
	return jobs.EnqueueEmails(ctx, tx, notices)
}

func holdIfNew(ctx context.Context, tx *ent.Tx, burst credit.Burst, now time.Time) ([]notify.Notice, error) {
	held, err := guard.HoldFastSpender(ctx, tx, burst, now)
	if err != nil || !held {
		return nil, err
	}
	return notify.Held(ctx, tx, burst, now)
}
