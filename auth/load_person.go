package auth

import (
	"context"
	"database/sql"
	"fmt"
	"slices"

	"github.com/google/uuid"
	"github.com/lib/pq"

	"cistern/credit"
)

// accessQuery has a row for every workspace of the given contracts that the person can see, times their roles in the contract.
// A contract without workspaces has rows without one. No role is an empty one.
const accessQuery = `
select c.id, c.plan, coalesce(r.role, ''), w.id, coalesce(m.role, '')
from contracts c
left join contract_roles r on r.contract_id = c.id and r.user_id = $2
left join workspaces w on w.contract_id = c.id
left join memberships m on m.contract_id = w.contract_id and m.workspace_id = w.id and m.user_id = $2
where c.id = any($1::uuid[])
  and (r.role is not null or m.role is not null)`

// loadPerson reads what a person may do now. The contracts are those of the directory (user_contracts): it says only where to
// look, so an entry too many gives nothing.
func loadPerson(ctx context.Context, db *sql.DB, user uuid.UUID, contracts pq.StringArray) (*Viewer, error) {
	v := &Viewer{UserID: user, contracts: map[uuid.UUID]*contractAccess{}}
	if len(contracts) == 0 {
		return v, nil
	}
	rows, err := db.QueryContext(ctx, accessQuery, contracts, user)
	if err != nil {
		return nil, fmt.Errorf("load the roles of a person: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var contract uuid.UUID
		var plan credit.Plan
		var role credit.ContractRole
		var workspace uuid.NullUUID
		var workspaceRole credit.WorkspaceRole
		if err := rows.Scan(&contract, &plan, &role, &workspace, &workspaceRole); err != nil {
			return nil, fmt.Errorf("load the roles of a person: %w", err)
		}
		access := v.contracts[contract]
		if access == nil {
			access = &contractAccess{plan: plan, workspaces: map[uuid.UUID]credit.WorkspaceRole{}}
			v.contracts[contract] = access
		}
		if role != "" && !slices.Contains(access.roles, role) {
			access.roles = append(access.roles, role)
		}
		if workspace.Valid {
			access.workspaces[workspace.UUID] = workspaceRole
		}
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("load the roles of a person: %w", err)
	}
	return v, nil
}
