package graph

import (
	"context"
	"database/sql"

	"github.com/google/uuid"

	"cistern/auth"
	"cistern/ent"
	"cistern/ent/tenancy"
)

// ForPeople is ent on a pool of the role cistern_app, confined to the contracts that the caller has a role or a token in. Commits tell
// whom they changed.
func ForPeople(pool *sql.DB, tell func(of ...uuid.UUID)) *ent.Client {
	return tenancy.Client(ent.Announcing(pool, tell), reach)
}

// begin is where every transaction of a resolver begins: it sees nothing of contracts that the caller has no part in.
func (r *Resolver) begin(ctx context.Context, options *sql.TxOptions) (*ent.Tx, error) {
	return tenancy.Begin(ctx, r.Client, reach(ctx), options)
}

func reach(ctx context.Context) []uuid.UUID { return auth.From(ctx).Reach() }
