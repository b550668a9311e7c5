package graph_test

import (
	"database/sql"
	"strings"
	"testing"
	"time"

	"github.com/lib/pq"

	"cistern/audit"
	"cistern/auth"
	"cistern/credit"
	"cistern/ent"
	"cistern/graph/globalid"
	"cistern/internal/dbtest"
	"cistern/ledger"
)

// impassable are fields that lead to nothing in the world of the matrix: what is below them is reached in another way.
var impassable = []string{
	"CreditsDashboard.nextPeriod", "Purchase.recurring", "Billing.nextCharge", "Viewer.contracts", "Viewer.workspaces",
	"RecordRunsPayload.refused", "Viewer.notifications", "NotificationConnection.edges",
}

// unseen are the types that nobody gets there, and the fields that lead to them: a setting is missing, or a secret that only a
// letter holds.
var unseen = []string{"Query.signInProvider", "SignInProvider", "Query.invitation", "InvitationOffer"}

// fixtures are the values of arguments and input fields, by key (Type.field.argument, Input.field) or by name. They make what they
// name anew where a mutation uses it up, so that a cell does not depend on those before it.
var fixtures = map[string]func(*place) any{
	"Query.workspace.id":      (*place).workspaceID,
	"Query.contract.id":       (*place).contractID,
	"Query.node.id":           (*place).workspaceID,
	"workspaceId":             (*place).workspaceID,
	"contractId":              (*place).contractID,
	"agentId":                 (*place).newAgent,
	"HeartbeatRunInput.runId": (*place).newRun,
	"FinishRunInput.runId":    (*place).newRun,
	"purchaseId":              (*place).purchaseID,
	"owner":                   (*place).workspaceID,
	"memberId":                (*place).newMember,
	"officerId":               (*place).newOfficer,
	"invitationId":            (*place).newInvitation,
	"serviceTokenId":          (*place).newToken,
	"sessionId":               func(*place) any { return idOf(globalid.Session, [16]byte{}, newID()) },
	"eventIds": func(p *place) any {
		return []string{idOf(globalid.BillingEvent, p.contract.ID, p.event.ID)}
	},
	"limit":                       func(*place) any { return "5" },
	"BuyCreditsInput.credits":     func(*place) any { return "1000" },
	"BuyCreditsInput.amountMinor": func(*place) any { return 1000 },
	"finishedAt":                  func(*place) any { return noon },
	"listed":                      func(*place) any { return []string{} },
	"name":                        func(*place) any { return "Made by the matrix" },
	"RefundPurchaseInput.reason":  func(*place) any { return "matrix" },
}

// place is a workspace of a contract, with something of everything in it. All its texts hold its canary.
type place struct {
	t         *testing.T
	world     *world
	canary    string
	contract  *ent.Contract
	workspace *ent.Workspace
	agent     *ent.Agent
	purchase  *ent.Purchase
	event     *ent.BillingEvent
	made      bool           // something more, since rows were looked at
	unused    map[string]any // what fixtures have made and no mutation has used up
}

func (p *place) workspaceID() any { return workspaceID(p.workspace) }
func (p *place) contractID() any  { return idOf(globalid.Contract, [16]byte{}, p.contract.ID) }
func (p *place) purchaseID() any {
	return idOf(globalid.Purchase, p.contract.ID, p.purchase.ID)
}

// kept is what a fixture makes, or has made and nothing has used up.
func (p *place) kept(name string, fixture func(*place) any) any {
	value, made := p.unused[name]
	if !made {
		value = fixture(p)
		p.unused[name] = value
	}
	return value
}

func (p *place) newAgent() any {
	p.made = true
	return agentID(dbtest.Agent(p.t, p.world.client, p.workspace, func(a *ent.AgentCreate) { a.SetName(p.canary + " agent") }))
}

func (p *place) newRun() any {
	p.made = true
	id := newID()
	p.world.exec(p.t, `insert into runs (contract_id, id, workspace_id, agent_id, status, hold, started_at, reported_at, late)
		values ($1, $2, $3, $4, 'RUNNING', 0, $5, $5, false)`, p.contract.ID, id, p.workspace.ID, p.agent.ID, noon)
	return id
}

