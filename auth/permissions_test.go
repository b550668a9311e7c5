package auth

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"text/tabwriter"

	"github.com/google/uuid"
	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"

	"cistern/credit"
	"cistern/ent"
	"cistern/internal/dbtest"
)

var update = flag.Bool("update", false, "write testdata/permissions.golden anew")

var (
	plans   = []credit.Plan{credit.PlanFree, credit.PlanPlus, credit.PlanBusiness, credit.PlanEnterprise}
	actions = []Action{
		Public,
		SignedIn,
		Parent,
		ViewWorkspace,
		ViewContract,
		ViewDashboard,
		WatchUsage,
		CreateAgents,
		ManageAgents,
		SetPolicy,
		SetAllocation,
		MoveClock,
		BuyCredits,
		ManageContract,
		CreateContracts,
		ViewAssigned,
		KeepBooks,
		WriteRuns,
		ManageMembers,
		ManageOfficers,
		ManageTokens,
		ViewAuditLog,
	}
)

// actor is somebody who has a role or a token in the own workspace or its contract.
type actor struct {
	name string
	make func(t *testing.T, b *bundle, own *ent.Workspace, of *ent.Contract) *Viewer
}

func member(role credit.WorkspaceRole) actor {
	return actor{"workspace " + string(role), func(t *testing.T, b *bundle, own *ent.Workspace, _ *ent.Contract) *Viewer {
		t.Helper()
		user := dbtest.User(t, b.client)
		b.join(t, user, own, role)
		return b.viewer(t, user)
	}}
}

func officer(role credit.ContractRole) actor {
	return actor{"contract " + string(role), func(t *testing.T, b *bundle, _ *ent.Workspace, of *ent.Contract) *Viewer {
		t.Helper()
		user := dbtest.User(t, b.client)
		b.appoint(t, user, of, role)
		return b.viewer(t, user)
	}}
}

func program(scope credit.TokenScope) actor {
	return actor{"token " + string(scope), func(t *testing.T, b *bundle, _ *ent.Workspace, of *ent.Contract) *Viewer {
		t.Helper()
		return b.bearer(t, NewToken{On: Scope{Contract: of.ID}, Scopes: []credit.TokenScope{scope}})
	}}
}

func boundProgram(scope credit.TokenScope) actor {
	return actor{"bound token " + string(scope), func(t *testing.T, b *bundle, own *ent.Workspace, _ *ent.Contract) *Viewer {
		t.Helper()
		return b.bearer(t, NewToken{On: scopeOf(own), Scopes: []credit.TokenScope{scope}})
	}}
}

func (b *bundle) bearer(t *testing.T, n NewToken) *Viewer {
	t.Helper()
	plain, _ := b.issue(t, n)
	return must(b.tokens.verify(t.Context(), plain))
}

var actors = []actor{
	{"nobody", func(*testing.T, *bundle, *ent.Workspace, *ent.Contract) *Viewer { return nil }},
	{"person without a role", func(t *testing.T, b *bundle, _ *ent.Workspace, _ *ent.Contract) *Viewer {
		t.Helper()
		return b.viewer(t, dbtest.User(t, b.client))
	}},
	member(credit.RoleGuest),
	member(credit.RoleMember),
	member(credit.RoleAdmin),
	member(credit.RoleOwner),
	officer(credit.RoleOrgAdmin),
	officer(credit.RoleOrgOwner),
	officer(credit.RoleAccountTeam),
	program(credit.ScopeRunsWrite),
	boundProgram(credit.ScopeRunsWrite),
	program(credit.ScopeUsageRead),
	program(credit.ScopeAgentsWrite),
	program(credit.ScopeBillingWrite),
	program(credit.ScopeAccountsWrite),
	{"subscription token", func(_ *testing.T, _ *bundle, own *ent.Workspace, of *ent.Contract) *Viewer {
		return &Viewer{Token: &Token{On: scopeOf(own), Scopes: []credit.TokenScope{credit.ScopeUsageWatch}, plan: of.Plan}}
	}},
}

