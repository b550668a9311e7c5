package graph

import (
	"context"
	"slices"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/errcode"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
	"github.com/vektah/gqlparser/v2/parser"
)

// Limits of a document, held before it is validated: validation compares fields pair by pair, so that a few kilobytes of repeated
// fields can keep a core busy for seconds.
const (
	codeLimit = "LIMIT_EXCEEDED"

	maxTokens      = 1000
	maxDepth       = 8
	maxSchemaDepth = 16 // below __schema: there is no data, and tools ask for types of types of types
	maxAliases     = 15
	maxDirectives  = 10
	maxFragments   = 30
	maxSameName    = 20 // fields of one response name in one selection
	maxChangeRoots = 1
	maxSelections  = 2000 // with fragments written out
	maxNodes       = 1000 // items of lists that an answer can hold
	maxComplexity  = 5000
)

// gate refuses documents beyond the limits. One that is in the cache of validated ones has passed before, and is held against those
// alone that depend on its variables.
type gate struct {
	schema    *ast.Schema
	validated graphql.Cache[*ast.QueryDocument]
}

// ExtensionName names the extension to gqlgen.
func (*gate) ExtensionName() string { return "Gate" }

// Validate has nothing to check at start.
func (*gate) Validate(graphql.ExecutableSchema) error { return nil }

// MutateOperationParameters runs before gqlgen validates. What does not parse is left to gqlgen's own error.
func (g *gate) MutateOperationParameters(ctx context.Context, params *graphql.RawParams) *gqlerror.Error {
	doc, passed := g.validated.Get(ctx, params.Query)
	if !passed {
		var err error
		if doc, err = parser.ParseQueryWithTokenLimit(&ast.Source{Input: params.Query}, maxTokens); err != nil {
			return nil //nolint:nilerr // gqlgen parses it again and says so
		}
		w := walk{fragments: doc.Fragments}
		if refused := w.document(doc); refused != nil {
			errcode.Set(refused, codeLimit)
			return refused
		}
	}
	asked := nodes{schema: g.schema, doc: doc, variables: params.Variables}
	if asked.count(doc.Operations.ForName(params.OperationName)) > maxNodes {
		return codedError(codeLimit, "the answer could hold more than %d items of lists; ask for fewer by their argument first", maxNodes)
	}
	return nil
}

// walk counts what a document asks for.
type walk struct {
	fragments                              ast.FragmentDefinitionList
	roots, selections, aliases, directives int
}

func (w *walk) document(doc *ast.QueryDocument) *gqlerror.Error {
	if len(doc.Fragments) > maxFragments {
		return gqlerror.Errorf("the document has more than %d fragments", maxFragments)
	}
	for _, op := range doc.Operations {
		w.roots = 0
		if err := w.selection(op.SelectionSet, maxDepth, nil); err != nil {
			return err
		}
		if op.Operation != ast.Query && w.roots > maxChangeRoots {
			return gqlerror.Errorf("an operation may hold one mutation or subscription; send the others in requests of their own")
		}
	}
	for _, f := range doc.Fragments { // again by themselves: validation looks at unused ones too
		if err := w.selection(f.SelectionSet, levelsBelow(f.TypeCondition, maxDepth), []string{f.Name}); err != nil {
			return err
		}
	}
	return nil
}

// selection looks at one selection set. Levels are how many more it may have, its own included; entered are the fragments that it
// lies in, so that a circle ends.
func (w *walk) selection(set ast.SelectionSet, levels int, entered []string) *gqlerror.Error {
	if levels == 0 {
		return gqlerror.Errorf("the document is nested deeper than %d levels", maxDepth)
	}
	names := map[string]int{}
	for _, s := range set {
		if w.selections++; w.selections > maxSelections {
			return gqlerror.Errorf("the document selects more than %d fields and fragments", maxSelections)
		}
		var err *gqlerror.Error
		switch s := s.(type) {
		case *ast.Field:
			err = w.field(s, levels, entered, names)
		case *ast.InlineFragment:
			w.directives += len(s.Directives)
			err = w.selection(s.SelectionSet, levels, entered)
		case *ast.FragmentSpread:
			w.directives += len(s.Directives)
			err = w.spread(s, levels, entered)
		}
		if err != nil {
			return err
		}
	}
	switch {
	case w.aliases > maxAliases:
		return gqlerror.Errorf("the document has more than %d aliases", maxAliases)
	case w.directives > maxDirectives:
		return gqlerror.Errorf("the document has more than %d directives", maxDirectives)
	}
	return nil
}

func (w *walk) field(f *ast.Field, levels int, entered []string, names map[string]int) *gqlerror.Error {
	w.directives += len(f.Directives)
	if levels == maxDepth && !isIntrospection(f.Name) { // caches ask for the __typename of every object, the root's too
		w.roots++
	}
	if f.Alias != f.Name {
		w.aliases++
	}
	if names[f.Alias]++; names[f.Alias] > maxSameName {
		return gqlerror.Errorf("%.40q is selected more than %d times in one place", f.Alias, maxSameName)
	}
	if len(f.SelectionSet) == 0 {
		return nil
	}
	return w.selection(f.SelectionSet, levelsBelow(f.Name, levels)-1, entered)
}

// levelsBelow is how many levels there may be in a field or a type.
func levelsBelow(name string, levels int) int {
	if isIntrospection(name) {
		return maxSchemaDepth
	}
	return levels
}

func (w *walk) spread(s *ast.FragmentSpread, levels int, entered []string) *gqlerror.Error {
	f := w.fragments.ForName(s.Name)
	if f == nil || slices.Contains(entered, s.Name) { // validation says what is wrong with these
		return nil
	}
	return w.selection(f.SelectionSet, levels, append(entered[:len(entered):len(entered)], s.Name))
}
