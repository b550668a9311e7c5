package ledger

import (
	"context"
	"fmt"
	"time"

	"entgo.io/ent/dialect/sql"
	"github.com/google/uuid"

	"cistern/credit"
	"cistern/ent"
	"cistern/ent/ledgerentry"
)

// BalanceAt is the sum of what has moved a contract's pool up to and including an instant. Grants count from when they have effect,
// use from when it was settled.
func BalanceAt(ctx context.Context, tx *ent.Tx, contract uuid.UUID, at time.Time) (credit.Amount, error) {
	var sums []struct{ Balance credit.Amount }
	err := tx.LedgerEntry.Query().
		Where(ledgerentry.ContractID(contract), ledgerentry.AtLTE(at)).
		Modify(func(s *sql.Selector) {
			s.Select("coalesce(sum(" + s.C(ledgerentry.FieldAmount) + "), 0)::bigint as balance")
		}).
		Scan(ctx, &sums)
	if err != nil {
		return 0, fmt.Errorf("add up the ledger: %w", err)
	}
	return sums[0].Balance, nil
}