var tokenScopes = []credit.TokenScope{
	credit.ScopeRunsWrite, credit.ScopeUsageRead, credit.ScopeAgentsWrite, credit.ScopeBillingWrite, credit.ScopeAccountsWrite,
	credit.ScopeUsageWatch,
}

// world is what actors ask about.
type world struct{ own, sibling, foreign Scope }

var places = []struct {
	name string
	in   func(world) Scope
}{
	{"own", func(w world) Scope { return w.own }},
	{"contract", func(w world) Scope { return Scope{Contract: w.own.Contract} }},
	{"sibling", func(w world) Scope { return w.sibling }},
	{"foreign", func(w world) Scope { return w.foreign }},
	{"mixed", func(w world) Scope { return Scope{Contract: w.own.Contract, Workspace: w.foreign.Workspace} }},
	{"unknown", func(world) Scope { return Scope{Contract: uuid.New(), Workspace: uuid.New()} }},
}

const legend = `Who may do what where (D17).

own       the workspace that the actor has a role in, or a token for
contract  the whole contract of it
sibling   another workspace of the contract
foreign   a workspace of another contract
mixed     the id of a foreign workspace with that of the own contract, whose workspaces a token does not know
unknown   ids that do not exist

Four answers in a place are those on the plans FREE/PLUS/BUSINESS/ENTERPRISE; "plan" is PLAN_NOT_ELIGIBLE.

`

// cast is every actor in a world of every plan.
type cast struct {
	viewers []map[credit.Plan]*Viewer
	worlds  map[credit.Plan]world
}

func newCast(t *testing.T, b *bundle) cast {
	t.Helper()
	foreign := scopeOf(b.workspace(t))
	c := cast{make([]map[credit.Plan]*Viewer, len(actors)), map[credit.Plan]world{}}
	for _, plan := range plans {
		contract := b.contract(t, plan)
		own, sibling := dbtest.Workspace(t, b.client, contract), dbtest.Workspace(t, b.client, contract)
		c.worlds[plan] = world{scopeOf(own), scopeOf(sibling), foreign}
		for i, a := range actors {
			if c.viewers[i] == nil {
				c.viewers[i] = map[credit.Plan]*Viewer{}
			}
			c.viewers[i][plan] = a.make(t, b, own, contract)
		}
	}
	return c
}

// table is who may do what where, as the permissions are now.
func (c cast) table(t *testing.T) []byte {
	t.Helper()
	got := bytes.NewBufferString(legend)
	for _, action := range actions {
		table := tabwriter.NewWriter(got, 0, 0, 2, ' ', 0)
		fmt.Fprint(table, action)
		for _, place := range places {
			fmt.Fprint(table, "\t", place.name)
		}
		for i, a := range actors {
			fmt.Fprint(table, "\n", a.name)
			for _, place := range places {
				fmt.Fprint(table, "\t", byPlan(func(p credit.Plan) error {
					return c.viewers[i][p].Require(action, place.in(c.worlds[p]))
				}))
			}
		}
		fmt.Fprint(table, "\n\n")
		if err := table.Flush(); err != nil {
			t.Fatal(err)
		}
	}
	return got.Bytes()
}

const golden = "testdata/permissions.golden"

