package people

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/google/uuid"

	"cistern/audit"
	"cistern/credit"
	"cistern/ent"
	"cistern/ent/contractrole"
	"cistern/ent/invitation"
	"cistern/ent/membership"
	"cistern/ent/predicate"
)

// openInvitations are those of a contract that nobody has accepted or revoked, and whose time has not passed.
func openInvitations(contract uuid.UUID, now time.Time) []predicate.Invitation {
	return []predicate.Invitation{
		invitation.ContractID(contract), invitation.AcceptedAtIsNil(), invitation.RevokedAtIsNil(), invitation.ExpiresAtGT(now),
	}
}

var errNotOpen = refused(credit.CodeNotFound, "", "This invitation is not good any more. Ask whoever invited you for a new one.")

// Offered finds the invitation that a link carries, while it can be accepted. One that is unknown, used, revoked or over, or that who
// made it could not make any more, is a credit.Error of NOT_FOUND, all alike.
func Offered(ctx context.Context, tx *ent.Tx, contract uuid.UUID, hash []byte, now time.Time) (*ent.Invitation, error) {
	i, err := tx.Invitation.Query().Where(append(openInvitations(contract, now), invitation.Hash(hash))...).Only(ctx)
	if ent.IsNotFound(err) {
		return nil, errNotOpen
	}
	if err != nil {
		return nil, fmt.Errorf("find an invitation: %w", err)
	}
	if i.InvitedBy == nil {
		return i, nil
	}
	inviter := Change{contract, audit.Cause{Actor: audit.Actor{Kind: audit.User, ID: *i.InvitedBy}}}
	if err := inviter.checkInvite(ctx, tx, i); err != nil {
		if errors.Is(err, errAbove) {
			err = errNotOpen
		}
		return nil, err
	}
	return i, nil
}

// Acceptance is the wish of a person to take the role that they are invited to.
type Acceptance struct {
	Contract  uuid.UUID
	Hash      []byte // of what the link carries
	Person    *ent.User
	RequestID string
}

// Accept gives the person the role, once. A role that they have already is not lowered. An invitation that is made out to another
// address is a credit.Error of FORBIDDEN, one that is not open of NOT_FOUND.
func Accept(ctx context.Context, tx *ent.Tx, a Acceptance, now time.Time) (*ent.Invitation, error) {
	i, err := Offered(ctx, tx, a.Contract, a.Hash, now)
	if err != nil {
		return nil, err
	}
	if !strings.EqualFold(i.Email, a.Person.Email) {
		return nil, refused(credit.CodeForbidden, "", "This invitation is made out to another address. Sign in with that one, or ask for a new invitation.")
	}
	if i.WorkspaceID != nil {
		err = join(ctx, tx, i, a.Person.ID, now)
	} else {
		err = appoint(ctx, tx, i, a.Person.ID, now)
	}
	if err != nil {
		return nil, err
	}
	if err := notePlace(ctx, tx, a.Contract, a.Person.ID); err != nil {
		return nil, err
	}
	err = tx.Invitation.Update().
		Where(invitation.ContractID(a.Contract), invitation.ID(i.ID)).
		SetAcceptedAt(now).SetAcceptedBy(a.Person.ID).
		Exec(ctx)
	if err != nil {
		return nil, fmt.Errorf("accept an invitation: %w", err)
	}
	by := Change{a.Contract, audit.Cause{Actor: audit.Actor{Kind: audit.User, ID: a.Person.ID}, RequestID: a.RequestID}}
	return i, by.record(ctx, tx, audit.Entry{
		Action: "invitation.accept", SubjectType: "invitation", SubjectID: i.ID, Workspace: workspaceOf(i), After: stateOf(i),
	}, now)
}

func join(ctx context.Context, tx *ent.Tx, i *ent.Invitation, person uuid.UUID, now time.Time) error {
	here := []predicate.Membership{
		membership.ContractID(i.ContractID), membership.WorkspaceID(*i.WorkspaceID), membership.UserID(person),
	}
	has, err := tx.Membership.Query().Where(here...).Only(ctx)
	switch {
	case ent.IsNotFound(err):
		err = tx.Membership.Create().
			SetID(uuid.Must(uuid.NewV7())).SetContractID(i.ContractID).SetWorkspaceID(*i.WorkspaceID).
			SetUserID(person).SetRole(*i.WorkspaceRole).SetCreatedAt(now).
			Exec(ctx)
	case err == nil && i.WorkspaceRole.Above(has.Role):
		err = tx.Membership.Update().Where(here...).SetRole(*i.WorkspaceRole).Exec(ctx)
	}
	if err != nil {
		return fmt.Errorf("join a workspace: %w", err)
	}
	return nil
}

func appoint(ctx context.Context, tx *ent.Tx, i *ent.Invitation, person uuid.UUID, now time.Time) error {
	has, err := tx.ContractRole.Query().
		Where(contractrole.ContractID(i.ContractID), contractrole.UserID(person), contractrole.RoleEQ(*i.ContractRole)).
		Exist(ctx)
	if err != nil {
		return fmt.Errorf("find a role in a contract: %w", err)
	}
	if has {
		return nil
	}
	err = tx.ContractRole.Create().
		SetID(uuid.Must(uuid.NewV7())).SetContractID(i.ContractID).SetUserID(person).SetRole(*i.ContractRole).SetCreatedAt(now).
		Exec(ctx)
	if err != nil {
		return fmt.Errorf("give a role in a contract: %w", err)
	}
	return nil
}
