package graph_test

import (
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"cistern/auth"
	"cistern/credit"
	"cistern/ent"
	"cistern/ent/contract"
	"cistern/graph/globalid"
	"cistern/internal/dbtest"
)

const (
	billingFields = `billing {
		id channel allowance allowancePrice { amountMinor currency } pendingAllowance resetsAt nextCharge { amountMinor }
		accountTeam { name email } priceList { credits price { amountMinor currency } }
		purchases { nodes { id kind status credits charge { amountMinor } orderedBy { id } } pageInfo { hasNextPage } }
	}`
	billingQuery = `query ($id: ID!) { workspace(id: $id) { ` + billingFields + ` } }`
	quotesQuery  = `query ($id: ID!, $kind: PurchaseKind!) { workspace(id: $id) { billing { quotes(kind: $kind) {
		credits charge { amountMinor } granted actsAt recurring { amountMinor } recursFrom runsOutBefore runsOutAfter } } } }`
	buyCredits = `mutation ($input: BuyCreditsInput!) { changed: buyCredits(input: $input) {
		purchase { id kind status credits allowanceBefore charge { amountMinor currency } recurring { amountMinor } orderedBy { id } createdAt failure }
		workspace { creditsDashboard { pool { granted } } } userErrors { code field message } } }`
	lowerAllowance = `mutation ($input: LowerAllowanceInput!) { changed: lowerAllowance(input: $input) {
		workspace { ` + billingFields + ` } userErrors { code field message } } }`
	keepAllowance = `mutation ($input: KeepAllowanceInput!) { changed: keepAllowance(input: $input) {
		workspace { ` + billingFields + ` } userErrors { code field message } } }`
	refundPurchase = `mutation ($input: RefundPurchaseInput!) { changed: refundPurchase(input: $input) {
		purchase { id status } userErrors { code field message } } }`
	billingEvents = `query ($id: ID!, $unacknowledged: Boolean!, $first: Int!, $after: String) {
		billingEvents(contractId: $id, unacknowledged: $unacknowledged, first: $first, after: $after) {
			nodes { id kind credits amount { amountMinor currency } periodId purchaseId at acknowledgedAt } pageInfo { hasNextPage endCursor } } }`
	acknowledge = `mutation ($input: AcknowledgeBillingEventsInput!) { changed: acknowledgeBillingEvents(input: $input) {
		events { id acknowledgedAt } userErrors { code field message } } }`
)

type money struct {
	AmountMinor int64
	Currency    string
}

type shownBilling struct {
	ID, Channel, Allowance string
	AllowancePrice         money
	PendingAllowance       *string
	ResetsAt               *time.Time
	NextCharge             *money
	AccountTeam            []struct{ Name, Email string }
	PriceList              []struct {
		Credits string
		Price   money
	}
	Purchases struct {
		Nodes []struct {
			ID, Kind, Status, Credits string
			Charge                    money
			OrderedBy                 *struct{ ID string }
		}
		PageInfo struct{ HasNextPage bool }
	}
	Quotes []struct {
		Credits, Granted            string
		Charge                      money
		Recurring                   *money
		ActsAt                      time.Time
		RecursFrom                  *time.Time
		RunsOutBefore, RunsOutAfter *time.Time
	}
}

type billed struct {
	Workspace struct{ Billing shownBilling }
	Changed   struct {
		Purchase *struct {
			ID, Kind, Status, Credits string
			AllowanceBefore           *string
			Charge                    money
			Recurring                 *money
			OrderedBy                 *struct{ ID string }
		}
		Workspace *struct {
			Billing          shownBilling
			CreditsDashboard struct{ Pool struct{ Granted string } }
		}
		Events     []shownEvent
		UserErrors []userError
	}
	BillingEvents struct {
		Nodes    []shownEvent
		PageInfo struct {
			HasNextPage bool
			EndCursor   *string
		}
	}
}

