package verify_test

import (
	"context"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/google/uuid"

	"cistern/credit"
	"cistern/ent"
	"cistern/ent/billingperiod"
	"cistern/ent/grant"
	"cistern/internal/dbtest"
	"cistern/ledger"
	"cistern/metering"
	"cistern/report"
	"cistern/verify"
)

// D2, D5-D7: three years of a contract whose credits reset on the 31st, in a zone whose midnights are skipped and repeated. At every
// reset dashboard, ledger and runs say the same, and 72 hours later the period never changes again.
func TestThreeYears(t *testing.T) {
	t.Parallel()
	db := dbtest.New(t)
	l := &life{client: db.Client(), process: newProcess(t, db.URL), random: rand.New(rand.NewPCG(31, 1)), used: map[time.Time]credit.Amount{}, frozen: map[uuid.UUID]string{}}
	l.contract = dbtest.Contract(t, l.client, func(c *ent.ContractCreate) {
		c.SetServiceDay(31).SetTimeZone("America/Santiago").SetBillingStartsOn(dbtest.Epoch.AddDate(0, 2, 0))
	})
	l.workspace = dbtest.Workspace(t, l.client, l.contract)
	l.agent = dbtest.Agent(t, l.client, l.workspace)
	calendar, err := credit.NewCalendar(31, "America/Santiago")
	must(t, err)

	now := dbtest.Epoch.AddDate(0, 0, 5)
	end := now.AddDate(3, 0, 0)
	period := calendar.PeriodAt(now)
	for ; now.Before(end); now = now.Add(time.Duration(8+l.random.IntN(24)) * time.Hour) {
		if !now.Before(period.End) {
			l.requireAgreement(t, period, now)
			period = calendar.Next(period)
		}
		l.freeze(t, now)
		l.act(t, period, now)
	}
	if len(l.frozen) < 35 {
		t.Fatalf("%d periods have closed", len(l.frozen))
	}
	for id, before := range l.frozen {
		if after := l.content(t, id); after != before {
			t.Errorf("a period that had closed changed from\n%s to\n%s", before, after)
		}
	}
}

// life is a contract beside what its runs have used, by the start of the period in which they finished.
type life struct {
	client    *ent.Client
	process   process
	random    *rand.Rand
	contract  *ent.Contract
	workspace *ent.Workspace
	agent     *ent.Agent

	used   map[time.Time]credit.Amount
	frozen map[uuid.UUID]string // what was stored of a period when no run could land in it any more
}

// act lets one of the things happen that happen to a contract.
func (l *life) act(t *testing.T, period credit.Period, now time.Time) {
	t.Helper()
	if now.Sub(period.Start) <= 72*time.Hour && l.random.IntN(2) == 0 {
		if at := period.Start.Add(-time.Duration(1+l.random.IntN(200)) * time.Hour); at.After(dbtest.Epoch) {
			l.run(t, at, now)
		}
		return
	}
	switch l.random.IntN(24) {
	case 0, 1:
		l.grant(t, now)
	case 2, 3:
		l.inPeriod(t, now, func(tx *ent.Tx, p *ent.BillingPeriod) error { return ledger.Settle(t.Context(), tx, p, now) })
	case 4:
		l.reverse(t, now)
	default:
		l.run(t, now, now)
	}
}

func (l *life) run(t *testing.T, at, now time.Time) {
	t.Helper()
	used := credit.Amount(l.random.Int64N(int64(120 * credit.Credit)))
	calendar, err := ledger.CalendarOf(l.contract)
	must(t, err)
	must(t, l.process.apply([]metering.Request{member{l.contract, l.agent}.ran(used, at)}, now))
	l.used[calendar.PeriodAt(at).Start] += used
}

// grant adds credits that begin and expire anywhere near, within a period too.
func (l *life) grant(t *testing.T, now time.Time) {
	t.Helper()
	begins := now.Add(time.Duration(l.random.IntN(15*24)) * time.Hour)
	expires := begins.Add(time.Duration(1+l.random.IntN(60*24)) * time.Hour)
	kind := []credit.GrantKind{credit.GrantTopUp, credit.GrantPromo, credit.GrantAnnual}[l.random.IntN(3)]
	l.inPeriod(t, now, func(tx *ent.Tx, p *ent.BillingPeriod) error {
		_, err := ledger.Grant(t.Context(), tx, p, ledger.NewGrant{
			Kind: kind, Amount: 200 * credit.Credit, EffectiveAt: begins, ExpiresAt: expires,
		}, now)
		return err
	})
}

