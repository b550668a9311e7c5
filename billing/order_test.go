package billing_test

import (
	"strings"
	"sync"
	"testing"

	"cistern/billing"
	"cistern/billing/invoice"
	"cistern/credit"
	"cistern/ent"
	"cistern/internal/dbtest"
)

func TestTopUp_D16(t *testing.T) {
	t.Run("ActsAtOnceAndEndsWithThePeriod", func(t *testing.T) {
		s := setup(t)
		p := s.buy(t, s.topUp(newKey()))
		if p.Status != credit.PurchaseGranted || p.AmountMinor != 500 || p.Provider != "invoice" || *p.WorkspaceID != s.workspace.ID {
			t.Errorf("bought %v", p)
		}
		if a := s.running(t); a.Period.Credited != 1500*credit.Credit || a.Contract.Allowance != 1000*credit.Credit {
			t.Errorf("credited %s, allowance %s", a.Period.Credited, a.Contract.Allowance)
		}
		if g := s.grants(t)[1]; g.Kind != credit.GrantTopUp || !g.EffectiveAt.Equal(noon) || !g.ExpiresAt.Equal(december) || *g.PurchaseID != p.ID {
			t.Errorf("granted %v", g)
		}
		s.requireEvents(t, "PURCHASE 500 USD")
		s.requireLogged(t, "purchase.order", "purchase.advance")
		s.now = december
		if a := s.running(t); a.Period.Credited != 1000*credit.Credit {
			t.Errorf("the next period is credited with %s", a.Period.Credited)
		}
	})
	t.Run("WaitsForTheFirstBilledPeriod", func(t *testing.T) {
		s := setup(t, free, func(c *ent.ContractCreate) { c.SetAllowance(0) })
		s.buy(t, s.topUp(newKey()))
		s.requireEvents(t, "PURCHASE 500 USD")
		s.use(t, 300*credit.Credit)
		january, february := december.AddDate(0, 1, 0), december.AddDate(0, 2, 0)
		s.now = january // December is free still: billing starts within it
		if a := s.running(t); a.Period.Kind != credit.PeriodBilled || a.Period.Credited != 500*credit.Credit {
			t.Errorf("the first billed period is %v", a.Period)
		}
		s.now = february
		if a := s.running(t); a.Period.Credited != 0 {
			t.Errorf("the one after it is credited with %s", a.Period.Credited)
		}
	})
}

func TestAllowance_D16(t *testing.T) {
	t.Run("MoreActsAtOnceWhole", func(t *testing.T) {
		s := setup(t, priced)
		p := s.buy(t, s.allowance(newKey(), 5000*credit.Credit, 4000))
		if p.Status != credit.PurchaseGranted || *p.AllowanceBefore != 1000*credit.Credit || *p.RecurringMinor != 5000 {
			t.Errorf("bought %v", p)
		}
		a := s.running(t)
		if a.Contract.Allowance != 5000*credit.Credit || a.Contract.AllowanceMinor != 5000 || a.Period.Credited != 5000*credit.Credit {
			t.Errorf("allowance %s for %d, credited %s", a.Contract.Allowance, a.Contract.AllowanceMinor, a.Period.Credited)
		}
		s.now = december
		s.running(t)
		s.requireEvents(t, "ALLOWANCE 1000 USD", "PURCHASE 4000 USD", "ALLOWANCE 5000 USD")
	})
	t.Run("IsChargedFromTheFirstBilledPeriod", func(t *testing.T) {
		s := setup(t, free)
		p := s.buy(t, s.allowance(newKey(), 2500*credit.Credit, 0))
		if p.Status != credit.PurchaseGranted || len(s.grants(t)) != 0 {
			t.Errorf("bought %v with grants %v", p, s.grants(t))
		}
		s.requireEvents(t)
		s.now = december.AddDate(0, 1, 0)
		if a := s.running(t); a.Period.Credited != 2500*credit.Credit {
			t.Errorf("the first billed period is credited with %s", a.Period.Credited)
		}
		s.requireEvents(t, "ALLOWANCE 2500 USD")
	})
	t.Run("OfManyMissedPeriodsEachIsChargedOnce", func(t *testing.T) {
		s := setup(t, priced)
		s.running(t)
		s.now = noon.AddDate(0, 40, 0)
		var all sync.WaitGroup
		for range 4 {
			all.Go(func() { s.running(t) })
		}
		all.Wait()
		if got := s.events(t); len(got) != 41 {
			t.Errorf("%d charges for 41 periods", len(got))
		}
	})
}

