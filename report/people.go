package report

import (
	"context"
	"fmt"

	"entgo.io/ent/dialect/sql"
	"github.com/google/uuid"

	"cistern/ent"
	"cistern/ent/contractrole"
	"cistern/ent/membership"
	"cistern/ent/predicate"
	"cistern/ent/servicetoken"
)

// Members lists the people with a role in a workspace, those who joined first at the top.
func Members(ctx context.Context, tx *ent.Tx, contract, workspace uuid.UUID, p Page) (list List[*ent.Membership], err error) {
	from, err := p.place("members", isNothing)
	if err != nil {
		return list, err
	}
	query := tx.Membership.Query().
		Where(membership.ContractID(contract), membership.WorkspaceID(workspace)).
		Order(membership.ByID()).
		Limit(p.First + 1)
	if from != nil {
		query.Where(membership.IDGT(from.id))
	}
	found, err := query.All(ctx)
	if err != nil {
		return list, fmt.Errorf("list members: %w", err)
	}
	return listOf(p, found, func(m *ent.Membership) cursor { return cursor{by: "members", id: m.ID} }), nil
}

// Officers lists the people with a role in a contract, those who have had it longest at the top.
func Officers(ctx context.Context, tx *ent.Tx, contract uuid.UUID, p Page) (list List[*ent.ContractRole], err error) {
	from, err := p.place("officers", isNothing)
	if err != nil {
		return list, err
	}
	query := tx.ContractRole.Query().
		Where(contractrole.ContractID(contract)).
		Order(contractrole.ByID()).
		Limit(p.First + 1)
	if from != nil {
		query.Where(contractrole.IDGT(from.id))
	}
	found, err := query.All(ctx)
	if err != nil {
		return list, fmt.Errorf("list the officers of a contract: %w", err)
	}
	return listOf(p, found, func(o *ent.ContractRole) cursor { return cursor{by: "officers", id: o.ID} }), nil
}

// Tokens lists the service tokens that are not revoked, newest first: those for a workspace alone, or with a zero workspace all of
// the contract.
func Tokens(ctx context.Context, tx *ent.Tx, contract, workspace uuid.UUID, p Page) (list List[*ent.ServiceToken], err error) {
	from, err := p.place("tokens", isNothing)
	if err != nil {
		return list, err
	}
	where := []predicate.ServiceToken{servicetoken.ContractID(contract), servicetoken.RevokedAtIsNil()}
	if workspace != uuid.Nil {
		where = append(where, servicetoken.WorkspaceID(workspace))
	}
	if from != nil {
		where = append(where, servicetoken.IDLT(from.id))
	}
	found, err := tx.ServiceToken.Query().
		Where(where...).
		Order(servicetoken.ByID(sql.OrderDesc())).
		Limit(p.First + 1).
		All(ctx)
	if err != nil {
		return list, fmt.Errorf("list service tokens: %w", err)
	}
	return listOf(p, found, func(t *ent.ServiceToken) cursor { return cursor{by: "tokens", id: t.ID} }), nil
}
