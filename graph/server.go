package graph

import (
	"context"
	"fmt"
	"net/http"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/handler"
	"github.com/99designs/gqlgen/graphql/handler/extension"
	"github.com/99designs/gqlgen/graphql/handler/lru"
	"github.com/99designs/gqlgen/graphql/handler/transport"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"cistern"
	"cistern/auth"
	"cistern/graph/generated"
	"cistern/graph/model"
)

const (
	// cachedDocuments are kept parsed and validated: the SPA and the scripts send the same ones again and again.
	cachedDocuments = 1000
	// maxBody bounds a request; a runtime may send more, for recordRuns.
	maxBody        = 64 << 10
	maxRuntimeBody = 1 << 20
)

// NewHandler serves the schema over HTTP POST. It fails when a field of the schema has no rule of access.
func NewHandler(r *Resolver) (http.Handler, error) {
	schema := generated.NewExecutableSchema(generated.Config{Resolvers: r, Complexity: complexity()})
	allowed, err := permissionsOf(schema.Schema())
	if err != nil {
		return nil, err
	}
	documents := lru.New[*ast.QueryDocument](cachedDocuments)
	srv := handler.New(schema)
	srv.AddTransport(transport.POST{})
	srv.SetQueryCache(documents)
	srv.SetParserTokenLimit(maxTokens)
	srv.SetDisableSuggestion(true)
	srv.SetErrorPresenter(present)
	srv.SetRecoverFunc(func(_ context.Context, p any) error { return fmt.Errorf("panic: %v", p) })
	srv.Use(&gate{validated: documents})
	srv.Use(extension.FixedComplexityLimit(maxComplexity))
	srv.Use(introspection{})
	srv.AroundOperations(withSnapshot)
	srv.AroundFields(allowed.enforce)
	return limitBody(srv), nil
}

// Schema is the text of the schema as it was written.
func Schema() string { return cistern.Schema }

// complexity weighs lists by their length: every item is read and written.
func complexity() (c generated.ComplexityRoot) {
	c.Workspace.Periods = func(child, first int, _ *string) int { return 1 + first*child }
	c.CreditsDashboard.Agents = func(child, first int, _ *string, _ model.AgentUsageOrder, _ *model.AgentUsageFilter) int {
		return 1 + first*child
	}
	return c
}

// limitBody refuses a body before it is read whole.
func limitBody(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		limit := int64(maxBody)
		if v := auth.From(r.Context()); v != nil && v.Token != nil {
			limit = maxRuntimeBody
		}
		r.Body = http.MaxBytesReader(w, r.Body, limit)
		next.ServeHTTP(w, r)
	})
}

// introspection is for callers who are somebody.
type introspection struct{}

// ExtensionName names the extension to gqlgen.
func (introspection) ExtensionName() string { return "Introspection" }

// Validate has nothing to check at start.
func (introspection) Validate(graphql.ExecutableSchema) error { return nil }

// MutateOperationContext switches introspection on or off for one operation.
func (introspection) MutateOperationContext(ctx context.Context, op *graphql.OperationContext) *gqlerror.Error {
	op.DisableIntrospection = auth.From(ctx) == nil
	return nil
}
