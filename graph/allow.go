package graph

import (
	"context"
	"fmt"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"cistern/auth"
)

// permissions says which action every field of the schema needs: the @allow of the field, else of its type.
type permissions map[*ast.FieldDefinition]auth.Action

// permissionsOf reads the table off the schema. A field under no @allow is an error, so that the program does not start with it.
func permissionsOf(schema *ast.Schema) (permissions, error) {
	table := permissions{}
	for _, t := range schema.Types {
		if t.BuiltIn || t.Kind != ast.Object {
			continue
		}
		for _, f := range t.Fields {
			if isIntrospection(f) {
				continue
			}
			action, err := actionOf(t, f)
			if err != nil {
				return nil, err
			}
			table[f] = action
		}
	}
	return table, nil
}

func isIntrospection(f *ast.FieldDefinition) bool { return strings.HasPrefix(f.Name, "__") }

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

// scoped is an object that says which contract and workspace it belongs to.
type scoped interface{ Scope() auth.Scope }

// enforce lets a field be resolved only if its caller may. Below an object that knows its scope the permission table decides for
// that scope. At the root the scope is not known yet: there the caller must be somebody, and the resolver asks the same table
// once it has read the id.
func (p permissions) enforce(ctx context.Context, next graphql.Resolver) (any, error) {
	field := graphql.GetFieldContext(ctx)
	action, known := p[field.Field.Definition]
	switch {
	case isIntrospection(field.Field.Definition): // it has a switch of its own
		return next(ctx)
	case !known:
		return nil, fmt.Errorf("%s.%s has no rule", field.Object, field.Field.Name)
	case action == auth.Public || action == auth.Parent:
		return next(ctx)
	}
	viewer := auth.From(ctx)
	if owner, ok := parentOf(field).(scoped); ok {
		if err := viewer.Require(action, owner.Scope()); err != nil {
			return nil, err
		}
	} else if viewer == nil {
		return nil, auth.ErrUnauthenticated
	}
	return next(ctx)
}

func parentOf(field *graphql.FieldContext) any {
	if field.Parent == nil {
		return nil
	}
	return field.Parent.Result
}
