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
		BuyCredits,
		ManageContract,
		CreateContracts,
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

// TestPermissions holds the whole table against testdata/permissions.golden, which is for people to read.
func TestPermissions(t *testing.T) {
	t.Parallel()
	b := setup(t)
	foreign := scopeOf(b.workspace(t))
	viewers := make([]map[credit.Plan]*Viewer, len(actors))
	worlds := map[credit.Plan]world{}
	for _, plan := range plans {
		contract := b.contract(t, plan)
		own, sibling := dbtest.Workspace(t, b.client, contract), dbtest.Workspace(t, b.client, contract)
		worlds[plan] = world{scopeOf(own), scopeOf(sibling), foreign}
		for i, a := range actors {
			if viewers[i] == nil {
				viewers[i] = map[credit.Plan]*Viewer{}
			}
			viewers[i][plan] = a.make(t, b, own, contract)
		}
	}

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
					return viewers[i][p].Require(action, place.in(worlds[p]))
				}))
			}
		}
		fmt.Fprint(table, "\n\n")
		if err := table.Flush(); err != nil {
			t.Fatal(err)
		}
	}
	const golden = "testdata/permissions.golden"
	if *update {
		if err := os.WriteFile(golden, got.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if want := must(os.ReadFile(golden)); !bytes.Equal(want, got.Bytes()) {
		t.Error("the table has changed; run this test with -update and read the difference")
	}
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