func (p *place) newMember() any {
	p.made = true
	user := dbtest.User(p.t, p.world.client, func(u *ent.UserCreate) { u.SetName(p.canary + " member") })
	m := dbtest.Membership(p.t, p.world.client, user, p.workspace, func(m *ent.MembershipCreate) { m.SetRole(credit.RoleMember) })
	return idOf(globalid.Member, p.contract.ID, m.ID)
}

func (p *place) newOfficer() any {
	p.made = true
	officer := dbtest.ContractRole(p.t, p.world.client, dbtest.User(p.t, p.world.client), p.contract)
	return idOf(globalid.Officer, p.contract.ID, officer.ID)
}

func (p *place) newInvitation() any {
	p.made = true
	id := newID()
	p.world.client.Invitation.Create().
		SetID(id).SetContractID(p.contract.ID).SetWorkspaceID(p.workspace.ID).SetWorkspaceRole(credit.RoleMember).
		SetEmail(id.String() + "@" + p.canary).SetHash(id[:]).SetCreatedAt(noon).SetExpiresAt(noon.AddDate(0, 0, 7)).
		ExecX(p.t.Context())
	return idOf(globalid.Invitation, p.contract.ID, id)
}

func (p *place) newToken() any {
	p.made = true
	id := newID()
	p.world.exec(p.t, `insert into service_tokens (contract_id, id, workspace_id, name, hash, scopes, created_at)
		values ($1, $2, $3, $4, $5, '{RUNS_WRITE}', $6)`, p.contract.ID, id, p.workspace.ID, p.canary+" token", id[:], noon)
	return idOf(globalid.ServiceToken, p.contract.ID, id)
}

// tenant is a contract with two workspaces.
type tenant struct{ own, sibling *place }

func (w *world) tenant(t *testing.T, name string, plan credit.Plan, changes ...func(*ent.ContractCreate)) tenant {
	t.Helper()
	changes = append(changes, func(c *ent.ContractCreate) { c.SetName("canary-" + name).SetPlan(plan) })
	contract := dbtest.Contract(t, w.client, changes...)
	before := dbtest.Period(t, w.client, contract, func(p *ent.BillingPeriodCreate) {
		p.SetStartsAt(dbtest.Epoch.AddDate(0, -1, 0)).SetEndsAt(dbtest.Epoch)
	})
	period := dbtest.Period(t, w.client, contract)
	own := w.place(t, "canary-"+name+"-own", contract, period, before)
	return tenant{own, w.place(t, "canary-"+name+"-sibling", contract, period, before)}
}