type shownEvent struct {
	ID, Kind, Credits, PeriodID string
	PurchaseID                  *string
	Amount                      money
	AcknowledgedAt              *time.Time
}

func (c caller) keyed(key string) caller {
	c.key = key
	return c
}

func (w *world) topUp(credits string, minor int) variables {
	return variables{"input": variables{"workspaceId": workspaceID(w.workspace), "kind": "TOP_UP", "credits": credits, "amountMinor": minor}}
}

func (w *world) alter(t testing.TB, change func(*ent.ContractUpdate)) {
	t.Helper()
	update := w.client.Contract.Update().Where(contract.ID(w.contract.ID))
	change(update)
	must(t, update.Exec(t.Context()))
}

func TestBuyCredits_D16(t *testing.T) {
	w := setup(t)
	admin, person := w.person(t, credit.RoleAdmin)
	bought := got[billed](t, admin.keyed("one"), buyCredits, w.topUp("500", 500)).Changed
	p := bought.Purchase
	if p == nil || p.Status != "GRANTED" || p.Charge != (money{500, "USD"}) || p.Recurring != nil || p.AllowanceBefore != nil {
		t.Fatalf("answered %+v", bought)
	}
	if who := (globalid.ID{Type: globalid.User, Of: person.ID}).String(); p.OrderedBy.ID != who {
		t.Errorf("ordered by %v", p.OrderedBy)
	}
	if granted := bought.Workspace.CreditsDashboard.Pool.Granted; granted != "1500" {
		t.Errorf("the answer shows %s granted", granted)
	}
	again := got[billed](t, admin.keyed("one"), buyCredits, w.topUp("500", 500)).Changed
	if again.Purchase.ID != p.ID || again.Workspace.CreditsDashboard.Pool.Granted != "1500" {
		t.Errorf("sent again: %+v", again)
	}
	requireRefusal(t, got[billed](t, admin.keyed("one"), buyCredits, w.topUp("1000", 1000)).Changed.UserErrors, credit.CodeConflict)
	requireRefusal(t, got[billed](t, admin, buyCredits, w.topUp("500", 500)).Changed.UserErrors, credit.CodeBadInput)
	for _, credits := range []string{"499", "0", "-500", "9223372036854"} {
		requireRefusal(t, got[billed](t, admin.keyed(credits), buyCredits, w.topUp(credits, 500)).Changed.UserErrors, credit.CodeBadInput, "credits")
	}
	if huge := admin.keyed("huge").ask(t, buyCredits, w.topUp("1e30", 500)); huge.code(t) == "" {
		t.Errorf("an amount that is none is answered %s", huge.body)
	}
	shown := got[billed](t, admin, billingQuery, variables{"id": workspaceID(w.workspace)}).Workspace.Billing
	if receipts := shown.Purchases.Nodes; len(receipts) != 1 || receipts[0].ID != p.ID || receipts[0].Charge.AmountMinor != 500 {
		t.Errorf("receipts are %+v", receipts)
	}
	if n := len(shown.PriceList); n < 5 || shown.PriceList[1].Credits != "1000" || shown.PriceList[1].Price != (money{1000, "USD"}) {
		t.Errorf("the price list is %+v", shown.PriceList)
	}
}

