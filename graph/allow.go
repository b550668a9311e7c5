package graph

import (
	"context"
	"fmt"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"cistern/auth"
)

// permissions says which action every field of the schema needs: the @allow of the field, else of its type. It goes by names, for
// what is asked of an interface has the interface's definition.
type permissions map[fieldName]auth.Action

type fieldName struct{ object, field string }

// permissionsOf reads the table off the schema. A field under no @allow is an error, so that the program does not start with it.
func permissionsOf(schema *ast.Schema) (permissions, error) {
	table := permissions{}
	for _, t := range schema.Types {
		if t.BuiltIn || t.Kind != ast.Object {
			continue
		}
		for _, f := range t.Fields {
			if isIntrospection(f.Name) {
				continue
			}
			action, err := actionOf(t, f)
			if err != nil {
				return nil, err
			}
			table[fieldName{t.Name, f.Name}] = action
		}
	}
	return table, nil
}

// isIntrospection reports whether a field or a type is about the schema itself.
func isIntrospection(name string) bool { return strings.HasPrefix(name, "__") }

func actionOf(t *ast.Definition, f *ast.FieldDefinition) (action auth.Action, err error) {
	rule := f.Directives.ForName("allow")
	if rule == nil {
		rule = t.Directives.ForName("allow")
	}
	if rule == nil {
		return "", fmt.Errorf("schema: %s.%s has no @allow, nor has its type", t.Name, f.Name)
	}
	err = action.UnmarshalGQL(rule.Arguments.ForName("action").Value.Raw)
	return action, err
}

var errIntrospection = &auth.Error{
	Code: "INTROSPECTION_DISABLED", Message: "Only callers who are signed in can ask for the schema. Its text is at /schema.graphql.",
}

// scoped is an object that says which contract and workspace it belongs to.
type scoped interface{ Scope() auth.Scope }

// enforce lets a field be resolved only if its caller may. Below an object that knows its scope the permission table decides for
// that scope. At the root the scope is not known yet: there the caller must be somebody, and the resolver asks the same table
// once it has read the id.
func (p permissions) enforce(ctx context.Context, next graphql.Resolver) (any, error) {
	field := graphql.GetFieldContext(ctx)
	viewer := auth.From(ctx)
	switch {
	case isIntrospection(field.Object): // below the fields that the next case lets through
		return next(ctx)
	case isIntrospection(field.Field.Name) && viewer == nil:
		return nil, errIntrospection
	case isIntrospection(field.Field.Name):
		return next(ctx)
	}
	action, known := p[fieldName{field.Object, field.Field.Name}]
	switch {
	case !known:
		return nil, fmt.Errorf("%s.%s has no rule", field.Object, field.Field.Name)
	case action == auth.Public || action == auth.Parent:
		return next(ctx)
	case atRoot(field) && viewer == nil:
		return nil, auth.ErrUnauthenticated
	case atRoot(field):
		return next(ctx)
	}
	if err := viewer.Require(action, scopeOf(field.Parent)); err != nil {
		return nil, err
	}
	return next(ctx)
}

func atRoot(field *graphql.FieldContext) bool {
	return field.Parent == nil || field.Parent.Parent == nil
}

// scopeOf is what an object belongs to; nothing, where nobody may do anything, for one that does not say.
func scopeOf(object *graphql.FieldContext) auth.Scope {
	if of, ok := object.Result.(scoped); ok {
		return of.Scope()
	}
	return auth.Scope{}
}