func (l *life) reverse(t *testing.T, now time.Time) {
	t.Helper()
	l.inPeriod(t, now, func(tx *ent.Tx, p *ent.BillingPeriod) error {
		grants, err := tx.Grant.Query().Where(grant.ContractID(l.contract.ID)).All(t.Context())
		if err != nil || len(grants) == 0 {
			return err
		}
		_, err = ledger.Reverse(t.Context(), tx, p, ledger.Reversal{Grant: grants[l.random.IntN(len(grants))].ID}, now)
		return err
	})
}

func (l *life) inPeriod(t *testing.T, now time.Time, fn func(*ent.Tx, *ent.BillingPeriod) error) {
	t.Helper()
	must(t, ent.InTx(t.Context(), l.client, func(tx *ent.Tx) error {
		locked, err := ledger.Lock(t.Context(), tx, l.contract.ID)
		if err != nil {
			return err
		}
		p, err := ledger.OpenPeriod(t.Context(), tx, locked, now)
		if err != nil {
			return err
		}
		return fn(tx, p)
	}))
}

// requireAgreement crosses the end of a period and compares what the dashboard shows of it with what was used, and all figures with
// each other.
func (l *life) requireAgreement(t *testing.T, period credit.Period, now time.Time) {
	t.Helper()
	l.inPeriod(t, now, func(tx *ent.Tx, _ *ent.BillingPeriod) error {
		v, err := report.Open(t.Context(), tx, report.Scope{Contract: l.contract.ID, Workspace: l.workspace.ID, Now: now})
		must(t, err)
		if !v.Period.StartsAt.Equal(period.End) || v.Previous == nil || !v.Previous.StartsAt.Equal(period.Start) {
			t.Fatalf("after %v runs %v, which follows %v", period, v.Period, v.Previous)
		}
		closed, err := report.Open(t.Context(), tx, report.Scope{
			Contract: l.contract.ID, Workspace: l.workspace.ID, Period: &v.Previous.ID, Now: now,
		})
		must(t, err)
		summary, err := report.Summary(t.Context(), tx, closed)
		must(t, err)
		days, err := report.Days(t.Context(), tx, closed)
		must(t, err)
		want := l.used[period.Start]
		if summary.Used != want || summary.Pool.Used != want || days[len(days)-1].Cumulative != want {
			t.Errorf("%v used %s, shown are %s, %s of the pool, and %s by its days",
				period, want, summary.Used, summary.Pool.Used, days[len(days)-1].Cumulative)
		}
		wrong, err := verify.Contract(t.Context(), tx, l.contract.ID)
		if err != nil || len(wrong) > 0 {
			t.Errorf("at %s: %v, %v", now, wrong, err)
		}
		return nil
	})
}

// freeze keeps what is stored of the periods in which no run can land any more.
func (l *life) freeze(t *testing.T, now time.Time) {
	t.Helper()
	periods, err := l.client.BillingPeriod.Query().Where(billingperiod.ContractID(l.contract.ID)).All(t.Context())
	must(t, err)
	for _, p := range periods {
		if _, known := l.frozen[p.ID]; !known && now.Sub(p.EndsAt) > 72*time.Hour {
			l.frozen[p.ID] = l.content(t, p.ID)
		}
	}
}

// content is everything that is stored of a period.
func (l *life) content(t *testing.T, period uuid.UUID) (content string) {
	t.Helper()
	tx, err := l.client.Tx(context.Background())
	must(t, err)
	defer tx.Rollback()
	must(t, tx.SQLTx().QueryRowContext(t.Context(), `
		select string_agg(stored, chr(10) order by stored)
		from (
		  select p::text from billing_periods p where contract_id = $1 and id = $2
		  union all select u::text from workspace_usage u where contract_id = $1 and period_id = $2
		  union all select u::text from agent_usage u where contract_id = $1 and period_id = $2
		  union all select e::text from ledger_entries e where contract_id = $1 and period_id = $2
		  union all select r::text from runs r where contract_id = $1 and period_id = $2
		) all_of_it (stored)`, l.contract.ID, period).Scan(&content))
	return content
}
