package graph

import (
	"context"
	"time"

	"github.com/google/uuid"

	"cistern/ent"
	"cistern/graph/view"
	"cistern/report"
)

// poolGrants lists the grants behind the pool of a dashboard.
func (r *Resolver) poolGrants(ctx context.Context, v report.View, p report.Page) (*view.GrantConnection, error) {
	return r.grants(ctx, func(tx *ent.Tx) (report.List[*ent.Grant], error) { return report.Grants(ctx, tx, v, p) })
}

// allGrants lists what a contract was ever granted.
func (r *Resolver) allGrants(ctx context.Context, c *view.Contract, p report.Page) (*view.GrantConnection, error) {
	return r.grants(ctx, func(tx *ent.Tx) (report.List[*ent.Grant], error) { return report.AllGrants(ctx, tx, c.Contract.ID, p) })
}

// grants finds who made the grants of a list.
func (r *Resolver) grants(ctx context.Context, list func(*ent.Tx) (report.List[*ent.Grant], error)) (*view.GrantConnection, error) {
	return read(ctx, r, func(tx *ent.Tx, _ time.Time) (*view.GrantConnection, error) {
		found, err := list(tx)
		if err != nil {
			return nil, err
		}
		known, err := knownOf(ctx, tx, found.Edges, func(g *ent.Grant) *uuid.UUID { return g.GrantedBy })
		return view.Grants(found, known), err
	})
}
