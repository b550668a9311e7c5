package report

import (
	"context"
	_ "embed"
	"fmt"

	"github.com/google/uuid"

	"cistern/credit"
	"cistern/ent"
	"cistern/ent/contract"
)

//go:embed contract_usage.sql
var contractUsageSQL string

// ContractUsage is the use of a contract in a period.
type ContractUsage struct {
	Pool  PoolUsage
	Parts []WorkspacePart // by name
}

// WorkspacePart is what one workspace used.
type WorkspacePart struct {
	ID         uuid.UUID
	Name       string
	Used       credit.Amount
	Allocation *credit.Amount // cap on the workspace's use as it is now, nil for none
}

// Contract adds up the period of the view for all workspaces of its contract; that of the view does not matter.
func Contract(ctx context.Context, tx *ent.Tx, v View) (ContractUsage, error) {
	owner, err := tx.Contract.Query().Where(contract.ID(v.Contract)).Only(ctx)
	if err != nil {
		return ContractUsage{}, fmt.Errorf("find the contract: %w", err)
	}
	parts, err := rows[WorkspacePart](ctx, tx, contractUsageSQL, v.Contract, v.Period.ID)
	if err != nil {
		return ContractUsage{}, fmt.Errorf("report the use of a contract: %w", err)
	}
	pool := PoolUsage{Used: v.Period.Used, Granted: v.Period.Credited}
	if Running(v.Period, v.Now) {
		pool.Held = owner.Held
	}
	return ContractUsage{Pool: pool, Parts: parts}, nil
}
