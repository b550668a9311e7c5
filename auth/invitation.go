package auth

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"

	"cistern/audit"
	"cistern/credit"
	"cistern/ent"
	"cistern/ent/contract"
	"cistern/ent/user"
	"cistern/ent/workspace"
	"cistern/ledger"
	"cistern/people"
)

// Invitations are looked at and accepted by people who have no part in the contract yet, so here and not behind what confines them.

// Offer is what somebody is invited to.
type Offer struct {
	Email         string
	Role          *credit.WorkspaceRole // nil for a role in the contract
	ContractRole  *credit.ContractRole  // nil for a role in a workspace
	WorkspaceName *string
	ContractName  string
	InvitedBy     *string // nil for an operator, and for somebody who is no longer known
	ExpiresAt     time.Time
}

// Offer tells whoever has the link of an invitation what it offers; nil when it cannot be accepted.
func (a *Accounts) Offer(ctx context.Context, text string) (offer *Offer, err error) {
	in, hash, ok := ParseInvitationText(text)
	if !ok {
		return nil, nil //nolint:nilnil // there being none is an answer
	}
	err = ent.InTx(ctx, a.client, func(tx *ent.Tx) error {
		offered, err := people.Offered(ctx, tx, in, hash, a.sessions.now())
		if err != nil {
			return err
		}
		offer, err = describe(ctx, tx, offered)
		return err
	})
	var refused *credit.Error
	if errors.As(err, &refused) {
		return nil, nil //nolint:nilnil // there being none is an answer
	}
	return offer, err
}

func describe(ctx context.Context, tx *ent.Tx, i *ent.Invitation) (*Offer, error) {
	offer := &Offer{Email: i.Email, Role: i.WorkspaceRole, ContractRole: i.ContractRole, ExpiresAt: i.ExpiresAt}
	owner, err := tx.Contract.Query().Where(contract.ID(i.ContractID)).Only(ctx)
	if err != nil {
		return nil, fmt.Errorf("find the contract of an invitation: %w", err)
	}
	offer.ContractName = owner.Name
	if i.WorkspaceID != nil {
		to, err := tx.Workspace.Query().Where(workspace.ContractID(i.ContractID), workspace.ID(*i.WorkspaceID)).Only(ctx)
		if err != nil {
			return nil, fmt.Errorf("find the workspace of an invitation: %w", err)
		}
		offer.WorkspaceName = &to.Name
	}
	if i.InvitedBy != nil {
		by, err := tx.User.Query().Where(user.ID(*i.InvitedBy)).Only(ctx)
		if err != nil {
			return nil, fmt.Errorf("find who made an invitation: %w", err)
		}
		offer.InvitedBy = &by.Name
	}
	return offer, nil
}

var errNoInvitation = &credit.Error{Code: credit.CodeNotFound, Field: "token", Message: "This is not the link of an invitation."}

// Accept gives the person who calls the role that the link of an invitation offers, and returns where. A refusal is a credit.Error.
func (a *Accounts) Accept(ctx context.Context, v *Viewer, text string) (place Scope, err error) {
	err = a.accept(ctx, text, func(tx *ent.Tx, _ time.Time) (*ent.User, error) {
		return tx.User.Query().Where(user.ID(v.UserID)).Only(ctx)
	}, &place)
	return place, err
}

// accept lets the person whom `who` finds, or makes, accept an invitation, in one transaction under the contract's lock.
func (a *Accounts) accept(ctx context.Context, text string, who func(*ent.Tx, time.Time) (*ent.User, error), place *Scope) error {
	in, hash, ok := ParseInvitationText(text)
	if !ok {
		return errNoInvitation
	}
	return ent.InTx(ctx, a.client, func(tx *ent.Tx) error {
		if _, err := ledger.Lock(ctx, tx, in); err != nil {
			return err
		}
		now := a.sessions.now()
		person, err := who(tx, now)
		if err != nil {
			return err
		}
		accepted, err := people.Accept(ctx, tx, people.Acceptance{
			Contract: in, Hash: hash, Person: person, RequestID: audit.RequestID(ctx),
		}, now)
		if err != nil {
			return err
		}
		*place = Scope{Contract: in}
		if accepted.WorkspaceID != nil {
			place.Workspace = *accepted.WorkspaceID
		}
		return nil
	})
}

// newPerson is an account to be made.
type newPerson struct {
	email, passwordHash string
	people.Profile
}

var errHasAccount = &credit.Error{
	Code: credit.CodeConflict, Message: "There is an account with this address already. Sign in, then open the link again.",
}

func (n newPerson) make(ctx context.Context, tx *ent.Tx, now time.Time) (*ent.User, error) {
	made, err := tx.User.Create().
		SetID(uuid.Must(uuid.NewV7())).SetName(n.Name).SetEmail(n.email).SetLocale(n.Locale).
		SetPasswordHash(n.passwordHash).SetCreatedAt(now).
		Save(ctx)
	if ent.IsConstraintError(err) {
		return nil, errHasAccount
	}
	if err != nil {
		return nil, fmt.Errorf("make an account: %w", err)
	}
	return made, nil
}
