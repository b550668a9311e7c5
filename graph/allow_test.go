package graph

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/99designs/gqlgen/graphql"
	"github.com/google/uuid"
	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"

	"cistern/auth"
	"cistern/credit"
	"cistern/ent"
	"cistern/graph/generated"
	"cistern/graph/view"
)

func realPermissions(t *testing.T) permissions {
	t.Helper()
	table, err := permissionsOf(generated.NewExecutableSchema(generated.Config{}).Schema())
	if err != nil {
		t.Fatal(err)
	}
	return table
}

// The list is for people: whoever changes who may see a field changes a line of it.
func TestWhoMaySeeWhat(t *testing.T) {
	t.Parallel()
	var lines []string
	for name, action := range realPermissions(t) {
		lines = append(lines, fmt.Sprintf("%s.%s %s\n", name.object, name.field, action))
	}
	slices.Sort(lines)
	const golden = "testdata/permissions.golden"
	want, err := os.ReadFile(golden)
	if got := strings.Join(lines, ""); err != nil || got != string(want) {
		t.Errorf("%s is not what the schema says (%v); it should be:\n%s", golden, err, got)
	}
}

func TestPermissionsOf(t *testing.T) {
	t.Parallel()
	const directives = `
		enum Action { PUBLIC PARENT WRITE_RUNS UNHEARD_OF }
		directive @allow(action: Action!) on FIELD_DEFINITION | OBJECT | INTERFACE
	`
	for name, test := range map[string]struct {
		types string
		wrong string // part of the error; empty for none
	}{
		"OnTheField":     {`type Query { a: Int @allow(action: PUBLIC) }`, ""},
		"OnTheType":      {`type Query @allow(action: PUBLIC) { a: Int }`, ""},
		"Nowhere":        {`type Query { a: Int @allow(action: PUBLIC) b: Int }`, "Query.b has no @allow"},
		"NotOnThisType":  {`type Query { a: Thing @allow(action: PUBLIC) } type Thing { b: Int }`, "Thing.b has no @allow"},
		"NotByInterface": {`type Query { a: Thing @allow(action: PUBLIC) } interface Named @allow(action: PARENT) { b: Int } type Thing implements Named { b: Int }`, "Thing.b has no @allow"},
		"UnknownAction":  {`type Query { a: Int @allow(action: UNHEARD_OF) }`, "UNHEARD_OF is not an action"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			schema, err := gqlparser.LoadSchema(&ast.Source{Input: directives + test.types})
			if err != nil {
				t.Fatal(err)
			}
			_, refused := permissionsOf(schema)
			if (refused == nil) != (test.wrong == "") || refused != nil && !strings.Contains(refused.Error(), test.wrong) {
				t.Errorf("got %v, want %q", refused, test.wrong)
			}
		})
	}
	t.Run("FieldComesFirst", func(t *testing.T) {
		t.Parallel()
		schema, err := gqlparser.LoadSchema(&ast.Source{Input: directives + `type Query @allow(action: PUBLIC) { a: Int @allow(action: WRITE_RUNS) }`})
		if err != nil {
			t.Fatal(err)
		}
		if table, err := permissionsOf(schema); err != nil || table[fieldName{"Query", "a"}] != auth.WriteRuns {
			t.Errorf("got %v, %v", table, err)
		}
	})
}

// A rule that is changed or taken away is noticed: the interceptor goes by the table and nothing else.
func TestEnforce(t *testing.T) {
	t.Parallel()
	own := auth.Scope{Contract: uuid.New(), Workspace: uuid.New()}
	runtime := &auth.Viewer{Token: &auth.Token{On: auth.Scope{Contract: own.Contract}, Scopes: []credit.TokenScope{credit.ScopeRunsWrite}}}
	workspace := &view.Workspace{Workspace: &ent.Workspace{ContractID: own.Contract, ID: own.Workspace}}
	inWorkspace, inNothing := any(workspace), any(&view.CreditsDashboard{})
	for _, test := range []struct {
		object, field string
		parent        any // nil at the root
		viewer        *auth.Viewer
		want          error
		changed       auth.Action // to what the rule is changed; empty: it is taken away
		then          error       // nil: any
	}{
		{"Query", "viewer", nil, nil, nil, auth.SignedIn, auth.ErrUnauthenticated},
		{"Query", "viewer", nil, nil, nil, "", nil},
		{"Query", "node", nil, runtime, nil, "", nil},
		{"Mutation", "startRun", nil, runtime, nil, "", nil},
		{"CreditsDashboard", "used", inNothing, runtime, nil, auth.ViewDashboard, auth.ErrNotFound},
		{"CreditsDashboard", "used", inNothing, runtime, nil, "", nil},
		{"Run", "credits", inNothing, runtime, nil, auth.WriteRuns, auth.ErrNotFound},
	} {
		t.Run(test.object+test.field+string(test.changed), func(t *testing.T) {
			t.Parallel()
			table := realPermissions(t)
			if err := ask(table, test.object, test.field, test.parent, test.viewer); !errors.Is(err, test.want) {
				t.Errorf("got %v, want %v", err, test.want)
			}
			name := fieldName{test.object, test.field}
			if test.changed == "" {
				delete(table, name)
			} else {
				table[name] = test.changed
			}
			err := ask(table, test.object, test.field, test.parent, test.viewer)
			if err == nil || test.then != nil && !errors.Is(err, test.then) {
				t.Errorf("with another rule: got %v, want %v", err, test.then)
			}
		})
	}
	t.Run("DecidesByTheParent", func(t *testing.T) {
		t.Parallel()
		table := realPermissions(t)
		table[fieldName{"Workspace", "name"}] = auth.WriteRuns
		if err := ask(table, "Workspace", "name", inWorkspace, runtime); err != nil {
			t.Errorf("in the token's contract: %v", err)
		}
		other := &view.Workspace{Workspace: &ent.Workspace{ContractID: uuid.New(), ID: uuid.New()}}
		if err := ask(table, "Workspace", "name", other, runtime); !errors.Is(err, auth.ErrNotFound) {
			t.Errorf("in another contract: %v", err)
		}
	})
}

var errReached = errors.New("the field was resolved")

// ask resolves a field of parent, which is nil at the root, and returns why not.
func ask(table permissions, object, field string, parent any, viewer *auth.Viewer) error {
	ctx := graphql.WithFieldContext(context.Background(), &graphql.FieldContext{})
	if parent != nil {
		ctx = graphql.WithFieldContext(ctx, &graphql.FieldContext{Result: parent})
	}
	ctx = graphql.WithFieldContext(ctx, &graphql.FieldContext{
		Object: object, Field: graphql.CollectedField{Field: &ast.Field{Name: field}},
	})
	if viewer != nil {
		ctx = auth.With(ctx, viewer)
	}
	_, err := table.enforce(ctx, func(context.Context) (any, error) { return nil, errReached })
	if errors.Is(err, errReached) {
		return nil
	}
	return err
}
