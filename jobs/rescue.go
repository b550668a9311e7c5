package jobs

import (
	"context"
	_ "embed"
	"log/slog"
	"time"
)

//go:embed rescue.sql
var rescueSQL string

// rescueEvery is how often a process looks for jobs of processes that are gone. River's leader does too, but every thirty seconds, and
// it may be the leader that is gone; what is to be sent should be taken up within thirty in all.
const rescueEvery = 5 * time.Second

// rescueStuckJobs gives jobs that have been at work for longer than any may back to the queue, until the client stops. Jobs that have
// been tried often enough are left to River.
func (c *Client) rescueStuckJobs(log *slog.Logger) {
	ctx, stop := context.WithCancel(context.Background())
	c.stopRescuing = stop
	c.rescuing.Go(func() {
		ticker := time.NewTicker(rescueEvery)
		defer ticker.Stop()
		for {
			if _, err := c.pool.Exec(ctx, rescueSQL, rescueAfter.Seconds()); err != nil && ctx.Err() == nil {
				log.Error("rescue of stuck jobs failed", "error", err)
			}
			select {
			case <-ticker.C:
			case <-ctx.Done():
				return
			}
		}
	})
}
