package report

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"entgo.io/ent/dialect/sql"
	"github.com/google/uuid"

	"cistern/ent"
	"cistern/ent/purchase"
)

// Purchases lists what a contract has bought, newest first.
func Purchases(ctx context.Context, tx *ent.Tx, contract uuid.UUID, page Page) (List[*ent.Purchase], error) {
	after, err := page.place("CREATED_AT", isMicros)
	if err != nil {
		return List[*ent.Purchase]{}, err
	}
	query := tx.Purchase.Query().Where(purchase.ContractID(contract))
	if after != nil {
		at := time.UnixMicro(after.number())
		query.Where(purchase.Or(
			purchase.CreatedAtLT(at),
			purchase.And(purchase.CreatedAtEQ(at), purchase.IDLT(after.id)),
		))
	}
	found, err := query.
		Order(purchase.ByCreatedAt(sql.OrderDesc()), purchase.ByID(sql.OrderDesc())).
		Limit(page.First + 1).
		All(ctx)
	if err != nil {
		return List[*ent.Purchase]{}, fmt.Errorf("list purchases: %w", err)
	}
	return listOf(page, found, func(p *ent.Purchase) cursor {
		return cursor{by: "CREATED_AT", value: strconv.FormatInt(p.CreatedAt.UnixMicro(), 10), id: p.ID}
	}), nil
}
