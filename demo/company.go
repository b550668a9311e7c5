package demo

import (
	"fmt"
	"time"

	"github.com/google/uuid"

	"cistern/credit"
	"cistern/graph/globalid"
)

// company has a contract in the demo.
type company struct {
	id      uuid.UUID // of the contract
	name    string
	domain  string // of its addresses
	plan    credit.Plan
	trial   bool
	channel credit.Channel
	zone    string // one without daylight saving time: days are counted by hours

	periods    int           // how many closed billing periods it has; of riverbank, Config says it
	daysIn     int           // how many days of the running period have passed when the demo is made
	billedFrom int           // which of its periods is the first billed one, from 0; never if none is
	hourly     int           // how many days before the making of the demo are recorded hour by hour
	wished     credit.Amount // what its agents would use in the running period; 0 for what their runs cost
	allowances []allowance   // what it has bought for every month, the oldest first

	workspaces []string
	cast       []Agent
	creators   []string // of the agents
	owner      Person
	people     []Person          // the others who can sign in
	acts       func(Story) []act // what happens in it alone; nil for nothing
}

// never is billedFrom of a contract for which no billing is planned.
const never = -1

// allowance is what was bought for every month, from so many days before the making of the demo on.
type allowance struct {
	age     int
	credits credit.Amount
}

// otherContract is the id of the contract of a company beside riverbank.
func otherContract(name string) uuid.UUID { return uuid.NewSHA1(contractID, []byte("contract "+name)) }

// named is the id of something that is made once.
func (c *company) named(name string) uuid.UUID { return uuid.NewSHA1(c.id, []byte(name)) }

func (c *company) workspaceID(i int) uuid.UUID { return c.named("workspace " + c.workspaces[i]) }

func (c *company) creatorID(i int) uuid.UUID { return c.named("user " + c.creators[i]) }

func (c *company) agentID(a Agent) uuid.UUID { return c.named("agent " + a.Name) }

func (c *company) creatorEmail(i int) string { return fmt.Sprintf("builder%d@%s", i+1, c.domain) }

// global is the id of a workspace that the API knows.
func (c *company) global(workspace int) globalid.ID {
	return globalid.ID{Type: globalid.Workspace, Contract: c.id, Of: c.workspaceID(workspace)}
}

// begun tells the story of the company as of a demo that is made now, with so many closed periods.
func (c *company) begun(now time.Time, periods int) (Story, error) {
	location, err := time.LoadLocation(c.zone)
	if err != nil {
		return Story{}, err
	}
	serviceDate := now.In(location).AddDate(0, 0, -c.daysIn)
	calendar, err := credit.NewCalendar(serviceDate.Day(), c.zone)
	if err != nil {
		return Story{}, err
	}
	first := calendar.PeriodAt(now)
	for range periods {
		first = calendar.Previous(first)
	}
	return c.tell(calendar, first, periods), nil
}

// tell makes the story of a calendar whose first period is known.
func (c *company) tell(calendar credit.Calendar, first credit.Period, periods int) Story {
	s := Story{company: c, calendar: calendar, first: first, agents: append([]Agent(nil), c.cast...)}
	s.present = s.later(periods)
	if c.billedFrom != never {
		s.billed = s.later(c.billedFrom)
	}
	s.made = s.present.Start.AddDate(0, 0, c.daysIn)
	if c.wished > 0 {
		weight := s.usedIn(s.present, s.present.End)
		for i := range s.agents {
			s.agents[i].Cost = s.agents[i].Cost * c.wished / weight
		}
	}
	return s
}
