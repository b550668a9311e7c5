package ledger_test

import (
	"strings"
	"testing"

	"github.com/google/uuid"

	"cistern/internal/dbtest"
)

// The database refuses periods that overlap by an index that look-ups keep off: it was found to miss a row by its contract.
func TestPeriodsDoNotOverlap(t *testing.T) {
	t.Parallel()
	db := dbtest.New(t)
	client := db.Client()
	contract := dbtest.Contract(t, client)
	first := dbtest.Period(t, client, contract)
	_, err := client.BillingPeriod.Create().
		SetID(uuid.New()).SetContractID(contract.ID).SetStartsAt(first.EndsAt.AddDate(0, 0, -1)).SetEndsAt(first.EndsAt.AddDate(0, 1, 0)).
		SetKind(first.Kind).SetCredited(0).SetUsed(0).SetSucceeded(0).SetFailed(0).SetSettled(0).SetThresholdTold(0).
		SetOpenedAt(first.OpenedAt).
		Save(t.Context())
	if err == nil || !strings.Contains(err.Error(), "billing_periods_overlap_ex") {
		t.Errorf("an overlapping period: %v", err)
	}

	connection, err := db.SQL.Conn(t.Context())
	must(t, err)
	defer connection.Close()
	_, err = connection.ExecContext(t.Context(), "set enable_seqscan = off")
	must(t, err)
	for _, condition := range []string{"contract_id = $1", "contract_id = $1 and starts_at < ends_at - interval '1 day'"} {
		var plan string
		const explain = "explain (format json) select id from billing_periods where "
		must(t, connection.QueryRowContext(t.Context(), explain+condition, contract.ID).Scan(&plan))
		if strings.Contains(plan, "billing_periods_overlap_ex") || !strings.Contains(plan, "Index Name") {
			t.Errorf("%s: %s", condition, plan)
		}
	}
}