func TestOrderRefuses_D16(t *testing.T) {
	for name, test := range map[string]struct {
		contract func(*ent.ContractCreate)
		change   func(*billing.NewOrder)
		code     credit.ErrorCode
		field    string
		says     string
	}{
		"NoKey":          {nil, func(o *billing.NewOrder) { o.IdempotencyKey = "" }, credit.CodeBadInput, "", "Idempotency-Key"},
		"LongKey":        {nil, func(o *billing.NewOrder) { o.IdempotencyKey = strings.Repeat("k", 201) }, credit.CodeBadInput, "", "200"},
		"UnlistedAmount": {nil, func(o *billing.NewOrder) { o.Credits++ }, credit.CodeBadInput, "credits", "price list"},
		"Zero":           {nil, func(o *billing.NewOrder) { o.Credits = 0 }, credit.CodeBadInput, "credits", "price list"},
		"Negative":       {nil, func(o *billing.NewOrder) { o.Credits = -500 * credit.Credit }, credit.CodeBadInput, "credits", "price list"},
		"Huge":           {nil, func(o *billing.NewOrder) { o.Credits = credit.MaxAmount }, credit.CodeBadInput, "credits", "price list"},
		"OtherPrice":     {nil, func(o *billing.NewOrder) { o.AgreedMinor = 499 }, credit.CodeBadInput, "amountMinor", "500 minor units of USD"},
		"SameAllowance": {nil, func(o *billing.NewOrder) {
			o.Kind, o.Credits = credit.PurchaseAllowance, 1000*credit.Credit
		}, credit.CodeBadInput, "credits", "1000 credits a month already"},
		"LessAllowance": {nil, func(o *billing.NewOrder) { o.Kind = credit.PurchaseAllowance }, credit.CodeBadInput, "credits", "lower it"},
		"NeverBilled":   {neverBilled, nil, credit.CodeForbidden, "", "nothing to buy yet"},
		"AccountTeam": {func(c *ent.ContractCreate) { c.SetChannel(credit.ChannelAccountTeam) }, nil,
			credit.CodeForbidden, "", "ask Team (team@cistern.test)"},
		"OtherCurrency": {func(c *ent.ContractCreate) { c.SetCurrency("EUR") }, nil, credit.CodeBadInput, "credits", "price list"},
	} {
		t.Run(name, func(t *testing.T) {
			var changes []func(*ent.ContractCreate)
			if test.contract != nil {
				changes = append(changes, test.contract)
			}
			s := setup(t, changes...)
			team := dbtest.User(t, s.client, func(u *ent.UserCreate) { u.SetName("Team").SetEmail("team@cistern.test") })
			dbtest.ContractRole(t, s.client, team, s.contract, func(r *ent.ContractRoleCreate) { r.SetRole(credit.RoleAccountTeam) })
			o := s.topUp(newKey())
			if test.change != nil {
				test.change(&o)
			}
			_, err := s.order(o, invoice.Provider{})
			requireCode(t, err, test.code, test.field)
			if err == nil || !strings.Contains(err.Error(), test.says) {
				t.Errorf("says %v, want %q", err, test.says)
			}
			s.requireLogged(t)
			s.requireEvents(t)
		})
	}
}

func TestRepeatedKey_D16(t *testing.T) {
	t.Run("GrantsOnceFor32AtOnce", func(t *testing.T) {
		s := setup(t)
		o := s.topUp(newKey())
		bought := make(chan *ent.Purchase, 32)
		var all sync.WaitGroup
		for range cap(bought) {
			all.Go(func() {
				p, err := s.order(o, invoice.Provider{})
				if err != nil {
					t.Error(err)
				}
				bought <- p
			})
		}
		all.Wait()
		first := <-bought
		for range cap(bought) - 1 {
			if p := <-bought; p.ID != first.ID || p.Status != credit.PurchaseGranted {
				t.Errorf("one is answered %v, another %v", first, p)
			}
		}
		if a := s.running(t); a.Period.Credited != 1500*credit.Credit {
			t.Errorf("credited %s", a.Period.Credited)
		}
		s.requireEvents(t, "PURCHASE 500 USD")
	})
	t.Run("WithOtherContentIsRefused", func(t *testing.T) {
		s := setup(t)
		s.buy(t, s.topUp("key"))
		other := dbtest.User(t, s.client)
		for name, change := range map[string]func(*billing.NewOrder){
			"Credits":   func(o *billing.NewOrder) { o.Credits = 1000 * credit.Credit },
			"Price":     func(o *billing.NewOrder) { o.AgreedMinor = 1 },
			"Kind":      func(o *billing.NewOrder) { o.Kind = credit.PurchaseAllowance },
			"Buyer":     func(o *billing.NewOrder) { o.Actor.ID = other.ID },
			"Workspace": func(o *billing.NewOrder) { o.Workspace = other.ID },
		} {
			o := s.topUp("key")
			change(&o)
			_, err := s.order(o, invoice.Provider{})
			t.Log(name)
			requireCode(t, err, credit.CodeConflict, "")
		}
		s.requireEvents(t, "PURCHASE 500 USD")
	})
	t.Run("IsOfOneContract", func(t *testing.T) {
		t.Parallel()
		client := dbtest.New(t).Client()
		a, b := open(t, client), open(t, client)
		if a.buy(t, a.topUp("key")).ID == b.buy(t, b.topUp("key")).ID {
			t.Error("two contracts share a purchase")
		}
	})
}
