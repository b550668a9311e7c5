package verify_test

import (
	"context"
	"database/sql"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/google/uuid"
	"golang.org/x/sync/errgroup"

	"cistern/credit"
	"cistern/ent"
	"cistern/ent/billingperiod"
	"cistern/ent/grant"
	"cistern/ent/ledgerentry"
	"cistern/internal/dbtest"
	"cistern/ledger"
	"cistern/metering"
	"cistern/verify"
)

// D5: service dates, up to forty of a contract missed at once, are crossed by several processes that come to them together with runs
// in their hands. Each is crossed once, and each run counts once in the period in which it finished.
func TestCrossings(t *testing.T) {
	t.Parallel()
	const (
		months    = 40
		processes = 4
	)
	contracts := crossings(t) / months
	db := dbtest.New(t)
	crowd := newCrowd(t, db.Client(), contracts)
	var all errgroup.Group
	for n := range uint64(processes) {
		process := newProcess(t, db.URL)
		all.Go(func() error { return process.stream(crowd, months, rand.New(rand.NewPCG(1, n))) })
	}
	must(t, all.Wait())
	crossed := 0
	for i, c := range crowd {
		crossed += c.requireReset(t, db.Client(), months, func(month int) (runs int64, used credit.Amount) {
			if month == 0 || month%missed(i) != 0 {
				return 0, 0
			}
			return processes, processes * creditsOf(i)
		})
	}
	if crossed != contracts*months {
		t.Errorf("crossed %d boundaries", crossed)
	}
}

// crossings is how many service dates are crossed: CROSSINGS, or a thousand.
func crossings(t *testing.T) int {
	t.Helper()
	text, given := os.LookupEnv("CROSSINGS")
	if !given {
		return 1000
	}
	n, err := strconv.Atoi(text)
	must(t, err)
	return n
}

// missed is how many months a contract lets pass before somebody comes to it, by its number.
func missed(i int) int { return []int{40, 20, 10, 8, 5, 4, 2, 1}[i%8] }

// creditsOf is what one process uses of a contract each time: more than its allowance now and then.
func creditsOf(i int) credit.Amount { return credit.Amount(50+i) * credit.Credit }

// member is a contract of the crowd.
type member struct {
	contract *ent.Contract
	agent    *ent.Agent
}

func newCrowd(t *testing.T, client *ent.Client, size int) []member {
	t.Helper()
	crowd := make([]member, size)
	for i := range crowd {
		crowd[i].contract = dbtest.Contract(t, client)
		crowd[i].agent = dbtest.Agent(t, client, dbtest.Workspace(t, client, crowd[i].contract))
		must(t, ent.InTx(t.Context(), client, func(tx *ent.Tx) error {
			_, err := ledger.OpenPeriod(t.Context(), tx, crowd[i].contract, dbtest.Epoch)
			return err
		}))
	}
	return crowd
}

// process is one of several that serve: it has connections and statements of its own.
type process struct {
	client *ent.Client
	meter  *metering.Meter
}

func newProcess(t *testing.T, url string) process {
	t.Helper()
	db, err := sql.Open("postgres", url)
	must(t, err)
	t.Cleanup(func() { _ = db.Close() })
	meter, err := metering.Prepare(t.Context(), db)
	must(t, err)
	return process{clientOf(db), meter}
}

// stream tells of a run of every contract whose time has come, month by month and batch by batch.
func (p process) stream(crowd []member, months int, random *rand.Rand) error {
	const atOnce = 25
	for month := 1; month <= months; month++ {
		now := dbtest.Epoch.AddDate(0, month, 3)
		var requests []metering.Request
		for i, c := range crowd {
			if month%missed(i) == 0 {
				requests = append(requests, c.ran(creditsOf(i), now))
			}
		}
		random.Shuffle(len(requests), func(i, j int) { requests[i], requests[j] = requests[j], requests[i] })
		for batch := range slices.Chunk(requests, atOnce) {
			if err := p.apply(batch, now); err != nil {
				return err
			}
		}
	}
	return nil
}

func (c member) ran(used credit.Amount, at time.Time) metering.Request {
	return metering.Request{
		Kind: metering.Record, Contract: c.contract.ID, Agent: c.agent.ID, Run: uuid.Must(uuid.NewV7()),
		Credits: used, Outcome: credit.OutcomeSucceeded, FinishedAt: at,
	}
}

func (p process) apply(requests []metering.Request, now time.Time) error {
	ctx := context.Background()
	return ent.InTx(ctx, p.client, func(tx *ent.Tx) error {
		outcome, err := p.meter.Apply(ctx, tx, requests, now)
		for _, r := range outcome.Results {
			if r.Err != nil {
				return r.Err
			}
		}
		return err
	})
}

// requireReset fails unless every boundary was crossed once: a period and an allowance for each month, and of the allowance expired
// what the runs of the month had not used. It returns how many there were.
func (c member) requireReset(t *testing.T, client *ent.Client, months int, ran func(month int) (int64, credit.Amount)) int {
	t.Helper()
	id := c.contract.ID
	periods, err := client.BillingPeriod.Query().Where(billingperiod.ContractID(id)).Order(billingperiod.ByStartsAt()).All(t.Context())
	must(t, err)
	grants, err := client.Grant.Query().Where(grant.ContractID(id)).Count(t.Context())
	must(t, err)
	if len(periods) != months+1 || grants != months+1 {
		t.Fatalf("%d periods and %d allowances of %d months", len(periods), grants, months)
	}
	for i, p := range periods {
		runs, used := ran(i)
		if !p.StartsAt.Equal(dbtest.Epoch.AddDate(0, i, 0)) || p.Used != used || p.Succeeded != runs {
			t.Errorf("period %d is %v, want %s used by %d runs", i, p, used, runs)
		}
		if left := max(0, c.contract.Allowance-used); i < months && expired(t, client, p) != -left {
			t.Errorf("of period %d expired %s, left were %s", i, expired(t, client, p), left)
		}
	}
	tx, err := client.Tx(t.Context())
	must(t, err)
	defer tx.Rollback()
	if wrong, err := verify.Contract(t.Context(), tx, id); err != nil || len(wrong) > 0 {
		t.Errorf("%v, %v", wrong, err)
	}
	return len(periods) - 1
}

// expired is what expired with a period, less what late use has brought back.
func expired(t *testing.T, client *ent.Client, p *ent.BillingPeriod) (sum credit.Amount) {
	t.Helper()
	entries, err := client.LedgerEntry.Query().
		Where(
			ledgerentry.ContractID(p.ContractID), ledgerentry.PeriodID(p.ID),
			ledgerentry.KindIn(credit.EntryExpire, credit.EntryReverse),
		).
		All(t.Context())
	must(t, err)
	for _, e := range entries {
		sum += e.Amount
	}
	return sum
}
