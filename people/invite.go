package people

import (
	"context"
	"fmt"
	"net/mail"
	"strings"
	"time"

	entsql "entgo.io/ent/dialect/sql"
	"github.com/google/uuid"

	"cistern/audit"
	"cistern/credit"
	"cistern/ent"
	"cistern/ent/invitation"
	"cistern/ent/workspace"
)

const (
	invitationLife = 7 * 24 * time.Hour
	maxEmail       = 320
	maxOpen        = 100 // invitations that nobody has answered, in a contract
)

// NewInvitation asks somebody to take a role. Either Workspace and Role are given, or Office.
type NewInvitation struct {
	Change
	Workspace uuid.UUID
	Role      credit.WorkspaceRole
	Office    credit.ContractRole
	Email     string // whose; nobody else can accept
	Hash      []byte // of what the link carries
}

// inviteState is what the audit log keeps of an invitation.
type inviteState struct {
	Email     string               `json:"email"`
	Role      credit.WorkspaceRole `json:"role,omitempty"`
	Office    credit.ContractRole  `json:"contractRole,omitempty"`
	ExpiresAt time.Time            `json:"expiresAt"`
}

// Invite makes an invitation that is good for seven days and one acceptance. It takes the place of an open one of the same address to
// the same place. It tells nobody whether there is an account with the address.
func Invite(ctx context.Context, tx *ent.Tx, n NewInvitation, now time.Time) (*ent.Invitation, error) {
	if err := n.check(ctx, tx, now); err != nil {
		return nil, err
	}
	if err := n.replace(ctx, tx, now); err != nil {
		return nil, err
	}
	create := tx.Invitation.Create().
		SetID(uuid.Must(uuid.NewV7())).SetContractID(n.Contract).SetEmail(n.Email).SetHash(n.Hash).
		SetCreatedAt(now).SetExpiresAt(now.Add(invitationLife))
	if n.Workspace != uuid.Nil {
		create.SetWorkspaceID(n.Workspace).SetWorkspaceRole(n.Role)
	} else {
		create.SetContractRole(n.Office)
	}
	if n.Actor.Kind == audit.User {
		create.SetInvitedBy(n.Actor.ID)
	}
	made, err := create.Save(ctx)
	if err != nil {
		return nil, fmt.Errorf("make an invitation: %w", err)
	}
	return made, n.record(ctx, tx, audit.Entry{
		Action: "invitation.create", SubjectType: "invitation", SubjectID: made.ID, Workspace: n.Workspace,
		After: inviteState{n.Email, n.Role, n.Office, made.ExpiresAt},
	}, now)
}

func (n *NewInvitation) check(ctx context.Context, tx *ent.Tx, now time.Time) error {
	n.Email = strings.TrimSpace(n.Email)
	if at, err := mail.ParseAddress(n.Email); err != nil || at.Address != n.Email || len(n.Email) > maxEmail {
		return refused(credit.CodeBadInput, "email", "This is not an email address.")
	}
	open, err := tx.Invitation.Query().Where(openInvitations(n.Contract, now)...).Count(ctx)
	if err != nil {
		return fmt.Errorf("count invitations: %w", err)
	}
	if open >= maxOpen {
		return refused(credit.CodeConflict, "", fmt.Sprintf("%d invitations are open already. Wait for answers, or revoke some.", maxOpen))
	}
	if n.Workspace == uuid.Nil {
		return n.checkAppoint(ctx, tx, n.Office)
	}
	exists, err := tx.Workspace.Query().Where(workspace.ContractID(n.Contract), workspace.ID(n.Workspace)).Exist(ctx)
	if err != nil {
		return fmt.Errorf("find the workspace of an invitation: %w", err)
	}
	if !exists {
		return refused(credit.CodeNotFound, "workspaceId", "There is no such workspace.")
	}
	return n.checkAssign(ctx, tx, n.Workspace, n.Role)
}

