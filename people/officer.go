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
	"cistern/ent/contractrole"
)

// officerState is what the audit log keeps of somebody's role in the contract.
type officerState struct {
	User uuid.UUID           `json:"user"`
	Role credit.ContractRole `json:"role"`
}

// RemoveOfficer ends a role in the contract. One that the contract has not is a credit.Error of NOT_FOUND, one that is not the actor's
// to take of FORBIDDEN, and the last owner of CONFLICT.
func RemoveOfficer(ctx context.Context, tx *ent.Tx, c Change, id uuid.UUID, now time.Time) error {
	o, err := tx.ContractRole.Query().Where(contractrole.ContractID(c.Contract), contractrole.ID(id)).Only(ctx)
	if ent.IsNotFound(err) {
		return refused(credit.CodeNotFound, "officerId", "There is no such role.")
	}
	if err != nil {
		return fmt.Errorf("find a role in a contract: %w", err)
	}
	if err := c.checkAppoint(ctx, tx, o.Role); err != nil {
		return err
	}
	if err := keepOrgOwner(ctx, tx, o); err != nil {
		return err
	}
	if _, err := tx.ContractRole.Delete().Where(contractrole.ContractID(c.Contract), contractrole.ID(id)).Exec(ctx); err != nil {
		return fmt.Errorf("end a role in a contract: %w", err)
	}
	if err := forgetPlace(ctx, tx, c.Contract, o.UserID); err != nil {
		return err
	}
	return c.record(ctx, tx, audit.Entry{
		Action: "officer.remove", SubjectType: "user", SubjectID: o.UserID, Before: officerState{o.UserID, o.Role},
	}, now)
}

func (c Change) checkAppoint(ctx context.Context, tx *ent.Tx, role credit.ContractRole) error {
	if c.Actor.Kind == audit.Operator {
		return nil
	}
	a, err := authority(ctx, tx, c.Contract, uuid.Nil, c.Actor.ID)
	if err != nil {
		return err
	}
	if !slices.Contains(a.Appointable(), role) {
		return errAbove
	}
	return nil
}

// keepOrgOwner refuses to take the role from the last owner of a contract.
func keepOrgOwner(ctx context.Context, tx *ent.Tx, o *ent.ContractRole) error {
	if o.Role != credit.RoleOrgOwner {
		return nil
	}
	others, err := tx.ContractRole.Query().
		Where(contractrole.ContractID(o.ContractID), contractrole.RoleEQ(credit.RoleOrgOwner), contractrole.IDNEQ(o.ID)).
		Exist(ctx)
	if err != nil {
		return fmt.Errorf("find the owners of a contract: %w", err)
	}
	if !others {
		return errLast
	}
	return nil
}
