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
		every(time.Hour, ForgetLimitsArgs{}),
		every(6*time.Hour, WatchPoolsArgs{}),
		every(24*time.Hour, MakePartitionsArgs{}),
		nightly(2, DetachRunsArgs{}),
		nightly(3, VerifyLedgerArgs{}),
	}
}

func every(interval time.Duration, args river.JobArgs) *river.PeriodicJob {
	return river.NewPeriodicJob(river.PeriodicInterval(interval),
		func() (river.JobArgs, *river.InsertOpts) { return args, nil },
		&river.PeriodicJobOpts{RunOnStart: true})
}

// nightly is for work that is heavy, or that nobody waits for: once a night at an hour of UTC, and not when a process starts.
func nightly(hour int, args river.JobArgs) *river.PeriodicJob {
	return river.NewPeriodicJob(atHour(hour), func() (river.JobArgs, *river.InsertOpts) { return args, nil }, nil)
}

// atHour is a time of every day, in UTC.
type atHour int

// Next is the first such time after now.
func (h atHour) Next(now time.Time) time.Time {
	year, month, day := now.UTC().Date()
	next := time.Date(year, month, day, int(h), 0, 0, 0, time.UTC)
	if !next.After(now) {
		next = next.AddDate(0, 0, 1)
	}
	return next
}