func TestWhoMayBuy_D17(t *testing.T) {
	w := setup(t)
	owner, _ := w.person(t, credit.RoleOwner)
	member, _ := w.person(t, credit.RoleMember)
	guest, _ := w.person(t, credit.RoleGuest)
	stranger, _ := w.person(t, "")
	lower := variables{"input": variables{"workspaceId": workspaceID(w.workspace), "credits": 0}}
	keep := variables{"input": variables{"workspaceId": workspaceID(w.workspace)}}
	for name, c := range map[string]struct {
		by   caller
		code string
	}{
		"WorkspaceAdmin": {w.admin(t), ""},
		"WorkspaceOwner": {owner, ""},
		"OrgOwner":       {w.officer(t, credit.RoleOrgOwner), ""},
		"OrgAdmin":       {w.officer(t, credit.RoleOrgAdmin), "FORBIDDEN"},
		"AccountTeam":    {w.officer(t, credit.RoleAccountTeam), "FORBIDDEN"},
		"Member":         {member, "FORBIDDEN"},
		"Guest":          {guest, "FORBIDDEN"},
		"Stranger":       {stranger, "NOT_FOUND"},
		"Runtime":        {w.runtime(t), "FORBIDDEN"},
		"Books":          {w.token(t, auth.Scope{Contract: w.contract.ID}, credit.ScopeBillingWrite), "FORBIDDEN"},
		"Nobody":         {w.anonymous(), "UNAUTHENTICATED"},
	} {
		by := c.by.keyed(name)
		for _, a := range []answer{by.ask(t, buyCredits, w.topUp("500", 500)), by.ask(t, lowerAllowance, lower), by.ask(t, keepAllowance, keep)} {
			if a.code(t) != c.code {
				t.Errorf("%s: got %s, want %q", name, a.body, c.code)
			}
		}
	}
	w.alter(t, func(c *ent.ContractUpdate) { c.SetPlan(credit.PlanPlus) })
	if a := w.admin(t).keyed("plan").ask(t, buyCredits, w.topUp("500", 500)); a.code(t) != "PLAN_NOT_ELIGIBLE" {
		t.Errorf("on a plan without agents: %s", a.body)
	}
}

func TestAccountTeamBuys_D16(t *testing.T) {
	w := setup(t)
	team := dbtest.User(t, w.client, func(u *ent.UserCreate) { u.SetName("Linh").SetEmail("linh@cistern.test") })
	dbtest.ContractRole(t, w.client, team, w.contract, func(r *ent.ContractRoleCreate) { r.SetRole(credit.RoleAccountTeam) })
	w.alter(t, func(c *ent.ContractUpdate) { c.SetChannel(credit.ChannelAccountTeam) })
	admin := w.admin(t)
	refused := got[billed](t, admin.keyed("one"), buyCredits, w.topUp("500", 500)).Changed.UserErrors
	requireRefusal(t, refused, credit.CodeForbidden)
	if want := "credits of this contract are bought through its account team: ask Linh (linh@cistern.test)"; refused[0].Message != want {
		t.Errorf("says %q", refused[0].Message)
	}
	shown := got[billed](t, admin, billingQuery, variables{"id": workspaceID(w.workspace)}).Workspace.Billing
	if shown.Channel != "ACCOUNT_TEAM" || len(shown.AccountTeam) != 1 || shown.AccountTeam[0].Name != "Linh" {
		t.Errorf("shows %+v", shown)
	}
}

func TestQuotes_D16(t *testing.T) {
	w := setup(t)
	w.alter(t, func(c *ent.ContractUpdate) { c.SetAllowanceMinor(1000) })
	admin, runtime := w.admin(t), w.runtime(t)
	for day := range 4 { // not so fast that the guard would hold the agent
		w.clock.set(dbtest.Epoch.AddDate(0, 0, day).Add(12 * time.Hour))
		got[recorded](t, runtime, recordRuns, recordInput(happened(w.agent, "190", w.clock.now())))
	}
	w.clock.set(dbtest.Epoch.AddDate(0, 0, 3).Add(23 * time.Hour))
	ask := func(kind string) shownBilling {
		return got[billed](t, admin, quotesQuery, variables{"id": workspaceID(w.workspace), "kind": kind}).Workspace.Billing
	}
	topUps := ask("TOP_UP").Quotes
	if q := topUps[0]; q.Credits != "500" || q.Granted != "500" || q.Charge.AmountMinor != 500 || q.Recurring != nil || q.RecursFrom != nil {
		t.Errorf("a top-up is quoted %+v", q)
	}
	for i, q := range topUps {
		last := i > 0 && topUps[i-1].RunsOutAfter == nil
		if q.RunsOutBefore == nil || last && q.RunsOutAfter != nil || q.RunsOutAfter != nil && !q.RunsOutAfter.After(*q.RunsOutBefore) {
			t.Errorf("%s more: credits run out at %v instead of %v", q.Credits, q.RunsOutAfter, q.RunsOutBefore)
		}
	}
	reset := dbtest.Epoch.AddDate(0, 1, 0)
	allowances := ask("ALLOWANCE").Quotes
	if q := allowances[0]; q.Credits != "2500" || q.Granted != "1500" || q.Charge.AmountMinor != 1500 || q.Recurring.AmountMinor != 2500 ||
		!q.RecursFrom.Equal(reset) {
		t.Errorf("an allowance is quoted %+v", q)
	}
}

