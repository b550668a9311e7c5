package jobs_test

import (
	"context"
	"testing"
	"time"

	"github.com/google/uuid"

	"cistern/credit"
	"cistern/ent"
	"cistern/ent/billingperiod"
	"cistern/ent/ledgerentry"
	"cistern/internal/dbtest"
	"cistern/jobs"
	"cistern/ledger"
)

// D5: boundaries that nobody came to are crossed all the same, each once.
func TestBoundariesAreCrossed(t *testing.T) {
	t.Parallel()
	db := dbtest.New(t)
	client := db.Client()
	expires := dbtest.Epoch.AddDate(0, 0, 9)
	contracts := make([]uuid.UUID, 3)
	for i := range contracts {
		contracts[i] = contractWithPromo(t, client, expires)
	}
	now := dbtest.Epoch.AddDate(0, 4, 0)
	work(t, db, now)
	for _, id := range contracts {
		await(t, func(ctx context.Context) (bool, error) {
			n, err := client.BillingPeriod.Query().Where(billingperiod.ContractID(id)).Count(ctx)
			return n == 5, err
		})
		expiries, err := client.LedgerEntry.Query().
			Where(ledgerentry.ContractID(id), ledgerentry.KindEQ(credit.EntryExpire)).
			Order(ledgerentry.ByAt()).
			All(t.Context())
		if err != nil || len(expiries) != 5 || !expiries[0].At.Equal(expires) {
			t.Errorf("expired %v, %v", expiries, err)
		}
	}
}

// The queue goes by the database's clock. A job that it lets go too early must not be gone when its time comes.
func TestBoundaryWaitsForOurClock(t *testing.T) {
	t.Parallel()
	db := dbtest.New(t)
	client := db.Client()
	now := time.Date(2025, time.March, 1, 0, 0, 0, 0, time.UTC)
	contract := dbtest.Contract(t, client)
	work(t, db, now)
	early := jobs.OpenPeriodArgs{Contract: contract.ID, At: now.Add(time.Hour)}
	must(t, ent.InTx(t.Context(), client, func(tx *ent.Tx) error { return jobs.Enqueue(t.Context(), tx, early) }))
	await(t, func(ctx context.Context) (waits bool, err error) {
		err = db.SQL.QueryRowContext(ctx, `
			select state = 'scheduled' and scheduled_at > now() + interval '50 minutes' from river_job where kind = 'open_period'`).Scan(&waits)
		return waits, err
	})
	if opened, err := client.BillingPeriod.Query().Where(billingperiod.ContractID(contract.ID)).Exist(t.Context()); opened || err != nil {
		t.Errorf("a period was opened: %t, %v", opened, err)
	}
}

// contractWithPromo is in its first period, with a grant that expires within it.
func contractWithPromo(t *testing.T, client *ent.Client, expires time.Time) uuid.UUID {
	t.Helper()
	contract := dbtest.Contract(t, client)
	must(t, ent.InTx(t.Context(), client, func(tx *ent.Tx) error {
		locked, err := ledger.Lock(t.Context(), tx, contract.ID)
		if err != nil {
			return err
		}
		p, err := ledger.OpenPeriod(t.Context(), tx, locked, dbtest.Epoch)
		if err != nil {
			return err
		}
		_, err = ledger.Grant(t.Context(), tx, p, ledger.NewGrant{
			Kind: credit.GrantPromo, Amount: credit.Credit, EffectiveAt: dbtest.Epoch, ExpiresAt: expires,
		}, dbtest.Epoch)
		return err
	}))
	return contract.ID
}
