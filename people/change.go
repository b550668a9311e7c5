package people

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"cistern/audit"
	"cistern/credit"
	"cistern/ent"
	"cistern/ent/contractrole"
	"cistern/ent/membership"
)

// Change is who changes something in which contract. An operator may give and take any role.
type Change struct {
	Contract uuid.UUID
	audit.Cause
}

// record writes the audit entry of what was done to somebody.
func (c Change) record(ctx context.Context, tx *ent.Tx, e audit.Entry, now time.Time) error {
	return audit.Record(ctx, tx, c.Contract, c.Entry(e), now)
}

// authority is what a person is in a workspace, which is zero for the contract alone, and in its contract, as of now.
func authority(ctx context.Context, tx *ent.Tx, contract, workspace, person uuid.UUID) (a credit.Authority, err error) {
	member, err := tx.Membership.Query().
		Where(membership.ContractID(contract), membership.WorkspaceID(workspace), membership.UserID(person)).
		Only(ctx)
	if err != nil && !ent.IsNotFound(err) {
		return a, fmt.Errorf("find a membership: %w", err)
	}
	if member != nil {
		a.Workspace = member.Role
	}
	roles, err := tx.ContractRole.Query().
		Where(contractrole.ContractID(contract), contractrole.UserID(person)).
		All(ctx)
	if err != nil {
		return a, fmt.Errorf("find the roles of a person: %w", err)
	}
	for _, r := range roles {
		a.Contract = append(a.Contract, r.Role)
	}
	return a, nil
}

// notePlace keeps what a role implies: the person is found among those of the contract. forgetPlace takes it back with the last one.
func notePlace(ctx context.Context, tx *ent.Tx, contract, person uuid.UUID) error {
	const note = `insert into user_contracts (user_id, contract_id) values ($1, $2) on conflict do nothing`
	if _, err := tx.SQLTx().ExecContext(ctx, note, person, contract); err != nil {
		return fmt.Errorf("note the contract of a person: %w", err)
	}
	return nil
}

func forgetPlace(ctx context.Context, tx *ent.Tx, contract, person uuid.UUID) error {
	member, err := tx.Membership.Query().Where(membership.ContractID(contract), membership.UserID(person)).Exist(ctx)
	if err != nil || member {
		return err
	}
	officer, err := tx.ContractRole.Query().Where(contractrole.ContractID(contract), contractrole.UserID(person)).Exist(ctx)
	if err != nil || officer {
		return err
	}
	const forget = `delete from user_contracts where user_id = $1 and contract_id = $2`
	if _, err := tx.SQLTx().ExecContext(ctx, forget, person, contract); err != nil {
		return fmt.Errorf("forget the contract of a person: %w", err)
	}
	return nil
}

func refused(code credit.ErrorCode, field, message string) *credit.Error {
	return &credit.Error{Code: code, Field: field, Message: message}
}

var (
	errAbove = refused(credit.CodeForbidden, "role", "You cannot give or take a role above your own; ask an owner.")
	errLast  = refused(credit.CodeConflict, "", "This is the last owner. Make somebody else an owner first.")
)
