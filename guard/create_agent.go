package guard

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"cistern/audit"
	"cistern/credit"
	"cistern/ent"
	"cistern/ent/membership"
)

// maxName is the longest name of an agent, in characters.
const maxName = 200

// NewAgent is an agent to be created.
type NewAgent struct {
	Contract    uuid.UUID
	Workspace   uuid.UUID
	Name        string // 1 to 200 characters without the spaces around them; no control characters
	audit.Cause        // a person who is its actor is the creator
}

// CreateAgent makes an agent without a limit, if the policy of the workspace lets its creator (D12); else it is a credit.Error of
// FORBIDDEN. The policy is about people: a token that may create agents was given by somebody who may. A workspace that the contract
// has not is one of NOT_FOUND.
func CreateAgent(ctx context.Context, tx *ent.Tx, n NewAgent, now time.Time) (*ent.Agent, error) {
	n.Name = strings.TrimSpace(n.Name)
	if err := credit.CheckText("name", n.Name, 1, maxName); err != nil {
		return nil, err
	}
	if err := n.Check(); err != nil {
		return nil, err
	}
	in, err := findWorkspace(ctx, tx, n.Contract, n.Workspace)
	if err != nil {
		return nil, err
	}
	create := tx.Agent.Create().
		SetID(uuid.Must(uuid.NewV7())).SetContractID(n.Contract).SetWorkspaceID(n.Workspace).
		SetName(n.Name).SetHeld(0).SetCreatedAt(now)
	if n.Actor.Kind == audit.User {
		if err := checkCreator(ctx, tx, in, n.Actor.ID); err != nil {
			return nil, err
		}
		create.SetCreatedBy(n.Actor.ID)
	}
	created, err := create.Save(ctx)
	if err != nil {
		return nil, fmt.Errorf("create agent: %w", err)
	}
	return created, audit.Record(ctx, tx, n.Contract, audit.Entry{
		Actor: n.Actor, Action: "agent.create", SubjectType: "agent", SubjectID: created.ID, Workspace: n.Workspace,
		After: stateOf(created), Reason: n.Reason, RequestID: n.RequestID,
	}, now)
}

// checkCreator refuses whom the policy does not let: guests always; members unless it is for everyone or they are listed. Owners of
// the workspace may, and owners and admins of the contract, who could change the policy.
func checkCreator(ctx context.Context, tx *ent.Tx, in *ent.Workspace, person uuid.UUID) error {
	officers, err := officersOf(ctx, tx, in.ContractID)
	if err != nil || slices.Contains(officers, person) {
		return err
	}
	member, err := tx.Membership.Query().
		Where(
			membership.ContractID(in.ContractID), membership.WorkspaceID(in.ID),
			membership.UserID(person), membership.RoleNEQ(credit.RoleGuest),
		).
		Only(ctx)
	if ent.IsNotFound(err) {
		return notLet("Guests cannot create agents; ask an owner of the workspace to make you a member.")
	}
	if err != nil {
		return fmt.Errorf("find the membership of a creator: %w", err)
	}
	listed, err := Listed(ctx, tx, in.ContractID, in.ID)
	if err != nil || in.CreationPolicy.Lets(member.Role, slices.Contains(listed, person)) {
		return err
	}
	return notLet("Only the owners of this workspace, and those whom they list, can create agents in it; ask one of them.")
}

func notLet(message string) *credit.Error {
	return &credit.Error{Code: credit.CodeForbidden, Message: message}
}
