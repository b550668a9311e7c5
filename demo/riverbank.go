package demo

import (
	"slices"

	"github.com/google/uuid"

	"cistern/credit"
)

const (
	// Periods is how many closed billing periods the demo has.
	Periods = 24
	// freePeriods of them come first.
	freePeriods = 2
)

// The workspaces of riverbank, by their index.
const (
	kitchen = iota
	stores
	backOffice
)

// Those who made its agents, by their index.
const (
	linh = iota
	minh
	tomas
	aisha
	yuki
	hannah
	diego
	thao
	samuel
	priya
	olga
	quang
)

// contractID is how a second start finds the demo.
var contractID = uuid.MustParse("0197a1e0-de30-7000-8000-c157e2ade300")

// riverbank is what the demo is about: its agents go on running.
var riverbank = &company{
	id: contractID, name: "Riverbank Foods", domain: "riverbank.example",
	plan: credit.PlanBusiness, channel: credit.ChannelSelfServe, zone: "Asia/Ho_Chi_Minh",
	billedFrom: freePeriods, hourly: 7,
	daysIn:     18,                   // some 60 %
	wished:     7000 * credit.Credit, // more than can be spent: the pool runs out some days before the reset
	allowances: []allowance{{800, 1000 * credit.Credit}, {620, 2500 * credit.Credit}, {440, 5000 * credit.Credit}},
	workspaces: []string{"Riverbank Kitchen", "Riverbank Stores", "Riverbank Office"},
	cast:       Cast(),
	creators: []string{
		"Linh Nguyễn", "Minh Trần", "Tomáš Dvořák", "Aisha Bello", "Yuki Tanaka", "Hannah Weiss",
		"Diego Fernández", "Thảo Lê", "Samuel O’Brien", "Priya Raman", "Olga Petrova", "Quang Phạm",
	},
	owner: Admin, people: []Person{member, guest},
	acts: func(s Story) []act { return slices.Concat(s.orders(), s.caps(), s.invitations()) },
}

// MainWorkspace is the largest one.
var MainWorkspace = riverbank.global(kitchen)
