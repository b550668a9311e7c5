package graph

import (
	"context"
	"database/sql"
	"sync"
	"time"

	"github.com/99designs/gqlgen/graphql"

	"cistern/ent"
)

// snapshot is the one view of the database that all fields of an operation read: a read-only transaction, begun by the first that
// asks. Fields are resolved side by side, and a transaction is one connection, so they take turns.
type snapshot struct {
	mu sync.Mutex
	tx *ent.Tx
	at time.Time
}

type snapshotKey struct{}

// withSnapshot gives every operation a snapshot and ends it with the answer.
func withSnapshot(ctx context.Context, next graphql.OperationHandler) graphql.ResponseHandler {
	s := &snapshot{}
	respond := next(context.WithValue(ctx, snapshotKey{}, s))
	return func(ctx context.Context) *graphql.Response {
		defer s.close()
		return respond(ctx)
	}
}

// read runs fn on the operation's snapshot; at is when that was taken.
func read[T any](ctx context.Context, r *Resolver, fn func(tx *ent.Tx, at time.Time) (T, error)) (out T, err error) {
	s := ctx.Value(snapshotKey{}).(*snapshot)
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.tx == nil {
		s.at = r.Now()
		if s.tx, err = r.begin(ctx, &sql.TxOptions{Isolation: sql.LevelRepeatableRead, ReadOnly: true}); err != nil {
			return out, err
		}
	}
	return fn(s.tx, s.at)
}

// renewSnapshot makes what is read from now on see what has been written since.
func renewSnapshot(ctx context.Context) { ctx.Value(snapshotKey{}).(*snapshot).close() }

// close ends the transaction. It has only read, so there is nothing to keep or to report.
func (s *snapshot) close() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.tx != nil {
		_ = s.tx.Rollback()
		s.tx = nil
	}
}