// TestPermissions holds the whole table against testdata/permissions.golden, which is for people to read.
func TestPermissions(t *testing.T) {
	t.Parallel()
	got := newCast(t, setup(t)).table(t)
	if *update {
		if err := os.WriteFile(golden, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if want := must(os.ReadFile(golden)); !bytes.Equal(want, got) {
		t.Error("the table has changed; run this test with -update and read the difference")
	}
}

// TestEveryRuleIsNoticed takes every right away and gives every one that is not there, one at a time: the golden table tells each.
// It is not parallel, because it changes the permissions of everybody.
func TestEveryRuleIsNoticed(t *testing.T) {
	c := newCast(t, setup(t))
	want := must(os.ReadFile(golden))
	flips := 0
	flip := func(name string, action Action, changed permission) {
		flips++
		before := permissions[action]
		permissions[action] = changed
		defer func() { permissions[action] = before }()
		if bytes.Equal(c.table(t), want) {
			t.Errorf("%s: nothing tells that %s was changed", action, name)
		}
	}
	for _, action := range actions {
		p := permissions[action]
		everybody := p
		everybody.anybody = !p.anybody
		flip("anybody", action, everybody)
		if p.anybody {
			continue
		}
		viewers := p
		viewers.anyViewer = !p.anyViewer
		flip("anyViewer", action, viewers)
		if p.anyViewer {
			continue
		}
		staff := p
		staff.staff = !p.staff
		flip("the staff", action, staff)
		if p.staff {
			continue
		}
		for _, role := range anyWorkspaceRole {
			changed := p
			changed.workspace = toggled(p.workspace, role)
			flip(string(role), action, changed)
		}
		for _, role := range anyContractRole {
			changed := p
			changed.contract = toggled(p.contract, role)
			flip(string(role), action, changed)
		}
		for _, scope := range tokenScopes {
			changed := p
			changed.token = toggled(p.token, scope)
			flip(string(scope), action, changed)
		}
		changed := p
		changed.eligiblePlan = !p.eligiblePlan
		flip("the plan", action, changed)
	}
	t.Logf("%d rules changed one at a time, each was noticed", flips)
	if flips < 30 {
		t.Errorf("only %d rules", flips)
	}
}

// toggled is the list without the item, or with it where it was not.
func toggled[T comparable](list []T, item T) []T {
	without := slices.DeleteFunc(slices.Clone(list), func(i T) bool { return i == item })
	if len(without) < len(list) {
		return without
	}
	return append(without, item)
}

// byPlan says what comes of something on each plan; once where the plan makes no difference.
func byPlan(try func(credit.Plan) error) string {
	answers := make([]string, 0, len(plans))
	for _, plan := range plans {
		answers = append(answers, answerOf(try(plan)))
	}
	if len(slices.Compact(slices.Clone(answers))) == 1 {
		return answers[0]
	}
	return strings.Join(answers, "/")
}

func answerOf(err error) string {
	var refusal *Error
	switch {
	case err == nil:
		return "yes"
	case errors.Is(err, ErrPlanNotEligible):
		return "plan"
	case errors.As(err, &refusal):
		return string(refusal.Code)
	default:
		return err.Error()
	}
}

func TestActionsAreThoseOfTheAPI(t *testing.T) {
	t.Parallel()
	text := must(os.ReadFile("../schema.graphql"))
	schema, err := gqlparser.LoadSchema(&ast.Source{Name: "schema.graphql", Input: string(text)})
	if err != nil {
		t.Fatal(err)
	}
	for _, value := range schema.Types["Action"].EnumValues {
		var a Action
		if err := a.UnmarshalGQL(value.Name); err != nil || !slices.Contains(actions, a) {
			t.Errorf("%s: %v", value.Name, err)
		}
	}
	if len(permissions) != len(schema.Types["Action"].EnumValues) {
		t.Errorf("%d actions, the API has %d", len(permissions), len(schema.Types["Action"].EnumValues))
	}
}

func TestUnknownActionIsDenied(t *testing.T) {
	t.Parallel()
	b := setup(t)
	contract := b.contract(t, credit.PlanEnterprise)
	on := dbtest.Workspace(t, b.client, contract)
	user := dbtest.User(t, b.client)
	b.join(t, user, on, credit.RoleOwner)
	b.appoint(t, user, contract, credit.RoleOrgOwner)
	if err := b.viewer(t, user).Require("DROP_TABLES", scopeOf(on)); !errors.Is(err, ErrForbidden) {
		t.Errorf("got %v", err)
	}
	if err := new(Action).UnmarshalGQL("DROP_TABLES"); err == nil {
		t.Error("read as an action")
	}
}

func TestForbiddenSaysWhomToAsk(t *testing.T) {
	t.Parallel()
	b := setup(t)
	on := b.workspace(t)
	user := dbtest.User(t, b.client)
	b.join(t, user, on, credit.RoleMember)
	err := b.viewer(t, user).Require(ViewDashboard, scopeOf(on))
	if want := "You may not do this. Owners and admins of the workspace can see its credits; ask one of them."; err == nil || err.Error() != want {
		t.Errorf("got %v", err)
	}
}
