package report

import (
	"context"
	"fmt"

	"entgo.io/ent/dialect/sql"
	"github.com/google/uuid"

	"cistern/ent"
	"cistern/ent/predicate"
	"cistern/ent/purchase"
)

// Purchases lists what a contract has bought, newest first.
func Purchases(ctx context.Context, tx *ent.Tx, contract uuid.UUID, page Page) (List[*ent.Purchase], error) {
	after, err := page.place(byCreation, isMicros)
	if err != nil {
		return List[*ent.Purchase]{}, err
	}
	query := tx.Purchase.Query().Where(purchase.ContractID(contract))
	if after != nil {
		query.Where(createdBefore[predicate.Purchase](*after))
	}
	found, err := query.
		Order(purchase.ByCreatedAt(sql.OrderDesc()), purchase.ByID(sql.OrderDesc())).
		Limit(page.First + 1).
		All(ctx)
	if err != nil {
		return List[*ent.Purchase]{}, fmt.Errorf("list purchases: %w", err)
	}
	return listOf(page, found, func(p *ent.Purchase) cursor {
		return creation(p.CreatedAt, p.ID)
	}), nil
}
