package demo

import (
	"context"
	"time"

	"cistern/billing"
	"cistern/credit"
	"cistern/ent"
)

// others are small companies, each in a state that riverbank is not in. They stay as they were made.
var others = []*company{clinics, bakery, couriers, books, tours, choir, labs}

// clinics buys through the account team, and its credits last.
var clinics = &company{
	id: otherContract("Lakeside Clinics"), name: "Lakeside Clinics", domain: "lakeside.example",
	plan: credit.PlanEnterprise, channel: credit.ChannelAccountTeam, zone: "Asia/Singapore",
	periods: 2, daysIn: 21, wished: 6500 * credit.Credit, allowances: []allowance{{1000, 8000 * credit.Credit}},
	workspaces: []string{"Lakeside Wards", "Lakeside Research", "Lakeside Archive"},
	cast: []Agent{
		{Name: "Referral letters", Rhythm: OfficeHours, PerDay: 10, Cost: 18 * credit.Credit, Fails: .02, Age: 90},
		{Name: "Discharge summaries", Rhythm: EveryDay, PerDay: 8, Cost: 24 * credit.Credit, Fails: .03, Age: 90},
		{Name: "Lab result routing", Creator: 1, Rhythm: EveryDay, PerDay: 9, Cost: 7 * credit.Credit, Fails: .01, Age: 60},
		{Name: "Appointment reminders", Creator: 1, Rhythm: Nightly, PerDay: 6, Cost: 9 * credit.Credit, Fails: .02, Age: 40},
		{Name: "Literature digest", Workspace: 1, Creator: 2, Rhythm: EveryDay, PerDay: 8, Cost: 10 * credit.Credit, Fails: .02, Age: 2},
	},
	creators: []string{"Wei Ling Tan", "Arjun Pillai", "Farah Ismail"},
	owner:    investor,
	acts: func(s Story) []act {
		return []act{
			s.give(s.daysBefore(50), credit.GrantAnnual, 20_000, 0, "Commitment for the year"),
			s.give(s.daysBefore(12), credit.GrantPromo, 500, 40, "For the morning on which the API was slow"),
		}
	},
}

// bakery has used up its pool two days ago.
var bakery = &company{
	id: otherContract("Corner Bakery"), name: "Corner Bakery", domain: "bakery.example",
	plan: credit.PlanBusiness, channel: credit.ChannelSelfServe, zone: "America/Phoenix",
	periods: 1, daysIn: 20, wished: 1008 * credit.Credit, allowances: []allowance{{1000, 1000 * credit.Credit}},
	workspaces: []string{"Corner Bakery"},
	cast: []Agent{
		{Name: "Order book", Rhythm: EveryDay, PerDay: 6, Cost: 12 * credit.Credit, Fails: .02, Age: 45, Fate: Stopped, Ended: 2},
		{Name: "Cake designer", Rhythm: EveryDay, PerDay: 2, Cost: 35 * credit.Credit, Fails: .04, Age: 40, Fate: Stopped, Ended: 2},
		{Name: "Flour price watch", Creator: 1, Rhythm: Nightly, PerDay: 1, Cost: 9 * credit.Credit, Age: 30, Fate: Stopped, Ended: 2},
	},
	creators: []string{"Rosa Delgado", "Ben Whitaker"},
	owner:    investor,
}

// couriers tries the product for nothing, and has not used it for the three days that an estimate takes.
var couriers = &company{
	id: otherContract("Tidewater Couriers"), name: "Tidewater Couriers", domain: "tidewater.example",
	plan: credit.PlanBusiness, trial: true, channel: credit.ChannelSelfServe, zone: "Africa/Lagos",
	daysIn: 2, workspaces: []string{"Tidewater Couriers"},
	cast: []Agent{
		{Name: "Where is my parcel", Rhythm: EveryDay, PerDay: 9, Cost: 2 * credit.Credit, Fails: .03, Age: 2},
		{Name: "Proof-of-delivery reader", Rhythm: EveryDay, PerDay: 5, Cost: 4 * credit.Credit, Fails: .1, Age: 2},
	},
	creators: []string{"Ngozi Adeyemi"},
	owner:    investor,
	acts: func(s Story) []act {
		return []act{s.give(s.daysBefore(2).Add(9*time.Hour), credit.GrantTrial, 500, 14, "Two weeks to try it")}
	},
}

