package jobs_test

import (
	"context"
	"testing"

	"cistern/credit"
	"cistern/internal/dbtest"
)

// D6: what was used is in the ledger within the hour, however many contracts there are.
func TestUseIsSettled(t *testing.T) {
	t.Parallel()
	db := dbtest.New(t)
	client := db.Client()
	const contracts = 201 // more than one job settles
	for range contracts {
		contractWithPromo(t, client, dbtest.Epoch.AddDate(0, 2, 0))
	}
	_, err := db.SQL.ExecContext(t.Context(), "update billing_periods set used = $1 where contract_id is not null", 7*credit.Credit)
	must(t, err)
	work(t, db, dbtest.Epoch.AddDate(0, 0, 9))
	await(t, func(ctx context.Context) (settled bool, err error) {
		err = db.SQL.QueryRowContext(ctx, `
			select count(*) = $1 and -sum(amount) = $2::bigint from ledger_entries where contract_id is not null and kind = 'USAGE'`,
			contracts, contracts*7*credit.Credit).Scan(&settled)
		return settled, err
	})
}
