package graph

import (
	"context"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"cistern/auth"
)

// persisted has the documents of the dashboard that this program carries, by the name that they were given when it was built. A client
// that sends such a name instead of a document (extensions.persistedQuery, as Apollo's clients and urql do) is spared sending it. Clients
// that know other documents, as a dashboard of an earlier version does, are told to send them whole.
type persisted map[string]string

// ExtensionName names the extension to gqlgen.
func (persisted) ExtensionName() string { return "Persisted" }

// Validate has nothing to check at start.
func (persisted) Validate(graphql.ExecutableSchema) error { return nil }

// MutateOperationParameters puts the document in the place of its name.
func (p persisted) MutateOperationParameters(_ context.Context, params *graphql.RawParams) *gqlerror.Error {
	named, is := params.Extensions["persistedQuery"].(map[string]any)
	if !is || params.Query != "" {
		return nil
	}
	hash, _ := named["sha256Hash"].(string)
	document, known := p["sha256:"+hash]
	if !known {
		return codedError(string(auth.CodeBadRequest), "PersistedQueryNotSupported") // the words that clients look for
	}
	params.Query = document
	return nil
}