func (w *world) place(t *testing.T, canary string, contract *ent.Contract, period, before *ent.BillingPeriod) *place {
	t.Helper()
	p := &place{t: t, world: w, unused: map[string]any{}, canary: canary, contract: contract}
	p.workspace = dbtest.Workspace(t, w.client, contract, func(c *ent.WorkspaceCreate) { c.SetName(canary) })
	creator := dbtest.User(t, w.client, func(u *ent.UserCreate) { u.SetName(canary + " creator").SetEmail(canary + "@cistern.test") })
	p.agent = dbtest.Agent(t, w.client, p.workspace, func(a *ent.AgentCreate) {
		a.SetName(canary + " agent").SetCreatedBy(creator.ID).SetDisabledAt(dbtest.Epoch).SetDisabledBy(creator.ID).SetDisabledReason(canary)
	})
	w.exec(t, `insert into agent_creators (contract_id, workspace_id, user_id) values ($1, $2, $3)`, contract.ID, p.workspace.ID, creator.ID)
	for day := range 6 {
		hour := noon.AddDate(0, 0, -1-day)
		w.exec(t, `insert into agent_hours (contract_id, workspace_id, agent_id, hour, used, succeeded, failed)
			values ($1, $2, $3, $4, 1000000, 1, 0)`, contract.ID, p.workspace.ID, p.agent.ID, hour)
		w.exec(t, `insert into workspace_hours (contract_id, workspace_id, hour, used, succeeded, failed)
			values ($1, $2, $3, 1000000, 1, 0)`, contract.ID, p.workspace.ID, hour)
	}
	for _, in := range []*ent.BillingPeriod{before, period} {
		w.exec(t, `insert into agent_usage (contract_id, period_id, agent_id, workspace_id, used, succeeded, failed, first_run_at, last_run_at)
			values ($1, $2, $3, $4, 6000000, 6, 0, $5, $5)`, contract.ID, in.ID, p.agent.ID, p.workspace.ID, in.StartsAt.Add(time.Hour))
	}
	p.newMember()
	p.newOfficer()
	p.newInvitation()
	p.newToken()
	w.inTx(t, func(tx *ent.Tx) {
		_, err := ledger.Lock(t.Context(), tx, contract.ID)
		must(t, err)
		must(t, audit.Record(t.Context(), tx, contract.ID, audit.Entry{
			Actor: audit.Actor{Kind: audit.Operator}, Action: "workspace.rename", SubjectType: "workspace", SubjectID: p.workspace.ID,
			Workspace: p.workspace.ID, After: map[string]string{"name": canary},
		}, noon))
	})
	grant := newID()
	w.exec(t, `insert into grants (contract_id, id, kind, amount, remaining, priority, effective_at, note, created_at)
		values ($1, $2, 'PROMO', 1000000, 1000000, 50, $3, $4, $3)`, contract.ID, grant, noon, contract.Name)
	w.exec(t, `insert into ledger_entries (contract_id, id, kind, amount, period_id, grant_id, at, note, created_at)
		values ($1, $2, 'GRANT', 1000000, $3, $4, $5, $6, $5)`, contract.ID, newID(), period.ID, grant, noon, contract.Name)
	p.purchase = w.client.Purchase.Create().
		SetID(newID()).SetContractID(contract.ID).SetWorkspaceID(p.workspace.ID).SetKind(credit.PurchaseTopUp).SetStatus(credit.PurchasePending).
		SetPriceID("1000").SetCredits(1000 * credit.Credit).SetAmountMinor(1000).SetCurrency("USD").SetProvider("invoice").
		SetIdempotencyKey(newID().String()).SetOrderedBy(creator.ID).SetFailure(contract.Name).SetCreatedAt(noon).SetChangedAt(noon).
		SaveX(t.Context())
	p.event = w.client.BillingEvent.Create().
		SetID(newID()).SetContractID(contract.ID).SetKind(credit.BillPurchase).SetPeriodID(period.ID).SetPurchaseID(p.purchase.ID).
		SetCredits(1000 * credit.Credit).SetAmountMinor(1000).SetCurrency("USD").SetAt(noon).SetCreatedAt(noon).
		SaveX(t.Context())
	return p
}

// asker is somebody who asks, and the places that are own, sibling and foreign to them.
type asker struct {
	name   string
	caller caller
	home   tenant
}

