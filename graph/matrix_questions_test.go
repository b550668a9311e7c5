package graph_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"

	"cistern/graph"
)

// question is a document that asks for fields of one type under one rule, by the shortest way that leads there.
type question struct {
	object string
	fields []string
	action string
	path   []string // of response keys from the root to the object; empty for a root type
	text   string
	args   []argument
}

// mutates reports whether the question may change something.
func (q question) mutates() bool { return strings.HasPrefix(q.text, "mutation") }

// argument is a variable of a question.
type argument struct {
	key  string // such as Query.workspace.id
	of   *ast.Type
	name string
}

// way leads from a root to an object type.
type way struct {
	root  *ast.Definition
	steps []step
}

type step struct {
	on    *ast.Definition
	field *ast.FieldDefinition
	as    string // the object type, where the field's own is an interface
}

// watches reports whether the question is asked of an event stream, whose first frame answers it.
func (q question) watches() bool { return strings.HasPrefix(q.text, "subscription") }

// questionsOf asks for every field of the schema.
func questionsOf(t *testing.T) (schema *ast.Schema, out []question) {
	t.Helper()
	schema, err := gqlparser.LoadSchema(&ast.Source{Name: "schema.graphql", Input: graph.Schema()})
	must(t, err)
	ways := shortestWays(schema)
	for _, name := range sortedObjects(schema) {
		leads, found := ways[name]
		if !found { // only a union does
			continue
		}
		out = append(out, ask(schema, schema.Types[name], leads)...)
	}
	return schema, out
}

func sortedObjects(schema *ast.Schema) (names []string) {
	for name, d := range schema.Types {
		if d.Kind == ast.Object && !d.BuiltIn && !strings.HasPrefix(name, "__") {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// shortestWays searches by breadth, queries first: only what no query reaches is asked for by a mutation, and what neither reaches by a
// subscription.
func shortestWays(schema *ast.Schema) map[string]way {
	ways := map[string]way{}
	for _, root := range []*ast.Definition{schema.Query, schema.Mutation, schema.Subscription} {
		ways[root.Name] = way{root: root}
		for next := []string{root.Name}; len(next) > 0; next = next[1:] {
			on := schema.Types[next[0]]
			from := ways[on.Name]
			for _, f := range on.Fields {
				for _, target := range objectsOf(schema, f) {
					if _, known := ways[target]; !known && passable(on, f) {
						ways[target] = way{root, append(slices.Clone(from.steps), step{on, f, target})}
						next = append(next, target)
					}
				}
			}
		}
	}
	return ways
}

// passable leaves out what is empty in the world of the matrix although it is there in life.
func passable(on *ast.Definition, f *ast.FieldDefinition) bool {
	return !strings.HasPrefix(f.Name, "__") && f.Name != "node" && !slices.Contains(impassable, on.Name+"."+f.Name)
}

func objectsOf(schema *ast.Schema, f *ast.FieldDefinition) []string {
	if d := schema.Types[f.Type.Name()]; d != nil && d.Kind == ast.Object && !d.BuiltIn {
		return []string{d.Name}
	}
	return nil
}

// ask makes one document for each rule among the fields of a type; of a root, one for each field.
func ask(schema *ast.Schema, on *ast.Definition, leads way) (out []question) {
	if len(leads.steps) == 0 {
		for _, f := range on.Fields {
			if !strings.HasPrefix(f.Name, "__") {
				out = append(out, document(schema, on, leads, []*ast.FieldDefinition{f}))
			}
		}
		return out
	}
	byRule := map[string][]*ast.FieldDefinition{}
	for _, f := range on.Fields {
		byRule[ruleOf(on, f)] = append(byRule[ruleOf(on, f)], f)
	}
	for _, fields := range byRule {
		out = append(out, document(schema, on, leads, fields))
	}
	slices.SortFunc(out, func(a, b question) int { return strings.Compare(a.action, b.action) })
	return out
}

func ruleOf(on *ast.Definition, f *ast.FieldDefinition) string {
	rule := f.Directives.ForName("allow")
	if rule == nil {
		rule = on.Directives.ForName("allow")
	}
	return rule.Arguments.ForName("action").Value.Raw
}

func document(schema *ast.Schema, on *ast.Definition, leads way, fields []*ast.FieldDefinition) question {
	q := question{object: on.Name, action: ruleOf(on, fields[0])}
	selection := make([]string, 0, len(fields))
	for _, f := range fields {
		q.fields = append(q.fields, f.Name)
		text := f.Name + q.given(on, f)
		if len(objectsOf(schema, f)) > 0 || schema.Types[f.Type.Name()].IsAbstractType() {
			text += " { __typename }"
		}
		selection = append(selection, text)
	}
	inner := strings.Join(selection, " ")
	for _, s := range slices.Backward(leads.steps) {
		also := ""
		if s.on == schema.Mutation && s.as != "UserError" && schema.Types[s.as].Fields.ForName("userErrors") != nil && on.Name != s.as {
			also = " userErrors { code }"
		}
		inner = s.field.Name + q.given(s.on, s.field) + " { " + inner + also + " }"
		q.path = append(q.path, s.field.Name)
	}
	slices.Reverse(q.path)
	kind := strings.ToLower(leads.root.Name)
	declared := make([]string, len(q.args))
	for i, a := range q.args {
		declared[i] = fmt.Sprintf("$v%d: %s", i, a.of)
	}
	if len(declared) > 0 {
		kind += " (" + strings.Join(declared, ", ") + ")"
	}
	q.text = kind + " { " + inner + " }"
	return q
}

// given writes the arguments of a field that need not be left out, each as a variable.
func (q *question) given(on *ast.Definition, f *ast.FieldDefinition) string {
	var list []string
	for _, a := range f.Arguments {
		if a.DefaultValue != nil || !a.Type.NonNull {
			continue
		}
		list = append(list, fmt.Sprintf("%s: $v%d", a.Name, len(q.args)))
		q.args = append(q.args, argument{on.Name + "." + f.Name + "." + a.Name, a.Type, a.Name})
	}
	if list == nil {
		return ""
	}
	return "(" + strings.Join(list, ", ") + ")"
}

// value makes the value of an argument or of an input field: what the fixtures know it to be, by its key or else by its name, and
// else anything of its type. An id must be known.
func (p *place) value(t *testing.T, schema *ast.Schema, a argument) any {
	t.Helper()
	for _, name := range []string{a.key, a.name} {
		if known, ok := fixtures[name]; ok {
			return p.kept(name, known)
		}
	}
	if a.of.Elem != nil {
		return []any{p.value(t, schema, argument{a.key, a.of.Elem, a.name})}
	}
	d := schema.Types[a.of.NamedType]
	switch {
	case d.Kind == ast.InputObject:
		object := variables{}
		for _, f := range d.Fields {
			key := d.Name + "." + f.Name
			if f.Type.NonNull && f.DefaultValue == nil || fixtures[key] != nil || fixtures[f.Name] != nil {
				object[f.Name] = p.value(t, schema, argument{key, f.Type, f.Name})
			}
		}
		return object
	case d.Kind == ast.Enum:
		return d.EnumValues[0].Name
	case d.Name == "ID":
		t.Fatalf("%s is an id, and the matrix does not know of what: add it to fixtures in matrix_world_test.go, by this key or by the name %q",
			a.key, a.name)
	}
	return map[string]any{
		"String": "text", "Int": 1, "Float": 1.0, "Boolean": false, "Credits": "1", "Time": noon, "Date": "2026-11-10", "UUID": newID(),
	}[d.Name]
}
