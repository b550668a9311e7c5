package graph

import (
	"encoding/json"
	"slices"
	"strconv"

	"github.com/vektah/gqlparser/v2/ast"
)

// nodes counts how many items of lists an answer can hold: each list as many as its argument first says, times those of the lists that
// it lies in. The document may not be validated yet: what is wrong with it counts nothing.
type nodes struct {
	schema    *ast.Schema
	doc       *ast.QueryDocument
	variables map[string]any
	op        *ast.OperationDefinition
	total     int
}

// count stops at the first number that is too much.
func (n *nodes) count(op *ast.OperationDefinition) int {
	if op == nil {
		return 0
	}
	n.op = op
	switch op.Operation {
	case ast.Query:
		n.below(n.schema.Query, op.SelectionSet, 1, nil)
	case ast.Mutation:
		n.below(n.schema.Mutation, op.SelectionSet, 1, nil)
	case ast.Subscription:
		n.below(n.schema.Subscription, op.SelectionSet, 1, nil)
	}
	return n.total
}

// below counts what a selection holds on objects of a type that are there so many times.
func (n *nodes) below(on *ast.Definition, set ast.SelectionSet, times int, entered []string) {
	for _, s := range set {
		if on == nil || n.total > maxNodes {
			return
		}
		switch s := s.(type) {
		case *ast.Field:
			n.field(on, s, times, entered)
		case *ast.InlineFragment:
			of := on
			if s.TypeCondition != "" {
				of = n.schema.Types[s.TypeCondition]
			}
			n.below(of, s.SelectionSet, times, entered)
		case *ast.FragmentSpread:
			if f := n.doc.Fragments.ForName(s.Name); f != nil && !slices.Contains(entered, s.Name) {
				n.below(n.schema.Types[f.TypeCondition], f.SelectionSet, times, append(entered[:len(entered):len(entered)], s.Name))
			}
		}
	}
}

func (n *nodes) field(on *ast.Definition, f *ast.Field, times int, entered []string) {
	known := on.Fields.ForName(f.Name)
	if known == nil {
		return
	}
	if first := known.Arguments.ForName("first"); first != nil {
		times *= n.first(f, first)
		n.total += times
	}
	n.below(n.schema.Types[known.Type.Name()], f.SelectionSet, times, entered)
}

// first is how many items are asked for: between none and one more than there may be.
func (n *nodes) first(f *ast.Field, known *ast.ArgumentDefinition) int {
	value := known.DefaultValue
	if given := f.Arguments.ForName("first"); given != nil {
		value = given.Value
	}
	if value != nil && value.Kind == ast.Variable {
		if given, ok := n.variables[value.Raw]; ok {
			number, _ := given.(json.Number)
			return bounded(number.String())
		}
		value = n.byDefault(value.Raw, known)
	}
	if value == nil {
		return 0
	}
	return bounded(value.Raw)
}

func (n *nodes) byDefault(variable string, known *ast.ArgumentDefinition) *ast.Value {
	if declared := n.op.VariableDefinitions.ForName(variable); declared != nil && declared.DefaultValue != nil {
		return declared.DefaultValue
	}
	return known.DefaultValue
}

func bounded(number string) int {
	items, _ := strconv.Atoi(number) // the nearest there is for what is too large, and 0 for what is no number
	return min(max(items, 0), maxNodes+1)
}