// askers are who the matrix is about. None of them has a part in the foreign contract.
func (w *world) askers(t *testing.T) []asker {
	t.Helper()
	business := w.tenant(t, "business", credit.PlanBusiness)
	elsewhere := w.tenant(t, "elsewhere", credit.PlanBusiness)
	list := []asker{{"nobody", w.anonymous(), business}}
	member := func(name string, of tenant, role credit.WorkspaceRole) {
		user := dbtest.User(t, w.client)
		dbtest.Membership(t, w.client, user, of.own.workspace, func(m *ent.MembershipCreate) { m.SetRole(role) })
		list = append(list, asker{name, w.signedIn(t, user), of})
	}
	member("guest", business, credit.RoleGuest)
	member("member", business, credit.RoleMember)
	member("admin", business, credit.RoleAdmin)
	member("owner", business, credit.RoleOwner)
	member("admin on Free", w.tenant(t, "free", credit.PlanFree), credit.RoleAdmin)
	member("admin on Plus", w.tenant(t, "plus", credit.PlanPlus), credit.RoleAdmin)
	member("admin on Enterprise", w.tenant(t, "enterprise", credit.PlanEnterprise), credit.RoleAdmin)
	member("admin on trial", w.tenant(t, "trial", credit.PlanBusiness, func(c *ent.ContractCreate) { c.SetTrial(true) }), credit.RoleAdmin)
	officer := func(name string, of *ent.Contract, role credit.ContractRole) {
		user := dbtest.User(t, w.client)
		dbtest.ContractRole(t, w.client, user, of, func(r *ent.ContractRoleCreate) { r.SetRole(role) })
		list = append(list, asker{name, w.signedIn(t, user), business})
	}
	officer("org admin", business.own.contract, credit.RoleOrgAdmin)
	officer("org owner", business.own.contract, credit.RoleOrgOwner)
	officer("account team", business.own.contract, credit.RoleAccountTeam)
	officer("account team elsewhere", elsewhere.own.contract, credit.RoleAccountTeam)
	for _, scope := range []credit.TokenScope{
		credit.ScopeRunsWrite, credit.ScopeUsageRead, credit.ScopeAgentsWrite, credit.ScopeBillingWrite, credit.ScopeAccountsWrite,
	} {
		list = append(list, asker{"token " + string(scope), w.token(t, auth.Scope{Contract: business.own.contract.ID}, scope), business})
	}
	bound := auth.Scope{Contract: business.own.contract.ID, Workspace: business.own.workspace.ID}
	list = append(list, asker{"runtime of the workspace", w.token(t, bound, credit.ScopeRunsWrite), business})

	foreigner := dbtest.User(t, w.client)
	dbtest.Membership(t, w.client, foreigner, elsewhere.own.workspace)
	removed := dbtest.User(t, w.client)
	dbtest.Membership(t, w.client, removed, business.own.workspace)
	list = append(list,
		asker{"foreign admin", w.signedIn(t, foreigner), business},
		asker{"removed admin", w.signedIn(t, removed), business},
		asker{"expired token", w.expired(t, bound), business})
	w.exec(t, `delete from memberships where contract_id = $1 and user_id = $2`, business.own.contract.ID, removed.ID)
	return list
}

// expired is a program with a token that was good until just now.
func (w *world) expired(t *testing.T, on auth.Scope) (c caller) {
	t.Helper()
	w.inTx(t, func(tx *ent.Tx) {
		_, err := ledger.Lock(t.Context(), tx, on.Contract)
		must(t, err)
		plain, _, err := auth.Issue(t.Context(), tx, auth.NewToken{
			On: on, Name: "Expired", Scopes: []credit.TokenScope{credit.ScopeRunsWrite}, ExpiresAt: noon,
			Actor: audit.Actor{Kind: audit.Operator},
		}, noon.Add(-time.Hour))
		must(t, err)
		c = caller{url: w.url, authorization: "Bearer " + plain}
	})
	return c
}

// rows tells whether any row of any table has changed, but for those about callers, which asking changes by itself.
// Every change leaves a row of a later transaction, or one less.
type rows struct{ state *sql.Stmt }

func (w *world) rows(t *testing.T) *rows {
	t.Helper()
	db, err := sql.Open("postgres", w.db.URL)
	must(t, err)
	t.Cleanup(func() { _ = db.Close() })
	var tables []string
	must(t, db.QueryRowContext(t.Context(), `
		select array_agg(format('select count(*) as number, max(xmin::text::bigint) as latest from %I', relname))
		from pg_class
		where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition
		  and relname not in ('sessions', 'service_tokens', 'rate_limits')`).Scan(pq.Array(&tables)))
	state, err := db.PrepareContext(t.Context(), "select sum(number) || ' rows, the last by ' || max(latest) from ("+strings.Join(tables, " union all ")+") t")
	must(t, err)
	return &rows{state}
}

func (r *rows) sum(t *testing.T) (sum string) {
	t.Helper()
	must(t, r.state.QueryRowContext(t.Context()).Scan(&sum))
	return sum
}