func TestLowerAndKeepAllowance_D16(t *testing.T) {
	w := setup(t)
	w.alter(t, func(c *ent.ContractUpdate) { c.SetAllowanceMinor(1000) })
	admin := w.admin(t)
	in := func(more variables) variables {
		more["workspaceId"] = workspaceID(w.workspace)
		return variables{"input": more}
	}
	lower := func(credits string) billed {
		return got[billed](t, admin, lowerAllowance, in(variables{"credits": credits}))
	}
	reset := dbtest.Epoch.AddDate(0, 1, 0)
	b := lower("500").Changed.Workspace.Billing
	if b.Allowance != "1000" || b.PendingAllowance == nil || *b.PendingAllowance != "500" || b.NextCharge.AmountMinor != 500 || !b.ResetsAt.Equal(reset) {
		t.Errorf("lowered: %+v", b)
	}
	requireRefusal(t, lower("1000").Changed.UserErrors, credit.CodeBadInput, "credits")
	b = got[billed](t, admin, keepAllowance, in(variables{})).Changed.Workspace.Billing
	if b.PendingAllowance != nil || b.NextCharge.AmountMinor != 1000 || b.AllowancePrice != (money{1000, "USD"}) {
		t.Errorf("kept: %+v", b)
	}
}

// A contract's books, from the first charge to the refund, by those who may keep them.
func TestBillingEvents(t *testing.T) {
	w := setup(t)
	w.alter(t, func(c *ent.ContractUpdate) { c.SetAllowanceMinor(1000) })
	bought := got[billed](t, w.admin(t).keyed("one"), buyCredits, w.topUp("500", 500)).Changed.Purchase
	books, team := w.token(t, auth.Scope{Contract: w.contract.ID}, credit.ScopeBillingWrite), w.officer(t, credit.RoleAccountTeam)
	list := func(first int, after *string) billed {
		return got[billed](t, books, billingEvents, variables{"id": contractID(w.contract), "unacknowledged": true, "first": first, "after": after})
	}
	refund := variables{"input": variables{"purchaseId": bought.ID, "reason": "by mistake"}}
	if refunded := got[billed](t, team, refundPurchase, refund).Changed.Purchase; refunded.Status != "REFUNDED" {
		t.Errorf("refunded: %+v", refunded)
	}
	page := list(2, nil).BillingEvents
	if e := page.Nodes; len(e) != 2 || !page.PageInfo.HasNextPage || e[0].Kind != "ALLOWANCE" || e[0].PurchaseID != nil ||
		e[1].Kind != "PURCHASE" || *e[1].PurchaseID != bought.ID || e[1].Amount != (money{500, "USD"}) {
		t.Fatalf("events are %+v", page)
	}
	rest := list(2, page.PageInfo.EndCursor).BillingEvents.Nodes
	if len(rest) != 1 || rest[0].Kind != "REFUND" {
		t.Errorf("then %+v", rest)
	}
	ids := []string{page.Nodes[0].ID, page.Nodes[1].ID}
	noted := func(by caller, ids ...string) billed {
		return got[billed](t, by, acknowledge, variables{"input": variables{"contractId": contractID(w.contract), "eventIds": append([]string{}, ids...)}})
	}
	w.clock.set(noon.Add(time.Hour))
	for _, by := range []caller{books, team} {
		w.clock.set(w.clock.now().Add(time.Hour))
		events := noted(by, ids...).Changed.Events
		if len(events) != 2 || events[0].AcknowledgedAt == nil || !events[0].AcknowledgedAt.Equal(noon.Add(2*time.Hour)) {
			t.Errorf("acknowledged: %+v", events)
		}
	}
	if left := list(10, nil).BillingEvents.Nodes; len(left) != 1 || left[0].Kind != "REFUND" {
		t.Errorf("left are %+v", left)
	}
	requireRefusal(t, noted(books, idOf(globalid.BillingEvent, w.contract.ID, newID())).Changed.UserErrors, credit.CodeNotFound)
	requireRefusal(t, noted(books, workspaceID(w.workspace)).Changed.UserErrors, credit.CodeNotFound)
	requireRefusal(t, noted(books).Changed.UserErrors, credit.CodeBadInput, "eventIds")

	other := dbtest.Contract(t, w.client)
	for name, c := range map[string]struct {
		by       caller
		contract *ent.Contract
		code     string
	}{
		"Admin":    {w.admin(t), w.contract, "FORBIDDEN"},
		"OrgOwner": {w.officer(t, credit.RoleOrgOwner), w.contract, "FORBIDDEN"},
		"Runtime":  {w.runtime(t), w.contract, "FORBIDDEN"},
		"Bound":    {w.token(t, auth.Scope{Contract: w.contract.ID, Workspace: w.workspace.ID}, credit.ScopeBillingWrite), w.contract, "FORBIDDEN"},
		"Other":    {books, other, "NOT_FOUND"},
		"Nobody":   {w.anonymous(), w.contract, "UNAUTHENTICATED"},
	} {
		id := contractID(c.contract)
		read := c.by.ask(t, billingEvents, variables{"id": id, "unacknowledged": false, "first": 1})
		write := c.by.ask(t, acknowledge, variables{"input": variables{"contractId": id, "eventIds": append([]string{}, ids...)}})
		if read.code(t) != c.code || write.code(t) != c.code {
			t.Errorf("%s: got %s and %s, want %s", name, read.body, write.body, c.code)
		}
	}
	for name, by := range map[string]caller{"Admin": w.admin(t), "Books": books} {
		if a := by.ask(t, refundPurchase, refund); a.code(t) != "FORBIDDEN" {
			t.Errorf("%s refunds: %s", name, a.body)
		}
	}
	wrong := variables{"input": variables{"purchaseId": workspaceID(w.workspace)}}
	if a := team.ask(t, refundPurchase, wrong); a.code(t) != "NOT_FOUND" {
		t.Errorf("a refund of a workspace: %s", a.body)
	}
	unknown := variables{"input": variables{"purchaseId": idOf(globalid.Purchase, w.contract.ID, newID())}}
	requireRefusal(t, got[billed](t, team, refundPurchase, unknown).Changed.UserErrors, credit.CodeNotFound)

	const node = `query ($id: ID!) { node(id: $id) { ... on Purchase { id status } } }`
	type found struct{ Node *struct{ Status string } }
	if n := got[found](t, w.admin(t), node, variables{"id": bought.ID}).Node; n == nil || n.Status != "REFUNDED" {
		t.Errorf("an admin finds %+v", n)
	}
	member, _ := w.person(t, credit.RoleMember)
	if n := got[found](t, member, node, variables{"id": bought.ID}).Node; n != nil {
		t.Errorf("a member finds %+v", n)
	}
}

