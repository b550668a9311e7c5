package billing_test

import (
	"context"
	"testing"
	"time"

	"pgregory.net/rapid"

	"cistern/billing"
	"cistern/credit"
	"cistern/ent"
	"cistern/ent/billingperiod"
	"cistern/internal/dbtest"
)

// agree changes the terms as they are.
func (s *shop) agree(change func(*billing.Terms)) error {
	return s.account(func(ctx context.Context, tx *ent.Tx, a billing.Account) error {
		t := billing.TermsOf(a.Contract)
		change(&t)
		return billing.SetTerms(ctx, tx, a, t, s.cause("agreed"), s.now)
	})
}

func day(t time.Time) *credit.Date {
	d := credit.DateOf(t)
	return &d
}

func TestSetTerms_D17(t *testing.T) {
	t.Run("ChangesWhatIsSaid", func(t *testing.T) {
		s := setup(t, free)
		change := func(t *billing.Terms) {
			t.Name, t.Plan, t.Trial, t.Channel = "Acme", credit.PlanEnterprise, true, credit.ChannelAccountTeam
			t.ServiceDay, t.TimeZone, t.BillingStartsOn = 31, "Asia/Ho_Chi_Minh", nil
			t.Allowance, t.AllowanceMinor = 7000*credit.Credit, 6500
		}
		must(t, s.agree(change))
		must(t, s.agree(change)) // changes nothing
		c := s.reload(t)
		if got := billing.TermsOf(c); got.Name != "Acme" || got.ServiceDay != 31 || got.BillingStartsOn != nil || got.AllowanceMinor != 6500 ||
			!got.Trial || got.Channel != credit.ChannelAccountTeam || got.Plan != credit.PlanEnterprise {
			t.Errorf("agreed on %+v", got)
		}
		s.requireLogged(t, "contract.set_terms")
	})
	t.Run("AnAllowanceActsFromTheNextReset", func(t *testing.T) {
		s := setup(t)
		must(t, s.lower(500*credit.Credit))
		must(t, s.agree(func(t *billing.Terms) { t.Allowance, t.AllowanceMinor = 3000*credit.Credit, 2700 }))
		if a := s.running(t); a.Period.Credited != 1000*credit.Credit || a.Contract.PendingAllowance != nil {
			t.Errorf("credited %s, pending %v", a.Period.Credited, a.Contract.PendingAllowance)
		}
		s.now = december
		if a := s.running(t); a.Period.Credited != 3000*credit.Credit {
			t.Errorf("then credited %s", a.Period.Credited)
		}
		s.requireEvents(t, "ALLOWANCE 2700 USD")
	})
	t.Run("BillingMayStartEarlier", func(t *testing.T) {
		s := setup(t, neverBilled)
		s.running(t)
		must(t, s.agree(func(t *billing.Terms) { t.BillingStartsOn = day(dbtest.Epoch.AddDate(0, 0, -5)) }))
		if a := s.running(t); a.Period.Kind != credit.PeriodFree {
			t.Error("the running period changed its kind")
		}
		s.now = december
		if a := s.running(t); a.Period.Kind != credit.PeriodBilled {
			t.Error("the next period is not billed")
		}
	})
	t.Run("Refuses", func(t *testing.T) {
		s := setup(t)
		for field, change := range map[string]func(*billing.Terms){
			"name":                func(t *billing.Terms) { t.Name = "" },
			"serviceDay":          func(t *billing.Terms) { t.ServiceDay = 32 },
			"timeZone":            func(t *billing.Terms) { t.TimeZone = "Mars/Olympus" },
			"billingStartsOn":     func(t *billing.Terms) { t.BillingStartsOn = day(noon.AddDate(11, 0, 0)) },
			"allowance":           func(t *billing.Terms) { t.Allowance = -1 },
			"allowancePriceMinor": func(t *billing.Terms) { t.AllowanceMinor = -1 },
		} {
			requireCode(t, s.agree(change), credit.CodeBadInput, field)
		}
		requireCode(t, s.agree(func(t *billing.Terms) { t.BillingStartsOn = nil }), credit.CodeBadInput, "billingStartsOn")
		requireCode(t, s.agree(func(t *billing.Terms) { t.Allowance, t.AllowanceMinor = 0, 1 }), credit.CodeBadInput, "allowancePriceMinor")
		requireCode(t, s.agree(func(t *billing.Terms) { t.Allowance = credit.MaxAmount }), credit.CodeBadInput, "allowance")
		s.requireLogged(t)
	})
}

// Whenever the service day or the zone changes, the running period keeps its end, and periods neither overlap nor leave a gap.
func TestServiceDayChanges_D2(t *testing.T) {
	t.Parallel()
	client := dbtest.New(t).Client()
	rapid.Check(t, func(rt *rapid.T) {
		s := open(t, client)
		s.running(rt)
		for range rapid.IntRange(1, 6).Draw(rt, "changes") {
			before := s.running(rt).Period
			serviceDay := rapid.IntRange(1, 31).Draw(rt, "service day")
			zone := rapid.SampledFrom([]string{"UTC", "Asia/Beirut", "Pacific/Apia", "America/St_Johns"}).Draw(rt, "zone")
			must(rt, s.agree(func(t *billing.Terms) { t.ServiceDay, t.TimeZone = serviceDay, zone }))
			if after := s.running(rt).Period; after.ID != before.ID || !after.EndsAt.Equal(before.EndsAt) {
				rt.Fatalf("the running period %v became %v", before, after)
			}
			s.now = s.now.Add(time.Duration(rapid.Int64Range(0, int64(80*24*time.Hour)).Draw(rt, "wait")))
			running := s.running(rt).Period
			if calendar, err := credit.NewCalendar(serviceDay, zone); err != nil ||
				running.ID != before.ID && !running.EndsAt.Equal(calendar.PeriodAt(running.StartsAt).End) {
				rt.Fatalf("with service day %d in %s a period ends at %s", serviceDay, zone, running.EndsAt)
			}
		}
		periods, err := client.BillingPeriod.Query().
			Where(billingperiod.ContractID(s.contract.ID)).Order(billingperiod.ByStartsAt()).All(context.Background())
		must(rt, err)
		for i := 1; i < len(periods); i++ {
			if !periods[i].StartsAt.Equal(periods[i-1].EndsAt) {
				rt.Fatalf("%v follows %v", periods[i], periods[i-1])
			}
		}
	})
}
