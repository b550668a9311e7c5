package graph_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"cistern/credit"
	"cistern/ent"
	"cistern/internal/dbtest"
	"cistern/ledger"
)

const ledgerQuery = `query ($id: ID!, $after: String, $kinds: [EntryKind!]) {
	workspace(id: $id) {
		creditsDashboard {
			openingBalance
			pool { remaining }
			grants { nodes { id kind amount remaining effectiveAt expiresAt note } pageInfo { hasNextPage } }
			ledgerEntries(first: 2, after: $after, kinds: $kinds) {
				nodes { id kind amount grantKind at createdAt note }
				pageInfo { hasNextPage endCursor }
			}
		}
	}
}`

type ledgerPage struct {
	Workspace struct {
		CreditsDashboard struct {
			OpeningBalance credit.Amount
			Pool           struct{ Remaining credit.Amount }
			Grants         struct {
				Nodes []struct {
					ID, Kind, Note    string
					Amount, Remaining credit.Amount
					EffectiveAt       time.Time
					ExpiresAt         *time.Time
				}
			}
			LedgerEntries struct {
				Nodes []struct {
					ID, Kind, Note string
					Amount         credit.Amount
					GrantKind      *string
					At, CreatedAt  time.Time
				}
				PageInfo struct {
					HasNextPage bool
					EndCursor   *string
				}
			}
		}
	}
}

func TestLedger(t *testing.T) {
	w := setup(t)
	w.inTx(t, func(tx *ent.Tx) {
		p, err := ledger.OpenPeriod(t.Context(), tx, w.contract, dbtest.Epoch)
		must(t, err)
		_, err = ledger.Grant(t.Context(), tx, p, ledger.NewGrant{
			Kind: credit.GrantPromo, Amount: 50 * credit.Credit, EffectiveAt: dbtest.Epoch, ExpiresAt: noon.Add(time.Hour), Note: "welcome",
		}, dbtest.Epoch)
		must(t, err)
		_, err = ledger.Grant(t.Context(), tx, p, ledger.NewGrant{
			Kind: credit.GrantAdjustment, Amount: credit.Credit, EffectiveAt: noon.Add(time.Hour), Note: "sorry",
		}, dbtest.Epoch)
		must(t, err)
	})
	admin := w.admin(t)
	given := variables{"id": workspaceID(w.workspace)}
	d := got[ledgerPage](t, admin, ledgerQuery, given).Workspace.CreditsDashboard
	var grants, entries []string
	for _, g := range d.Grants.Nodes {
		grants = append(grants, fmt.Sprintf("%s %s %s %t %s", g.Kind, g.Amount, g.Remaining, g.ExpiresAt != nil, g.Note))
	}
	if want := "[PROMO 50 50 true welcome MONTHLY 1000 1000 true  ADJUSTMENT 1 1 false sorry]"; fmt.Sprint(grants) != want {
		t.Errorf("grants %s, want %s", fmt.Sprint(grants), want)
	}
	if d.OpeningBalance != 1050*credit.Credit || d.Pool.Remaining != 1050*credit.Credit {
		t.Errorf("opened with %s, %s are left", d.OpeningBalance, d.Pool.Remaining)
	}
	for {
		for _, e := range d.LedgerEntries.Nodes {
			entries = append(entries, e.Kind+" "+e.Amount.String()+" "+*e.GrantKind)
		}
		if !d.LedgerEntries.PageInfo.HasNextPage {
			break
		}
		given["after"] = *d.LedgerEntries.PageInfo.EndCursor
		d = got[ledgerPage](t, admin, ledgerQuery, given).Workspace.CreditsDashboard
	}
	if want := "GRANT 1 ADJUSTMENT, GRANT 50 PROMO, GRANT 1000 MONTHLY"; strings.Join(entries, ", ") != want {
		t.Errorf("entries %s, want %s", strings.Join(entries, ", "), want)
	}
	if d := got[ledgerPage](t, admin, ledgerQuery, variables{"id": given["id"], "kinds": []string{"EXPIRE"}}); len(d.Workspace.CreditsDashboard.LedgerEntries.Nodes) != 0 {
		t.Errorf("expired %v", d)
	}

	// The promotion ends, and nobody has come by since.
	w.clock.set(noon.Add(time.Hour))
	d = got[ledgerPage](t, admin, ledgerQuery, variables{"id": given["id"]}).Workspace.CreditsDashboard
	if d.Pool.Remaining != 1001*credit.Credit || len(d.Grants.Nodes) != 2 || d.LedgerEntries.Nodes[0].Kind != "EXPIRE" || d.LedgerEntries.Nodes[0].Amount != -50*credit.Credit {
		t.Errorf("after the promotion: %+v", d)
	}

	if a := admin.ask(t, ledgerQuery, variables{"id": given["id"], "after": "nowhere"}); a.code(t) != "BAD_USER_INPUT" {
		t.Errorf("a bad cursor: %s", a.body)
	}
	member, _ := w.person(t, credit.RoleMember)
	if a := member.ask(t, ledgerQuery, variables{"id": given["id"]}); a.code(t) != "FORBIDDEN" {
		t.Errorf("a member: %s", a.body)
	}
}
