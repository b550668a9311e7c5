package demo

import (
	"encoding/binary"
	"math/rand/v2"
	"time"

	"github.com/google/uuid"

	"cistern/credit"
	"cistern/metering"
)

const (
	// Periods is how many closed billing periods the demo has.
	Periods = 24
	// freePeriods of them come first.
	freePeriods = 2

	zone = "Asia/Ho_Chi_Minh"
	// daysIn is how many days of the running period have passed when the demo is made: some 60 %.
	daysIn = 18
	// wished is what the agents would use in the running period, more than can be spent in it: the pool runs out some days before the reset.
	wished = 7000 * credit.Credit
	// seed of all that is drawn by lot.
	seed = 20260301
)

// contractID is how a second start finds the demo.
var contractID = uuid.MustParse("0197a1e0-de30-7000-8000-c157e2ade300")

// Story is what happens in the demo: everything follows from the day on which it was made.
type Story struct {
	calendar credit.Calendar
	first    credit.Period // the oldest
	billed   credit.Period // the first billed one
	present  credit.Period // the one in which the demo was made
	made     time.Time     // start of the day on which it was made
	agents   []Agent
}

// NewStory is the story of a demo made now, with so many closed periods.
func NewStory(now time.Time, periods int) (Story, error) {
	location, err := time.LoadLocation(zone)
	if err != nil {
		return Story{}, err
	}
	serviceDate := now.In(location).AddDate(0, 0, -daysIn)
	calendar, err := credit.NewCalendar(serviceDate.Day(), zone)
	if err != nil {
		return Story{}, err
	}
	first := calendar.PeriodAt(now)
	for range periods {
		first = calendar.Previous(first)
	}
	return tell(calendar, first, periods), nil
}

// tell makes the story of a calendar whose first period is known.
func tell(calendar credit.Calendar, first credit.Period, periods int) Story {
	s := Story{calendar: calendar, first: first, present: first, agents: Cast()}
	for i := range periods {
		if i == freePeriods {
			s.billed = s.present
		}
		s.present = calendar.Next(s.present)
	}
	s.made = s.present.Start.AddDate(0, 0, daysIn)
	weight := s.usedIn(s.present, s.present.End)
	for i := range s.agents {
		s.agents[i].Cost = s.agents[i].Cost * wished / weight
	}
	return s
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
		Kind: metering.Record, Contract: contractID, Run: runID(startedAt, rng), Agent: agentID(a),
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
func (a Agent) ended() bool { return a.Fate == Disabled || a.Fate == OnHold || a.Fate == Deleted }

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

func agentID(a Agent) uuid.UUID { return named("agent " + a.Name) }

// named is the id of something that is made once.
func named(name string) uuid.UUID { return uuid.NewSHA1(contractID, []byte(name)) }
