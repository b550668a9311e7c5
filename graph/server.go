package graph

import (
	"context"
	"fmt"
	"net/http"

	"github.com/99designs/gqlgen/graphql/handler"
	"github.com/99designs/gqlgen/graphql/handler/extension"
	"github.com/99designs/gqlgen/graphql/handler/lru"
	"github.com/vektah/gqlparser/v2/ast"

	"cistern"
	"cistern/graph/generated"
	"cistern/graph/globalid"
	"cistern/graph/model"
)

// cachedDocuments are kept parsed and validated: the SPA and the scripts send the same ones again and again.
const cachedDocuments = 1000

// NewHandler serves the schema over HTTP POST. It fails when a field of the schema has no rule of access.
func NewHandler(r *Resolver) (http.Handler, error) {
	schema := generated.NewExecutableSchema(generated.Config{Resolvers: r, Complexity: complexity()})
	allowed, err := permissionsOf(schema.Schema())
	if err != nil {
		return nil, err
	}
	documents := lru.New[*ast.QueryDocument](cachedDocuments)
	srv := handler.New(schema)
	srv.AddTransport(post{})
	srv.SetQueryCache(documents)
	srv.SetParserTokenLimit(maxTokens)
	srv.SetDisableSuggestion(true)
	srv.SetErrorPresenter(r.present)
	srv.SetRecoverFunc(func(_ context.Context, p any) error { return fmt.Errorf("panic: %v", p) })
	srv.Use(&gate{validated: documents})
	srv.Use(extension.FixedComplexityLimit(maxComplexity))
	srv.Use(extension.Introspection{}) // for those whom enforce lets through
	srv.AroundOperations(withSnapshot)
	srv.AroundFields(allowed.enforce)
	return srv, nil
}

// Schema is the text of the schema as it was written.
func Schema() string { return cistern.Schema }

// complexity weighs lists by their length: every item is read and written.
func complexity() (c generated.ComplexityRoot) {
	c.Billing.Purchases = func(child, first int, _ *string) int { return 1 + first*child }
	c.Query.BillingEvents = func(child int, _ globalid.ID, _ bool, first int, _ *string) int { return 1 + first*child }
	c.Workspace.Periods = func(child, first int, _ *string) int { return 1 + first*child }
	c.CreditsDashboard.Agents = func(child, first int, _ *string, _ model.AgentUsageOrder, _ *model.AgentUsageFilter) int {
		return 1 + first*child
	}
	return c
}