// books is in a free period, and has bought for the first billed one, which is the next.
var books = &company{
	id: otherContract("Juniper Books"), name: "Juniper Books", domain: "juniper.example",
	plan: credit.PlanBusiness, channel: credit.ChannelSelfServe, zone: "Asia/Kolkata",
	periods: 1, daysIn: 16, billedFrom: 2, wished: 900 * credit.Credit, allowances: []allowance{{1000, 1000 * credit.Credit}},
	workspaces: []string{"Juniper Books"},
	cast: []Agent{
		{Name: "Stock letters", Rhythm: OfficeHours, PerDay: 6, Cost: 14 * credit.Credit, Fails: .02, Age: 40},
		{Name: "Reading club host", Creator: 1, Rhythm: Weekly, PerDay: 5, Cost: 30 * credit.Credit, Fails: .02, Age: 35},
		{Name: "Series finder", Creator: 1, Rhythm: EveryDay, PerDay: 5, Cost: 8 * credit.Credit, Fails: .04, Age: 30},
	},
	creators: []string{"Kavya Menon", "Rohan Das"},
	owner:    investor,
	acts: func(s Story) []act {
		return []act{s.order(order{s.daysBefore(3), credit.PurchaseTopUp, 500 * credit.Credit, credit.PurchaseGranted})}
	},
}

// tours is billed since its last reset and has bought nothing: its agents may not run.
var tours = &company{
	id: otherContract("Ipanema Tours"), name: "Ipanema Tours", domain: "ipanema.example",
	plan: credit.PlanBusiness, channel: credit.ChannelSelfServe, zone: "America/Sao_Paulo",
	periods: 1, daysIn: 3, billedFrom: 1, workspaces: []string{"Ipanema Tours"},
	cast: []Agent{
		{Name: "Itinerary writer", Rhythm: EveryDay, PerDay: 5, Cost: 6 * credit.Credit, Fails: .03, Age: 30, Fate: Stopped, Ended: 3},
		{Name: "Visa questions", Rhythm: OfficeHours, PerDay: 7, Cost: 3 * credit.Credit, Fails: .02, Age: 25, Fate: Stopped, Ended: 3},
	},
	creators: []string{"Beatriz Rocha"},
	owner:    investor,
}

// choir has gone over to a plan without agents.
var choir = &company{
	id: otherContract("Sunday Choir"), name: "Sunday Choir", domain: "choir.example",
	plan: credit.PlanPlus, channel: credit.ChannelSelfServe, zone: "Asia/Tokyo",
	periods: 1, daysIn: 8, billedFrom: never, workspaces: []string{"Sunday Choir"},
	cast: []Agent{
		{Name: "Rehearsal planner", Rhythm: EveryDay, PerDay: 2, Cost: 5 * credit.Credit, Fails: .02, Age: 30, Fate: Stopped, Ended: 8},
	},
	creators: []string{"Haruka Mori"},
	owner:    investor,
}

// labs begins today: nobody has made an agent, and no billing is planned.
var labs = &company{
	id: otherContract("Aurora Labs"), name: "Aurora Labs", domain: "aurora.example",
	plan: credit.PlanBusiness, trial: true, channel: credit.ChannelSelfServe, zone: "Asia/Ho_Chi_Minh",
	billedFrom: never, workspaces: []string{"Aurora Labs"}, owner: investor,
}

// give is a grant of the account team, which ends so many days later; by itself for 0.
func (s Story) give(at time.Time, kind credit.GrantKind, credits, days int64, note string) act {
	return act{at, func(ctx context.Context, tx *ent.Tx, a billing.Account, now time.Time) error {
		var expires *credit.Date
		if days > 0 {
			date := credit.DateOf(at.AddDate(0, 0, int(days)).In(s.calendar.Zone))
			expires = &date
		}
		_, err := billing.GrantCredits(ctx, tx, a, billing.NewGrant{
			Kind: kind, Credits: credit.Amount(credits) * credit.Credit, ExpiresOn: expires, Note: note,
			IdempotencyKey: "demo " + note, Cause: by(team, ""),
		}, now)
		return err
	}}
}
