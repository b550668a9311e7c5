package jobs

import (
	"time"

	"github.com/riverqueue/river"
)

// schedule is every periodic job.
func schedule() []*river.PeriodicJob {
	return []*river.PeriodicJob{
		every(time.Minute, StallArgs{}),
		every(time.Minute, SweepBoundariesArgs{}),
		every(time.Hour, SettleUseArgs{}),
		every(24*time.Hour, MakePartitionsArgs{}),
	}
}

func every(interval time.Duration, args river.JobArgs) *river.PeriodicJob {
	return river.NewPeriodicJob(river.PeriodicInterval(interval),
		func() (river.JobArgs, *river.InsertOpts) { return args, nil },
		&river.PeriodicJobOpts{RunOnStart: true})
}
