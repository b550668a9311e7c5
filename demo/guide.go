package demo

import (
	"bytes"
	"context"
	"database/sql"
	_ "embed"
	"fmt"
	"html/template"
	"log/slog"
	"net/http"

	"github.com/google/uuid"

	"cistern/graph/globalid"
)

//go:embed guide.html
var guideHTML string

var guidePage = template.Must(template.New("guide").Parse(guideHTML))

// Guide is a page that lists what there is to see in a demo, with a link to each.
type Guide struct {
	DB   *sql.DB
	Site string // URL of Site
	Log  *slog.Logger
}

// sight is something to see.
type sight struct {
	Path string // of the dashboard, or a URL of another site
	What string
	How  string // what to press there; empty where the page shows it by itself
}

// sights of one page or noun.
type sights struct {
	Of  string
	All []sight
}

// ServeHTTP shows the list. Its links ask for a sign-in where there is none.
func (g Guide) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	var body bytes.Buffer
	list, err := g.list(r.Context())
	if err == nil {
		err = guidePage.Execute(&body, list)
	}
	if err != nil {
		g.Log.ErrorContext(r.Context(), "guide of the demo failed", "error", err)
		http.Error(w, "something went wrong", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	_, _ = w.Write(body.Bytes()) // whoever went away does not miss it
}

func (g Guide) list(ctx context.Context) ([]sights, error) {
	var first, last uuid.UUID
	err := g.DB.QueryRowContext(ctx, `
		select
		  (select id from billing_periods where contract_id = $1 order by starts_at limit 1),
		  (select id from billing_periods where contract_id = $1 order by starts_at desc offset 1 limit 1)`, contractID).Scan(&first, &last)
	if err != nil {
		return nil, fmt.Errorf("find the periods of the demo: %w", err)
	}
	main, contract := pathOf(kitchen), "/contracts/"+globalid.ID{Type: globalid.Contract, Of: contractID}.String()
	return []sights{
		{"Credits", []sight{
			{main + "/credits", "Credits run out before the reset", ""},
			{main + "/credits?period=" + period(last), "The last period: more used than granted, by runs that were going when the pool ran out", ""},
			{main + "/credits?period=" + period(first), "A free period: metered, and nothing enforced", ""},
			{main + "/credits", "Use stacked by agent, in credits or as part of what was granted; every day as a table", "By agent, % of granted, View as table"},
			{pathOf(stores) + "/credits", "A workspace near its allocation", ""},
			{pathOf(backOffice) + "/credits", "A workspace that has used up its allocation: its agents are paused", ""},
			{main + "/credits?q=no+such+agent", "No agent fits", ""},
		}},
		{"Agents", []sight{
			{main + "/credits?status=DISABLED", "Disabled by an admin, with the reason", "its status"},
			{main + "/credits?status=ON_HOLD", "New, spent fast, and on hold", "its status"},
			{pathOf(backOffice) + "/credits?status=PAUSED", "Paused by an allocation, and one by a limit of its own too", "its status"},
			{main + "/credits?q=competitor", "Near its limit", ""},
			{main + "/credits?status=IDLE", "Not used in this period", ""},
			{main + "/credits?status=DELETED", "Deleted: its use stays", ""},
			{main + "/credits", "Disable, with a reason, and undo; limit, with what it would block", "…"},
		}},
		{"Buying", []sight{
			{main + "/credits", "Packs with their price and how long credits last with them", "Buy credits"},
			{main + "/credits", "A smaller allowance from the next reset on, which can be revoked", "Buy credits, Monthly allowance"},
			{main + "/credits", "Purchases granted, failed, canceled, refunded and pending", "Buy credits, Receipts"},
			{main + "/ledger", "What the pool is made of, and every movement of it", ""},
		}},
		{"Several workspaces", []sight{
			{contract, "The pool and what each workspace takes of it", ""},
			{contract + "/people", "Who runs the organization", ""},
			{contract + "/tokens", "Service tokens for all workspaces or one", ""},
			{contract + "/audit", "Who changed what, charges and grants among it", ""},
		}},
		{"Account team", []sight{
			{"/accounts", "Signed in as " + Team.Email + ": contracts side by side, the fastest spender first", "Sign out first"},
			{contract + "/account", "The same: terms, grants and purchases of a contract", "Sign out first"},
		}},
		{"News", []sight{
			{"/notifications", "All kinds of notifications, read and unread", ""},
			{"/settings", "E-mails by kind, sessions, language and theme", ""},
			{"/dev/mail", "E-mails that would have been sent", ""},
		}},
		{"People and programs", []sight{
			{main + "/members", "Members, roles and invitations", ""},
			{main + "/members", "Who can create agents, and whom another choice would leave out", "Who can create agents"},
			{main + "/tokens", "Service tokens", ""},
			{main + "/audit", "Who changed what", ""},
			{"/explorer", "The API, with examples", ""},
			{"/sign-in", "Signed in as member@riverbank.example: what members see", "Sign out first"},
			{"/nowhere", "A page that is not there", ""},
		}},
		{"Widgets on a page of another site", []sight{
			{g.Site + "/?lang=en", "What is used, and how long credits last, live", ""},
			{g.Site + "/?lang=vi&theme=dark", "In Vietnamese, on a dark page", ""},
			{g.Site + "/?token=short", "With tokens that are over after three seconds", ""},
			{g.Site + "/?token=none", "For a visitor who may not see them", ""},
		}},
	}, nil
}

func pathOf(workspace int) string {
	return "/workspaces/" + globalid.ID{Type: globalid.Workspace, Contract: contractID, Of: workspaceID(workspace)}.String()
}

func period(id uuid.UUID) string {
	return globalid.ID{Type: globalid.BillingPeriod, Contract: contractID, Of: id}.String()
}
