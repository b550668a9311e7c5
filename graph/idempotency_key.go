package graph

import (
	"context"

	"github.com/99designs/gqlgen/graphql"
)

// idempotencyKey is what the caller tells repetitions of a request by; empty when they told nothing.
func idempotencyKey(ctx context.Context) string {
	return graphql.GetOperationContext(ctx).Headers.Get("Idempotency-Key")
}
