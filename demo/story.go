package demo

import (
	"encoding/binary"
	"math/rand/v2"
	"time"

	"github.com/google/uuid"

	"cistern/credit"
	"cistern/metering"
)

// seed of all that is drawn by lot.
const seed = 20260301

// Story is what happens in a contract of the demo: everything follows from the day on which it was made.
type Story struct {
	*company
	calendar credit.Calendar
	first    credit.Period // the oldest
	billed   credit.Period // the first billed one; zero where none is planned
	present  credit.Period // the one in which the demo was made
	made     time.Time     // start of the day on which it was made
	agents   []Agent
}

// later is the period so many after the first.
func (s Story) later(n int) credit.Period {
	p := s.first
	for range n {
		p = s.calendar.Next(p)
	}
	return p
}

// age is how many days before the making of the demo a day was.
func (s Story) age(day credit.Day) int { return int(s.made.Sub(day.Start).Hours() / 24) }

// createdAt is when an agent was made; none is older than the contract.
func (s Story) createdAt(a Agent) time.Time {
	at := s.daysBefore(a.Age).Add(8 * time.Hour)
	if at.Before(s.first.Start) {
		return s.first.Start
	}
	return at
}

func (s Story) daysBefore(n int) time.Time { return s.made.AddDate(0, 0, -n) }

// runs are those that the agents finish on a day before the given instant.
func (s Story) runs(day credit.Day, until time.Time) []metering.Request {
	var all []metering.Request
	for i := range s.agents {
		all = append(all, s.runsOf(i, day, until)...)
	}
	return all
}

// runsOf are the runs of one agent. They are drawn by a lot of their own, so that they do not depend on anything else.
func (s Story) runsOf(agent int, day credit.Day, until time.Time) []metering.Request {
	a, age := s.agents[agent], s.age(day)
	if age >= a.Age || age <= a.Ended && a.ended() {
		return nil
	}
	rng := rand.New(rand.NewPCG(seed+uint64(agent), uint64(day.Start.Unix()))) //nolint:gosec // a demo, the same every time
	weekday := day.Start.In(s.calendar.Zone).Weekday()
	var runs []metering.Request
	for i := range poisson(rng, a.PerDay*a.Rhythm.work(weekday, a.Age-age, rng)) {
		run := s.run(a, day.Start.Add(a.Rhythm.timeOfDay(i, rng)), rng)
		if !run.FinishedAt.After(until) && run.FinishedAt.Before(day.End) {
			runs = append(runs, run)
		}
	}
	return runs
}

// run draws one run that starts at an instant.
func (s Story) run(a Agent, startedAt time.Time, rng *rand.Rand) metering.Request {
	run := metering.Request{
		Kind: metering.Record, Contract: s.id, Run: runID(startedAt, rng), Agent: s.agentID(a),
		StartedAt: startedAt, FinishedAt: startedAt.Add(10*time.Second + span(rng, 4*time.Minute)),
	}
	run.Credits, run.Outcome = a.spend(rng)
	return run
}

// spend draws what a run uses and how it ends: some are long, and those that fail break off early.
func (a Agent) spend(rng *rand.Rand) (credit.Amount, credit.RunOutcome) {
	used := a.Cost * credit.Amount(60+rng.Int64N(81)) / 100
	switch {
	case rng.Float64() < a.Fails:
		return used / 3, credit.OutcomeFailed
	case rng.IntN(25) == 0:
		return 3 * used, credit.OutcomeSucceeded
	default:
		return used, credit.OutcomeSucceeded
	}
}

// ended reports whether the agent runs no more.
func (a Agent) ended() bool {
	return a.Fate == Disabled || a.Fate == OnHold || a.Fate == Deleted || a.Fate == Stopped
}

// used is what an agent uses in the running period until an instant.
func (s Story) used(agent int, until time.Time) (sum credit.Amount) {
	for _, day := range s.calendar.Days(s.present, until) {
		for _, run := range s.runsOf(agent, day, until) {
			sum += run.Credits
		}
	}
	return sum
}

// usedIn is what all agents use in a period until an instant.
func (s Story) usedIn(p credit.Period, until time.Time) (sum credit.Amount) {
	for _, day := range s.calendar.Days(p, until) {
		for _, run := range s.runs(day, until) {
			sum += run.Credits
		}
	}
	return sum
}

// runID is a UUID of version 7, whose random part is drawn by lot.
func runID(at time.Time, rng *rand.Rand) (id uuid.UUID) {
	binary.BigEndian.PutUint64(id[0:], uint64(at.UnixMilli())<<16|0x7000|rng.Uint64N(1<<12))
	binary.BigEndian.PutUint64(id[8:], 1<<63|rng.Uint64N(1<<62))
	return id
}