// replace revokes an open invitation of the same address to the same place, so that one link alone is good.
func (n *NewInvitation) replace(ctx context.Context, tx *ent.Tx, now time.Time) error {
	place := invitation.WorkspaceIDIsNil()
	if n.Workspace != uuid.Nil {
		place = invitation.WorkspaceID(n.Workspace)
	}
	err := tx.Invitation.Update().
		Where(append(openInvitations(n.Contract, now), invitation.EmailEqualFold(n.Email), place)...).
		SetRevokedAt(now).
		Exec(ctx)
	if err != nil {
		return fmt.Errorf("revoke an earlier invitation: %w", err)
	}
	return nil
}

// RevokeInvitation ends an invitation that nobody has accepted; one that is over anyhow stays as it is. Whoever could make it may. One
// that the contract has not is a credit.Error of NOT_FOUND.
func RevokeInvitation(ctx context.Context, tx *ent.Tx, c Change, id uuid.UUID, now time.Time) error {
	i, err := FindInvitation(ctx, tx, c.Contract, id)
	if err != nil {
		return err
	}
	if err := c.checkInvite(ctx, tx, i); err != nil {
		return err
	}
	if i.AcceptedAt != nil || i.RevokedAt != nil {
		return nil
	}
	err = tx.Invitation.Update().Where(invitation.ContractID(c.Contract), invitation.ID(id)).SetRevokedAt(now).Exec(ctx)
	if err != nil {
		return fmt.Errorf("revoke an invitation: %w", err)
	}
	return c.record(ctx, tx, audit.Entry{
		Action: "invitation.revoke", SubjectType: "invitation", SubjectID: id, Workspace: workspaceOf(i), Before: stateOf(i),
	}, now)
}

// checkInvite refuses who could not make the invitation now.
func (c Change) checkInvite(ctx context.Context, tx *ent.Tx, i *ent.Invitation) error {
	if i.WorkspaceID == nil {
		return c.checkAppoint(ctx, tx, *i.ContractRole)
	}
	return c.checkAssign(ctx, tx, *i.WorkspaceID, *i.WorkspaceRole)
}

// OpenInvitations are those to a workspace, or with a zero workspace to the contract, that can still be accepted; the newest first.
func OpenInvitations(ctx context.Context, tx *ent.Tx, contract, workspaceID uuid.UUID, now time.Time) ([]*ent.Invitation, error) {
	place := invitation.WorkspaceIDIsNil()
	if workspaceID != uuid.Nil {
		place = invitation.WorkspaceID(workspaceID)
	}
	found, err := tx.Invitation.Query().
		Where(append(openInvitations(contract, now), place)...).
		Order(invitation.ByID(entsql.OrderDesc())).
		All(ctx)
	if err != nil {
		return nil, fmt.Errorf("find invitations: %w", err)
	}
	return found, nil
}

// FindInvitation finds an invitation by its id; one that the contract has not is a credit.Error of NOT_FOUND.
func FindInvitation(ctx context.Context, tx *ent.Tx, contract, id uuid.UUID) (*ent.Invitation, error) {
	i, err := tx.Invitation.Query().Where(invitation.ContractID(contract), invitation.ID(id)).Only(ctx)
	if ent.IsNotFound(err) {
		return nil, refused(credit.CodeNotFound, "invitationId", "There is no such invitation.")
	}
	if err != nil {
		return nil, fmt.Errorf("find an invitation: %w", err)
	}
	return i, nil
}

func stateOf(i *ent.Invitation) inviteState {
	s := inviteState{Email: i.Email, ExpiresAt: i.ExpiresAt}
	if i.WorkspaceRole != nil {
		s.Role = *i.WorkspaceRole
	}
	if i.ContractRole != nil {
		s.Office = *i.ContractRole
	}
	return s
}

func workspaceOf(i *ent.Invitation) uuid.UUID {
	if i.WorkspaceID == nil {
		return uuid.Nil
	}
	return *i.WorkspaceID
}
