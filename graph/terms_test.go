package graph_test

import (
	"testing"

	"cistern/credit"
	"cistern/ent"
	"cistern/internal/dbtest"
)

const (
	createContract = `mutation ($input: CreateContractInput!) { changed: createContract(input: $input) {
		contractId userErrors { code field message } } }`
	changeContract = `mutation ($input: ChangeContractInput!) { changed: changeContract(input: $input) {
		contract { id name plan trial serviceDay timeZone billingStartsOn billing { channel allowance allowancePrice { amountMinor } } }
		userErrors { code field message } } }`
	grantCredits = `mutation ($input: GrantCreditsInput!) { changed: grantCredits(input: $input) {
		grant { id kind amount remaining effectiveAt expiresAt note } userErrors { code field message } } }`
)

type agreed struct {
	Changed struct {
		ContractID *string
		Contract   *struct {
			ID, Name, Plan, TimeZone string
			Trial                    bool
			ServiceDay               int
			BillingStartsOn          *string
			Billing                  shownBilling
		}
		Grant *struct {
			ID, Kind, Amount, Remaining, Note string
			ExpiresAt                         *string
		}
		UserErrors []userError
	}
}

func TestAccountTeam_D17(t *testing.T) {
	w := setup(t)
	team := w.officer(t, credit.RoleAccountTeam)
	in := func(more variables) variables {
		more["contractId"] = contractID(w.contract)
		return variables{"input": more}
	}
	c := got[agreed](t, team, changeContract, in(variables{
		"name": "Acme", "plan": "ENTERPRISE", "trial": true, "channel": "ACCOUNT_TEAM", "serviceDay": 31, "timeZone": "Asia/Tokyo",
		"allowance": "20000", "allowancePriceMinor": 18000, "reason": "renewal",
	})).Changed.Contract
	if c == nil || c.Name != "Acme" || c.Plan != "ENTERPRISE" || !c.Trial || c.ServiceDay != 31 || c.TimeZone != "Asia/Tokyo" ||
		c.BillingStartsOn == nil || c.Billing.Channel != "ACCOUNT_TEAM" || c.Billing.Allowance != "20000" || c.Billing.AllowancePrice.AmountMinor != 18000 {
		t.Errorf("changed to %+v", c)
	}
	requireRefusal(t, got[agreed](t, team, changeContract, in(variables{"serviceDay": 0})).Changed.UserErrors, credit.CodeBadInput, "serviceDay")
	requireRefusal(t, got[agreed](t, team, changeContract, in(variables{"billingStartsOn": nil})).Changed.UserErrors, credit.CodeBadInput, "billingStartsOn")

	gift := in(variables{"kind": "ANNUAL", "credits": 12345.0, "note": "renewal"})
	g := got[agreed](t, team.keyed("one"), grantCredits, gift).Changed.Grant
	if g == nil || g.Kind != "ANNUAL" || g.Amount != "12345" || g.Remaining != "12345" || g.Note != "renewal" || g.ExpiresAt == nil {
		t.Errorf("granted %+v", g)
	}
	if again := got[agreed](t, team.keyed("one"), grantCredits, gift).Changed.Grant; again.ID != g.ID {
		t.Errorf("granted again %+v", again)
	}
	unkeyed := got[agreed](t, team, grantCredits, gift).Changed
	requireRefusal(t, unkeyed.UserErrors, credit.CodeBadInput)
	if unkeyed.Grant != nil {
		t.Errorf("a refusal grants %+v", unkeyed.Grant)
	}
	if n := w.auditEntries(t); n != 2 {
		t.Errorf("%d audit entries", n)
	}
	other := dbtest.Contract(t, w.client)
	for name, refused := range map[string]struct {
		by   caller
		of   *ent.Contract
		code string
	}{
		"OrgOwner":       {w.officer(t, credit.RoleOrgOwner), w.contract, "FORBIDDEN"},
		"WorkspaceAdmin": {w.admin(t), w.contract, "FORBIDDEN"},
		"Runtime":        {w.runtime(t), w.contract, "FORBIDDEN"},
		"NotAssigned":    {team, other, "NOT_FOUND"},
		"Nobody":         {w.anonymous(), w.contract, "UNAUTHENTICATED"},
	} {
		id := contractID(refused.of)
		change := refused.by.ask(t, changeContract, variables{"input": variables{"contractId": id, "name": "Mine"}})
		grant := refused.by.keyed(name).ask(t, grantCredits, variables{"input": variables{"contractId": id, "kind": "PROMO", "credits": 1, "note": "me"}})
		if change.code(t) != refused.code || grant.code(t) != refused.code {
			t.Errorf("%s: got %s and %s", name, change.body, grant.body)
		}
	}
}

func TestCreateContract_D17(t *testing.T) {
	w := setup(t)
	team := w.officer(t, credit.RoleAccountTeam)
	input := variables{"input": variables{
		"name": "Acme", "workspaceName": "Kitchen", "ownerName": "Ada", "ownerEmail": "ada@acme.example", "billingStartsOn": "2027-01-01",
	}}
	created := got[agreed](t, team, createContract, input).Changed
	if created.ContractID == nil || len(created.UserErrors) > 0 {
		t.Fatalf("answered %+v", created)
	}
	seen := got[struct {
		Contract struct{ Name string }
	}](t, team, contractQuery, variables{"id": *created.ContractID})
	if seen.Contract.Name != "Acme" {
		t.Errorf("its account team sees %+v", seen)
	}
	bad := variables{"input": variables{"name": "Acme", "workspaceName": "Kitchen", "ownerName": "Ada", "ownerEmail": "ada"}}
	requireRefusal(t, got[agreed](t, team, createContract, bad).Changed.UserErrors, credit.CodeBadInput, "ownerEmail")
	for name, c := range map[string]struct {
		by   caller
		code string
	}{
		"OrgOwner": {w.officer(t, credit.RoleOrgOwner), "FORBIDDEN"},
		"Runtime":  {w.runtime(t), "FORBIDDEN"},
		"Nobody":   {w.anonymous(), "UNAUTHENTICATED"},
	} {
		if a := c.by.ask(t, createContract, input); a.code(t) != c.code {
			t.Errorf("%s: got %s", name, a.body)
		}
	}
}