// The promise of the product: agents pause when credits run out, those that are going finish, and all come back with a purchase,
// apart from those that a person has disabled (D8, D9, D16).
func TestExhaustionAndPurchase(t *testing.T) {
	w := setup(t)
	runtime, admin := w.runtime(t), w.admin(t)
	agents := []*ent.Agent{w.agent}
	for range 99 {
		agents = append(agents, dbtest.Agent(t, w.client, w.workspace))
	}
	var going []uuid.UUID
	for _, a := range agents {
		id := newID()
		going = append(going, id)
		if s := got[started](t, runtime, startRun, startInput(a, id, "1")).StartRun; s.Run == nil {
			t.Fatalf("a start with credits left meets %v", s.Blockers)
		}
	}
	off := agents[99]
	got[changed](t, admin, agentMutation("disableAgent"), on(agentID(off)))
	meets := func(a *ent.Agent) (codes []credit.BlockerCode) {
		for _, b := range got[started](t, runtime, startRun, startInput(a, newID(), "1")).StartRun.Blockers {
			codes = append(codes, b.Code)
		}
		return codes
	}
	var all sync.WaitGroup
	for _, id := range going { // 1,100 of 1,000 credits: the last use more than there is, and finish all the same
		all.Go(func() {
			input := variables{"input": variables{"runId": id, "credits": "11"}}
			if f := got[finished](t, runtime, finishRun, input).FinishRun; f.Run == nil || f.Run.Status != "SUCCEEDED" {
				t.Errorf("a run that was going is answered %+v", f)
			}
		})
	}
	all.Wait()
	for _, a := range agents[:99] {
		if codes := meets(a); !slices.Equal(codes, []credit.BlockerCode{credit.BlockerPoolExhausted}) {
			t.Fatalf("with no credits left a start meets %v", codes)
		}
	}
	both := []credit.BlockerCode{credit.BlockerDisabledByAdmin, credit.BlockerPoolExhausted}
	if codes := meets(off); !slices.Equal(codes, both) {
		t.Errorf("the disabled agent meets %v", codes)
	}
	got[billed](t, admin.keyed("more"), buyCredits, w.topUp("500", 500))
	for _, a := range agents[:99] {
		if codes := meets(a); codes != nil {
			t.Fatalf("after the purchase a start meets %v", codes)
		}
	}
	if codes := meets(off); !slices.Equal(codes, both[:1]) {
		t.Errorf("after the purchase the disabled agent meets %v", codes)
	}
}

