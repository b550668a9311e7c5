package guard

import (
	"context"
	"fmt"
	"slices"

	"github.com/google/uuid"

	"cistern/credit"
	"cistern/ent"
	"cistern/ent/contractrole"
	"cistern/ent/membership"
)

// CreationPreview is what a policy of creating agents would mean to the members of a workspace.
type CreationPreview struct {
	MayCreate int         // how many members could create agents
	LeftOut   []uuid.UUID // those who can now and could not then, in no order
}

// PreviewCreationPolicy says what SetCreationPolicy would change (D12). Members who are owners or admins of the contract may create
// agents under any policy; who is listed and no member does not count.
func PreviewCreationPolicy(ctx context.Context, tx *ent.Tx, in *ent.Workspace, policy credit.CreationPolicy, listed []uuid.UUID) (p CreationPreview, err error) {
	listedNow, err := Listed(ctx, tx, in.ContractID, in.ID)
	if err != nil {
		return p, err
	}
	officers, err := officersOf(ctx, tx, in.ContractID)
	if err != nil {
		return p, err
	}
	members, err := tx.Membership.Query().Where(membership.ContractID(in.ContractID), membership.WorkspaceID(in.ID)).All(ctx)
	if err != nil {
		return p, fmt.Errorf("find the members of a workspace: %w", err)
	}
	for _, m := range members {
		always := slices.Contains(officers, m.UserID)
		now := always || in.CreationPolicy.Lets(m.Role, slices.Contains(listedNow, m.UserID))
		then := always || policy.Lets(m.Role, slices.Contains(listed, m.UserID))
		if then {
			p.MayCreate++
		}
		if now && !then {
			p.LeftOut = append(p.LeftOut, m.UserID)
		}
	}
	return p, nil
}

// officersOf is the owners and admins of a contract.
func officersOf(ctx context.Context, tx *ent.Tx, contract uuid.UUID) ([]uuid.UUID, error) {
	var people []uuid.UUID
	err := tx.ContractRole.Query().
		Where(contractrole.ContractID(contract), contractrole.RoleIn(credit.RoleOrgOwner, credit.RoleOrgAdmin)).
		Select(contractrole.FieldUserID).
		Scan(ctx, &people)
	if err != nil {
		return nil, fmt.Errorf("find the owners and admins of a contract: %w", err)
	}
	return people, nil
}
