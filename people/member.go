package people

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"

	"cistern/audit"
	"cistern/credit"
	"cistern/ent"
	"cistern/ent/membership"
)

// memberState is what the audit log keeps of a member.
type memberState struct {
	User uuid.UUID            `json:"user"`
	Role credit.WorkspaceRole `json:"role"`
}

// SetMemberRole gives a member of a workspace another role. A membership that the contract has not is a credit.Error of NOT_FOUND, a
// role above one's own of FORBIDDEN, and the last owner of CONFLICT.
func SetMemberRole(ctx context.Context, tx *ent.Tx, c Change, member uuid.UUID, role credit.WorkspaceRole, now time.Time) (*ent.Membership, error) {
	before, err := FindMember(ctx, tx, c.Contract, member)
	if err != nil || before.Role == role {
		return before, err
	}
	if err := c.checkAssign(ctx, tx, before.WorkspaceID, before.Role, role); err != nil {
		return nil, err
	}
	if err := keepOwner(ctx, tx, before); err != nil {
		return nil, err
	}
	err = tx.Membership.Update().Where(membership.ContractID(c.Contract), membership.ID(member)).SetRole(role).Exec(ctx)
	if err != nil {
		return nil, fmt.Errorf("set the role of a member: %w", err)
	}
	if role == credit.RoleGuest { // guests never create agents, listed or not
		if err := unlist(ctx, tx, before); err != nil {
			return nil, err
		}
	}
	err = c.record(ctx, tx, audit.Entry{
		Action: "member.set_role", SubjectType: "user", SubjectID: before.UserID, Workspace: before.WorkspaceID,
		Before: memberState{before.UserID, before.Role}, After: memberState{before.UserID, role},
	}, now)
	before.Role = role
	return before, err
}

// RemoveMember ends a membership: others', or one's own. Agents that the person created stay. The errors are those of SetMemberRole.
func RemoveMember(ctx context.Context, tx *ent.Tx, c Change, member uuid.UUID, now time.Time) error {
	m, err := FindMember(ctx, tx, c.Contract, member)
	if err != nil {
		return err
	}
	if c.Actor.ID != m.UserID {
		if err := c.checkAssign(ctx, tx, m.WorkspaceID, m.Role); err != nil {
			return err
		}
	}
	if err := keepOwner(ctx, tx, m); err != nil {
		return err
	}
	if _, err := tx.Membership.Delete().Where(membership.ContractID(c.Contract), membership.ID(member)).Exec(ctx); err != nil {
		return fmt.Errorf("remove a member: %w", err)
	}
	if err := unlist(ctx, tx, m); err != nil {
		return err
	}
	if err := forgetPlace(ctx, tx, c.Contract, m.UserID); err != nil {
		return err
	}
	return c.record(ctx, tx, audit.Entry{
		Action: "member.remove", SubjectType: "user", SubjectID: m.UserID, Workspace: m.WorkspaceID,
		Before: memberState{m.UserID, m.Role},
	}, now)
}

// checkAssign refuses roles that the actor may not give or take in a workspace.
func (c Change) checkAssign(ctx context.Context, tx *ent.Tx, workspace uuid.UUID, roles ...credit.WorkspaceRole) error {
	if c.Actor.Kind == audit.Operator {
		return nil
	}
	a, err := authority(ctx, tx, c.Contract, workspace, c.Actor.ID)
	if err != nil {
		return err
	}
	for _, role := range roles {
		if !slices.Contains(a.Assignable(), role) {
			return errAbove
		}
	}
	return nil
}

// keepOwner refuses to take the role from the last owner of a workspace.
func keepOwner(ctx context.Context, tx *ent.Tx, m *ent.Membership) error {
	if m.Role != credit.RoleOwner {
		return nil
	}
	others, err := tx.Membership.Query().
		Where(
			membership.ContractID(m.ContractID), membership.WorkspaceID(m.WorkspaceID),
			membership.RoleEQ(credit.RoleOwner), membership.IDNEQ(m.ID),
		).
		Exist(ctx)
	if err != nil {
		return fmt.Errorf("find the owners of a workspace: %w", err)
	}
	if !others {
		return errLast
	}
	return nil
}

// FindMember finds a membership by its id; one that the contract has not is a credit.Error of NOT_FOUND.
func FindMember(ctx context.Context, tx *ent.Tx, contract, id uuid.UUID) (*ent.Membership, error) {
	m, err := tx.Membership.Query().Where(membership.ContractID(contract), membership.ID(id)).Only(ctx)
	if ent.IsNotFound(err) {
		return nil, refused(credit.CodeNotFound, "memberId", "There is no such member.")
	}
	if err != nil {
		return nil, fmt.Errorf("find a member: %w", err)
	}
	return m, nil
}

// unlist takes somebody off the list of those who may create agents beside the owners.
func unlist(ctx context.Context, tx *ent.Tx, m *ent.Membership) error {
	const statement = `delete from agent_creators where contract_id = $1 and workspace_id = $2 and user_id = $3`
	if _, err := tx.SQLTx().ExecContext(ctx, statement, m.ContractID, m.WorkspaceID, m.UserID); err != nil {
		return fmt.Errorf("unlist a creator: %w", err)
	}
	return nil
}