// D3: agents that were made in the free time are blocked at the first billed service date, unless credits were bought.
func TestCutOver_D3(t *testing.T) {
	billed1 := dbtest.Epoch.AddDate(0, 1, 0)
	for name, buys := range map[string]bool{"WithoutCredits": false, "WithCreditsBought": true} {
		t.Run(name, func(t *testing.T) {
			w := setup(t)
			w.alter(t, func(c *ent.ContractUpdate) { c.SetBillingStartsOn(billed1).SetAllowance(0) })
			runtime := w.runtime(t)
			w.requireStarts(t, runtime)
			want := []credit.BlockerCode{credit.BlockerPoolExhausted}
			if buys {
				got[billed](t, w.admin(t).keyed("early"), buyCredits, w.topUp("500", 500))
				want = nil
			}
			w.requireStarts(t, runtime)
			w.clock.set(billed1.Add(-time.Microsecond))
			w.requireStarts(t, runtime)
			w.clock.set(billed1)
			w.requireStarts(t, runtime, want...)
		})
	}
}

func TestBillingOfAContract(t *testing.T) {
	w := setup(t)
	const query = `query ($id: ID!) { contract(id: $id) { ` + billingFields + ` } }`
	w.clock.set(dbtest.Epoch.AddDate(0, 2, 3)) // nobody has opened the period: this does
	shown := got[struct {
		Contract struct{ Billing shownBilling }
	}](t, w.officer(t, credit.RoleOrgAdmin), query, variables{"id": contractID(w.contract)})
	if b := shown.Contract.Billing; b.Allowance != "1000" || !b.ResetsAt.Equal(dbtest.Epoch.AddDate(0, 3, 0)) || b.NextCharge != nil {
		t.Errorf("shows %+v", b)
	}
}
