package guard

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"
	"github.com/lib/pq"

	"cistern/audit"
	"cistern/credit"
	"cistern/ent"
	"cistern/ent/membership"
	"cistern/ent/workspace"
)

// maxListed bounds the people who are listed beside the owners.
const maxListed = 100

// CreationPolicy says who may create agents in a workspace from now on (D12).
type CreationPolicy struct {
	Contract  uuid.UUID
	Workspace uuid.UUID
	Policy    credit.CreationPolicy
	Listed    []uuid.UUID // members of the workspace who are no guests, at most 100; for OWNERS_AND_LISTED alone
	audit.Cause
}

// SetCreationPolicy leaves the agents alone that are there (D12). A workspace that the contract has not is a credit.Error of
// NOT_FOUND.
func SetCreationPolicy(ctx context.Context, tx *ent.Tx, p CreationPolicy, now time.Time) error {
	if err := p.Check(); err != nil {
		return err
	}
	found, err := findWorkspace(ctx, tx, p.Contract, p.Workspace)
	if err != nil {
		return err
	}
	listed, err := Listed(ctx, tx, p.Contract, p.Workspace)
	if err != nil {
		return err
	}
	type state struct {
		Policy credit.CreationPolicy `json:"policy"`
		Listed []uuid.UUID           `json:"listed"`
	}
	before, after := state{found.CreationPolicy, listed}, state{p.Policy, sorted(p.Listed)}
	if before.Policy == after.Policy && slices.Equal(before.Listed, after.Listed) {
		return nil
	}
	if err := p.checkListed(ctx, tx, after.Listed); err != nil {
		return err
	}
	if err := p.write(ctx, tx, after.Listed); err != nil {
		return fmt.Errorf("set creation policy: %w", err)
	}
	return audit.Record(ctx, tx, p.Contract, audit.Entry{
		Actor: p.Actor, Action: "workspace.set_creation_policy", SubjectType: "workspace", SubjectID: p.Workspace, Workspace: p.Workspace,
		Before: before, After: after, Reason: p.Reason, RequestID: p.RequestID,
	}, now)
}

func (p CreationPolicy) checkListed(ctx context.Context, tx *ent.Tx, listed []uuid.UUID) error {
	switch {
	case len(listed) > maxListed:
		return badInput("listed", "at most %d people can be listed", maxListed)
	case len(listed) > 0 && p.Policy != credit.CreationOwnersAndListed:
		return badInput("listed", "people are listed for the policy %s alone", credit.CreationOwnersAndListed)
	}
	members, err := tx.Membership.Query().
		Where(
			membership.ContractID(p.Contract), membership.WorkspaceID(p.Workspace),
			membership.UserIDIn(listed...), membership.RoleNEQ(credit.RoleGuest),
		).
		Count(ctx)
	if err != nil {
		return fmt.Errorf("find the listed members: %w", err)
	}
	if members != len(listed) {
		return badInput("listed", "only members of the workspace can be listed, and no guests")
	}
	return nil
}

func (p CreationPolicy) write(ctx context.Context, tx *ent.Tx, listed []uuid.UUID) error {
	err := tx.Workspace.Update().
		Where(workspace.ContractID(p.Contract), workspace.ID(p.Workspace)).
		SetCreationPolicy(p.Policy).
		Exec(ctx)
	if err != nil {
		return err
	}
	const unlist = `delete from agent_creators where contract_id = $1 and workspace_id = $2`
	if _, err := tx.SQLTx().ExecContext(ctx, unlist, p.Contract, p.Workspace); err != nil {
		return err
	}
	const list = `
		insert into agent_creators (contract_id, workspace_id, user_id)
		select $1, $2, user_id from unnest($3::uuid[]) user_id`
	_, err = tx.SQLTx().ExecContext(ctx, list, p.Contract, p.Workspace, pq.Array(listed))
	return err
}

// Listed is the people, in order of id, who may create agents in a workspace beside its owners.
func Listed(ctx context.Context, tx *ent.Tx, contract, workspaceID uuid.UUID) ([]uuid.UUID, error) {
	const query = `
		select array_agg(user_id order by user_id)
		from agent_creators
		where contract_id = $1 and workspace_id = $2`
	var listed []uuid.UUID
	if err := tx.SQLTx().QueryRowContext(ctx, query, contract, workspaceID).Scan(pq.Array(&listed)); err != nil {
		return nil, fmt.Errorf("find who may create agents: %w", err)
	}
	return listed, nil
}

// sorted is every id once, in order; nil for none.
func sorted(ids []uuid.UUID) []uuid.UUID {
	if len(ids) == 0 {
		return nil
	}
	ids = slices.Clone(ids)
	slices.SortFunc(ids, func(a, b uuid.UUID) int { return bytes.Compare(a[:], b[:]) })
	return slices.Compact(ids)
}
