package demo

import (
	"github.com/google/uuid"

	"cistern/graph/globalid"
)

// sight is something to see.
type sight struct {
	Path string // of the dashboard, or a URL of another site
	What string
	How  string // what to press there; empty where the page shows it by itself
}

// sights of one page or noun.
type sights struct {
	Of  string
	As  Person // who sees them; nobody in particular without a name
	All []sight
}

// mainSights are those of riverbank, with its first period and the one before the present.
func mainSights(first, last string) []sights {
	main, contract := riverbank.path(kitchen), riverbank.contractPath()
	return []sights{
		{"Credits", Admin, []sight{
			{main + "/credits", "Credits run out before the reset", ""},
			{main + "/credits?period=" + last, "The last period: more used than granted, by runs that were going when the pool ran out", ""},
			{main + "/credits?period=" + first, "A free period: metered, and nothing enforced", ""},
			{main + "/credits", "Use stacked by agent, as part of what was granted", "By agent, % of granted"},
			{main + "/credits", "Every day as a table", "View as table"},
			{main + "/credits", "How the estimate is made", "Estimate of …"},
			{main + "/credits", "Another time: the next reset and what comes after it", "Move the clock"},
			{riverbank.path(stores) + "/credits", "A workspace near its allocation", ""},
			{riverbank.path(stores) + "/credits", "Another allocation, with what it would block", "Change"},
			{riverbank.path(backOffice) + "/credits", "A workspace that has used up its allocation: its agents are paused", ""},
			{main + "/credits?q=no+such+agent", "No agent fits", ""},
		}},
		{"Agents", Admin, []sight{
			{main + "/credits?status=DISABLED", "Disabled by an admin, with the reason", "its status"},
			{main + "/credits?status=ON_HOLD", "New, spent fast, and on hold", "its status"},
			{riverbank.path(backOffice) + "/credits?status=PAUSED", "Paused by an allocation, and one by a limit of its own too", "its status"},
			{main + "/credits?q=competitor", "Near its limit", ""},
			{main + "/credits?status=IDLE", "Not used in this period", ""},
			{main + "/credits?status=DELETED&period=" + last, "Deleted: its use stays", ""},
			{main + "/credits", "Disable and undo", "…, Disable"},
			{main + "/credits", "Disable with a reason", "…, Disable with a reason…"},
			{main + "/credits", "A limit, with what it would block", "…, Set a limit…"},
			{main + "/credits", "Agents of some states alone", "Status"},
		}},
		{"Buying", Admin, []sight{
			{main + "/credits", "Packs with their price and how long credits last with them", "Buy credits"},
			{main + "/credits", "A smaller allowance from the next reset on, which can be revoked", "Buy credits, Every month"},
			{main + "/credits", "Purchases granted, failed, canceled, refunded and pending", "Buy credits, Receipts"},
			{main + "/ledger", "What the pool is made of, and every movement of it", ""},
		}},
		{"Several workspaces", Admin, []sight{
			{contract, "The pool and what each workspace takes of it", ""},
			{contract + "/people", "Who runs the organization", ""},
			{contract + "/tokens", "Service tokens for all workspaces or one", ""},
			{contract + "/audit", "Who changed what, charges and grants among it", ""},
		}},
		{"News", Admin, []sight{
			{"/notifications", "All kinds of notifications, read and unread", ""},
			{"/settings", "E-mails by kind, sessions, language and theme", ""},
			{"/dev/mail", "E-mails that would have been sent", ""},
		}},
		{"People and programs", Admin, []sight{
			{main + "/members", "Members, roles and invitations", ""},
			{main + "/members", "An invitation, whose link is shown once", "Invite"},
			{main + "/members", "Who can create agents, and whom another choice would leave out", "Who can create agents"},
			{main + "/tokens", "Service tokens", ""},
			{main + "/tokens", "A new one, which is shown once", "New token"},
			{main + "/audit", "Who changed what", ""},
			{"/explorer", "The API, with examples", ""},
		}},
		{"Anywhere", Admin, []sight{
			{main + "/credits", "Every page, workspace and command by its name", "Ctrl+K"},
			{main + "/credits", "All keys", "?"},
			{main + "/credits", "Settings, news and signing out", "Account of …"},
			{"/nowhere", "A page that is not there", ""},
		}},
		{"What is not for everybody", member, []sight{
			{"/", "No dashboard to show", ""},
			{main + "/credits", "The dashboard, refused", ""},
			{contract, "The organization, refused", ""},
		}},
	}
}

// otherSights are those of the other contracts.
func otherSights() []sights {
	return []sights{
		{"Other contracts", investor, []sight{
			{clinics.path(0) + "/credits", "Credits last until the reset", ""},
			{clinics.path(0) + "/credits", "Credits come from the account team: whom to ask", "Buy credits"},
			{clinics.path(0) + "/ledger", "Credits for the month, for the year and as an apology", ""},
			{clinics.path(1) + "/credits", "A workspace with too little use for an estimate of its own", ""},
			{clinics.path(2) + "/credits", "An empty workspace", ""},
			{bakery.path(0) + "/credits", "The pool is used up: its agents are paused", ""},
			{couriers.path(0) + "/credits", "A trial, two days old: too little use for an estimate", ""},
			{books.path(0) + "/credits", "A free period that still runs; what was bought waits for the first that is billed", ""},
			{tours.path(0) + "/credits", "Billed for the first time, and nothing was bought: no agent may run", ""},
			{choir.path(0) + "/credits", "A plan without the dashboard", ""},
			{labs.path(0) + "/credits", "A contract that begins: nothing was used yet", ""},
			{labs.path(0) + "/credits", "Nothing can be bought, because no day is set from which it is billed", "Buy credits"},
			{bakery.contractPath(), "An organization of one workspace, whose pool is used up", ""},
			{"/notifications", "News of several organizations", ""},
		}},
		{"Account team", team, []sight{
			{"/accounts", "Contracts side by side, the fastest spender first", ""},
			{"/accounts", "A contract with a new company", "New contract"},
			{"/accounts?q=nobody", "No contract fits", ""},
			{riverbank.contractPath() + "/account", "Terms, grants and purchases of a contract", ""},
			{clinics.contractPath() + "/account", "One that buys through the account team", "Grant credits"},
			{choir.contractPath() + "/account", "One whose plan has no dashboard", "Change terms"},
			{riverbank.path(kitchen) + "/credits", "The dashboard of a customer", ""},
		}},
	}
}

func (c *company) path(workspace int) string { return "/workspaces/" + c.global(workspace).String() }

func (c *company) contractPath() string {
	return "/contracts/" + globalid.ID{Type: globalid.Contract, Of: c.id}.String()
}

func period(id uuid.UUID) string {
	return globalid.ID{Type: globalid.BillingPeriod, Contract: contractID, Of: id}.String()
}
