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

// accessQuery has, for every pair of a contract and a person, a row for every workspace that the person can see in it, times their
// roles in the contract. A contract without workspaces has rows without one. No role is an empty one.
const accessQuery = `
select p.user_id, c.id, c.plan, coalesce(r.role, ''), w.id, coalesce(m.role, '')
from unnest($1::uuid[], $2::uuid[]) as p (contract_id, user_id)
join contracts c on c.id = p.contract_id
left join contract_roles r on r.contract_id = c.id and r.user_id = p.user_id
left join workspaces w on w.contract_id = c.id
left join memberships m on m.contract_id = w.contract_id and m.workspace_id = w.id and m.user_id = p.user_id
where r.role is not null or m.role is not null`

// loadPerson reads what a person may do now. The contracts are those of the directory (user_contracts): it says only where to
// look, so an entry too many gives nothing.
func loadPerson(ctx context.Context, db *sql.DB, user uuid.UUID, contracts pq.StringArray) (*Viewer, error) {
	people, err := loadPeople(ctx, db, map[uuid.UUID]pq.StringArray{user: contracts})
	return people[user], err
}

// loadPeople is loadPerson for several at once.
func loadPeople(ctx context.Context, db *sql.DB, contractsOf map[uuid.UUID]pq.StringArray) (map[uuid.UUID]*Viewer, error) {
	people := map[uuid.UUID]*Viewer{}
	var contracts, users pq.StringArray
	for user, of := range contractsOf {
		people[user] = &Viewer{UserID: user, contracts: map[uuid.UUID]*contractAccess{}}
		contracts = append(contracts, of...)
		for range of {
			users = append(users, user.String())
		}
	}
	if len(contracts) == 0 {
		return people, nil
	}
	rows, err := db.QueryContext(ctx, accessQuery, contracts, users)
	if err != nil {
		return nil, fmt.Errorf("load the roles of people: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var user, contract uuid.UUID
		var plan credit.Plan
		var role credit.ContractRole
		var workspace uuid.NullUUID
		var workspaceRole credit.WorkspaceRole
		if err := rows.Scan(&user, &contract, &plan, &role, &workspace, &workspaceRole); err != nil {
			return nil, fmt.Errorf("load the roles of people: %w", err)
		}
		access := people[user].accessTo(contract, plan)
		if role != "" && !slices.Contains(access.roles, role) {
			access.roles = append(access.roles, role)
		}
		if workspace.Valid {
			access.workspaces[workspace.UUID] = workspaceRole
		}
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("load the roles of people: %w", err)
	}
	return people, nil
}

// accessTo is what is known of the access to a contract so far.
func (v *Viewer) accessTo(contract uuid.UUID, plan credit.Plan) *contractAccess {
	access := v.contracts[contract]
	if access == nil {
		access = &contractAccess{plan: plan, workspaces: map[uuid.UUID]credit.WorkspaceRole{}}
		v.contracts[contract] = access
	}
	return access
}
