package graph

import (
	"context"
	"fmt"
	"net/http"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/handler"
	"github.com/99designs/gqlgen/graphql/handler/extension"
	"github.com/99designs/gqlgen/graphql/handler/lru"
	"github.com/vektah/gqlparser/v2/ast"

	"cistern"
	"cistern/auth"
	"cistern/credit"
	"cistern/graph/generated"
	"cistern/graph/globalid"
	"cistern/graph/model"
)

// cachedDocuments are kept parsed and validated: the SPA and the scripts send the same ones again and again.
const cachedDocuments = 1000

// Server serves the schema.
type Server struct {
	requests, events http.Handler
	streams          *streams
	resolver         *Resolver
}

// NewServer fails when a field of the schema has no rule of access. Known are documents that may be sent by name, "sha256:" and a hash.
// Drain it.
func NewServer(r *Resolver, presences *auth.Presences, known map[string]string) (*Server, error) {
	schema := generated.NewExecutableSchema(generated.Config{Resolvers: r, Complexity: complexity()})
	allowed, err := permissionsOf(schema.Schema())
	if err != nil {
		return nil, err
	}
	documents := lru.New[*ast.QueryDocument](cachedDocuments)
	serve := func(transports ...graphql.Transport) http.Handler {
		srv := handler.New(schema)
		for _, t := range transports {
			srv.AddTransport(t)
		}
		srv.SetQueryCache(documents)
		srv.SetParserTokenLimit(maxTokens)
		srv.SetDisableSuggestion(true)
		srv.SetErrorPresenter(r.present)
		srv.SetRecoverFunc(func(_ context.Context, p any) error { return fmt.Errorf("panic: %v", p) })
		srv.Use(persisted(known))
		srv.Use(&gate{validated: documents, schema: schema.Schema()})
		srv.Use(extension.FixedComplexityLimit(maxComplexity))
		srv.Use(extension.Introspection{}) // for those whom enforce lets through
		srv.AroundOperations(withSnapshot)
		srv.AroundOperations(watching{r, allowed}.watch)
		srv.AroundFields(allowed.enforce)
		return srv
	}
	charged := prices{r.Budgets, allowed}
	s := newStreams(presences, charged)
	return &Server{serve(sockets{s, r}, post{charged}), serve(eventStreams{s, r}), s, r}, nil
}

// ServeHTTP answers one request by POST, or serves a WebSocket until it ends.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.requests.ServeHTTP(w, r) }

// Events serves a subscription as server-sent events, until it ends. It has a path of its own, because clients that could take an
// event stream say so with every request.
func (s *Server) Events() http.Handler { return s.events }

// AgentsCSV answers with the agents of a workspace as CSV.
func (s *Server) AgentsCSV() http.Handler { return http.HandlerFunc(s.resolver.agentsCSV) }

// Drain tells the clients of all sockets and event streams to connect elsewhere, lets nobody begin another, and waits until they have
// gone or the context ends.
func (s *Server) Drain(ctx context.Context) error { return s.streams.drain(ctx) }

// Schema is the text of the schema as it was written.
func Schema() string { return cistern.Schema }

// complexity weighs lists by their length: every item is read and written.
func complexity() (c generated.ComplexityRoot) {
	c.Billing.Purchases = func(child, first int, _ *string) int { return 1 + first*child }
	c.Query.BillingEvents = func(child int, _ globalid.ID, _ bool, first int, _ *string) int { return 1 + first*child }
	c.NotificationsNow.Newest = func(child, first int) int { return 1 + first*child }
	c.Workspace.Periods = func(child, first int, _ *string) int { return 1 + first*child }
	c.CreditsDashboard.Agents = func(child, first int, _ *string, _ model.AgentUsageOrder, _ *model.AgentUsageFilter) int {
		return 1 + first*child
	}
	listed := func(child, first int, _ *string) int { return 1 + first*child }
	audited := func(child, first int, _ *string, _ *model.AuditFilter) int { return 1 + first*child }
	c.Workspace.Members, c.Workspace.ServiceTokens, c.Workspace.AuditLog = listed, listed, audited
	c.Contract.Officers, c.Contract.ServiceTokens, c.Contract.AuditLog, c.Contract.Grants, c.Contract.Periods = listed, listed, audited, listed, listed
	c.Query.AssignedContracts = func(child, first int, _, _ *string) int { return 1 + first*child }
	c.CreditsDashboard.Grants = listed
	c.CreditsDashboard.LedgerEntries = func(child, first int, _ *string, _ []credit.EntryKind) int { return 1 + first*child }
	c.Viewer.Workspaces = func(child, first int, _, _ *string, _ *auth.Action) int { return 1 + first*child }
	c.Viewer.Contracts = func(child, first int, _, _ *string) int { return 1 + first*child }
	c.Viewer.Notifications = func(child, first int, _ *string, _ bool) int { return 1 + first*child }
	c.ContractOverview.Workspaces = func(child, first int, _ *string) int { return 1 + first*child }
	return c
}
