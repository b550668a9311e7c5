package demo

import "cistern/credit"

// Agent is one of the cast.
type Agent struct {
	Name      string
	Workspace int // index of the company's workspaces
	Creator   int // index of the company's creators
	Rhythm    Rhythm
	PerDay    float64       // runs on a day on which it works, on average
	Cost      credit.Amount // of a usual run; in a cast in relation to the others where the company has a wish, in a Story in credits
	Fails     float64       // share of its runs, 0 to 1
	Age       int           // days from its creation to the making of the demo
	Fate      Fate
	Ended     int // days from its fate to the making of the demo
}

// Fate is what has become of an agent.
type Fate int

// The fates.
const (
	Well      Fate = iota
	Disabled       // by an admin
	OnHold         // by the guard against fast spending
	Deleted        // its past use stays
	NearLimit      // and the simulated agents will reach it
	AtLimit
	Stopped // by what its contract lacks
)

// Cast is everybody who acts in the main contract. Some have names that a careless page would choke on.
func Cast() []Agent {
	return []Agent{
		{Name: "Inbox triage", Creator: linh, Rhythm: OfficeHours, PerDay: 14, Cost: 9 * credit.Credit, Fails: .02, Age: 730},
		{Name: "Supplier e-mail sorter", Creator: minh, Rhythm: OfficeHours, PerDay: 9, Cost: 12 * credit.Credit, Fails: .03, Age: 715},
		{Name: "Báo cáo doanh thu hằng ngày", Creator: thao, Rhythm: Nightly, PerDay: 1, Cost: 85 * credit.Credit, Fails: .02, Age: 690},
		{Name: "<b>Weekly digest</b>", Creator: tomas, Rhythm: Weekly, PerDay: 3, Cost: 60 * credit.Credit, Fails: .01, Age: 640},
		{Name: "Recipe cost calculator", Creator: aisha, Rhythm: OfficeHours, PerDay: 6, Cost: 22 * credit.Credit, Fails: .04, Age: 610},
		{Name: "🍜 Menu idea machine", Creator: yuki, Rhythm: EveryDay, PerDay: 4, Cost: 31 * credit.Credit, Fails: .02, Age: 540},
		{Name: "Allergen checker", Creator: hannah, Rhythm: OfficeHours, PerDay: 8, Cost: 14 * credit.Credit, Fails: .01, Age: 520},
		{Name: "Meeting notes to tasks", Creator: linh, Rhythm: OfficeHours, PerDay: 7, Cost: 16 * credit.Credit, Fails: .03, Age: 480},
		{Name: "Catalogue translator (vi → en, fr, ja)", Creator: thao, Rhythm: Bursty, PerDay: 28, Cost: 19 * credit.Credit, Fails: .05, Age: 450},
		{Name: "Cold-chain alarm summariser", Creator: diego, Rhythm: EveryDay, PerDay: 5, Cost: 11 * credit.Credit, Fails: .06, Age: 400},
		{Name: "Nightly stock reconciliation", Creator: minh, Rhythm: Nightly, PerDay: 9, Cost: 46 * credit.Credit, Fails: .03, Age: 380},
		{Name: "Press clippings", Creator: samuel, Rhythm: Fading, PerDay: 6, Cost: 18 * credit.Credit, Fails: .04, Age: 370},
		{Name: "Social media drafts", Creator: yuki, Rhythm: OfficeHours, PerDay: 3, Cost: 26 * credit.Credit, Fails: .02, Age: 330},
		{Name: "Legacy CRM sync", Creator: olga, Rhythm: EveryDay, PerDay: 5, Cost: 8 * credit.Credit, Fails: .46, Age: 310},
		{Name: "Onboarding buddy", Creator: priya, Rhythm: OfficeHours, PerDay: 2, Cost: 20 * credit.Credit, Fails: .02, Age: 270},
		{Name: "Interview scheduler", Creator: priya, Rhythm: OfficeHours, PerDay: 3, Cost: 10 * credit.Credit, Fails: .05, Age: 230, Fate: Disabled, Ended: 4},
		{Name: "Competitor price watch", Creator: diego, Rhythm: EveryDay, PerDay: 4, Cost: 34 * credit.Credit, Fails: .07, Age: 200, Fate: NearLimit},
		{Name: "Food-safety audit: read every temperature log, delivery note and cleaning checklist of the week, list what is missing, and draft the e-mail to the shift lead", Creator: hannah, Rhythm: Weekly, PerDay: 5, Cost: 95 * credit.Credit, Fails: .03, Age: 180},
		{Name: "Customer letters", Creator: aisha, Rhythm: OfficeHours, PerDay: 5, Cost: 15 * credit.Credit, Fails: .02, Age: 150},
		{Name: "Event budget planner", Creator: samuel, Rhythm: Bursty, PerDay: 9, Cost: 29 * credit.Credit, Fails: .03, Age: 120, Fate: Deleted, Ended: 7},
		{Name: "Wiki gardener", Creator: tomas, Rhythm: Nightly, PerDay: 2, Cost: 44 * credit.Credit, Fails: .02, Age: 90},
		{Name: "Research: plant-based proteins", Creator: yuki, Rhythm: Bursty, PerDay: 7, Cost: 70 * credit.Credit, Fails: .04, Age: 60},
		{Name: "Shift hand-over", Creator: hannah, Rhythm: EveryDay, PerDay: 3, Cost: 7 * credit.Credit, Fails: .01, Age: 25},
		{Name: "Deep market scan", Creator: samuel, Rhythm: Racing, PerDay: 30, Cost: 140 * credit.Credit, Fails: .05, Age: 5, Fate: OnHold, Ended: 3},
		{Name: "Tasting panel notes", Creator: aisha, Rhythm: OfficeHours, PerDay: 4, Cost: 13 * credit.Credit, Fails: .02, Age: 4},
		{Name: "Untitled agent", Creator: priya, Rhythm: Never, Age: 2},

		{Name: "Store opening checklist", Workspace: stores, Creator: quang, Rhythm: EveryDay, PerDay: 6, Cost: 6 * credit.Credit, Fails: .02, Age: 600},
		{Name: "Review replies", Workspace: stores, Creator: quang, Rhythm: EveryDay, PerDay: 9, Cost: 8 * credit.Credit, Fails: .03, Age: 500},
		{Name: "Planogram reader", Workspace: stores, Creator: diego, Rhythm: OfficeHours, PerDay: 4, Cost: 32 * credit.Credit, Fails: .08, Age: 350},
		{Name: "Daily takings", Workspace: stores, Creator: thao, Rhythm: Nightly, PerDay: 4, Cost: 21 * credit.Credit, Fails: .02, Age: 300},
		{Name: "Rota planner", Workspace: stores, Creator: quang, Rhythm: Weekly, PerDay: 8, Cost: 40 * credit.Credit, Fails: .03, Age: 240},
		{Name: "Returns desk", Workspace: stores, Creator: olga, Rhythm: OfficeHours, PerDay: 5, Cost: 9 * credit.Credit, Fails: .04, Age: 160},
		{Name: "Window display ideas", Workspace: stores, Creator: yuki, Rhythm: Rare, PerDay: 2, Cost: 48 * credit.Credit, Fails: .02, Age: 140},
		{Name: "Loyalty newsletter", Workspace: stores, Creator: quang, Rhythm: Weekly, PerDay: 4, Cost: 37 * credit.Credit, Fails: .02, Age: 80},
		{Name: "Lost & found", Workspace: stores, Creator: olga, Rhythm: EveryDay, PerDay: 2, Cost: 5 * credit.Credit, Fails: .02, Age: 30},

		{Name: "Invoice matching", Workspace: backOffice, Creator: olga, Rhythm: OfficeHours, PerDay: 11, Cost: 17 * credit.Credit, Fails: .03, Age: 660},
		{Name: "Contract clause finder", Workspace: backOffice, Creator: tomas, Rhythm: OfficeHours, PerDay: 3, Cost: 52 * credit.Credit, Fails: .04, Age: 420},
		{Name: "Expense questions", Workspace: backOffice, Creator: minh, Rhythm: OfficeHours, PerDay: 5, Cost: 7 * credit.Credit, Fails: .02, Age: 260, Fate: AtLimit},
		{Name: "Month-end variance notes", Workspace: backOffice, Creator: olga, Rhythm: Rare, PerDay: 6, Cost: 66 * credit.Credit, Fails: .03, Age: 220},
		{Name: "VAT return draft", Workspace: backOffice, Creator: minh, Rhythm: Rare, PerDay: 2, Cost: 90 * credit.Credit, Fails: .05, Age: 100},
	}
}
