package billing_test

import (
	"context"
	"testing"

	"cistern/billing"
	"cistern/credit"
	"cistern/ent"
)

func (s *shop) lower(credits credit.Amount) error {
	return s.account(func(ctx context.Context, tx *ent.Tx, a billing.Account) error {
		return billing.LowerAllowance(ctx, tx, a, credits, s.cause("too much"), s.now)
	})
}

func (s *shop) keep() error {
	return s.account(func(ctx context.Context, tx *ent.Tx, a billing.Account) error {
		return billing.KeepAllowance(ctx, tx, a, s.cause(""), s.now)
	})
}

func TestLowerAllowance_D16(t *testing.T) {
	t.Run("ActsAtTheNextServiceDate", func(t *testing.T) {
		s := setup(t, priced)
		must(t, s.lower(500*credit.Credit))
		must(t, s.lower(500*credit.Credit)) // changes nothing
		a := s.running(t)
		if a.Contract.Allowance != 1000*credit.Credit || *a.Contract.PendingAllowance != 500*credit.Credit || a.Period.Credited != 1000*credit.Credit {
			t.Errorf("allowance %s, pending %v", a.Contract.Allowance, a.Contract.PendingAllowance)
		}
		s.requireNextCharge(t, a, 500)
		s.now = december
		a = s.running(t)
		if a.Contract.Allowance != 500*credit.Credit || a.Contract.PendingAllowance != nil || a.Period.Credited != 500*credit.Credit {
			t.Errorf("then the allowance is %s, pending %v, credited %s", a.Contract.Allowance, a.Contract.PendingAllowance, a.Period.Credited)
		}
		s.requireEvents(t, "ALLOWANCE 1000 USD", "ALLOWANCE 500 USD")
		s.requireLogged(t, "contract.set_pending_allowance")
	})
	t.Run("ToNoneAndBack", func(t *testing.T) {
		s := setup(t, priced)
		must(t, s.lower(500*credit.Credit))
		must(t, s.lower(0)) // takes its place
		s.requireNextCharge(t, s.running(t), 0)
		must(t, s.keep())
		must(t, s.keep())
		if c := s.reload(t); c.PendingAllowance != nil || c.PendingAllowanceMinor != 0 || c.Allowance != 1000*credit.Credit {
			t.Errorf("allowance %s, pending %v", c.Allowance, c.PendingAllowance)
		}
		s.requireNextCharge(t, s.running(t), 1000)
		const action = "contract.set_pending_allowance"
		s.requireLogged(t, action, action, action)
	})
	t.Run("IsDroppedByAnIncrease", func(t *testing.T) {
		s := setup(t, priced)
		must(t, s.lower(0))
		s.buy(t, s.allowance(newKey(), 2500*credit.Credit, 1500))
		if c := s.reload(t); c.PendingAllowance != nil || c.PendingAllowanceMinor != 0 {
			t.Errorf("pending is %v", c.PendingAllowance)
		}
	})
	t.Run("IsKeptByATopUp", func(t *testing.T) {
		s := setup(t, priced)
		must(t, s.lower(0))
		s.buy(t, s.topUp(newKey()))
		if c := s.reload(t); c.PendingAllowance == nil {
			t.Error("a top-up dropped what was pending")
		}
	})
	t.Run("Refuses", func(t *testing.T) {
		s := setup(t)
		for _, credits := range []credit.Amount{1000 * credit.Credit, 5000 * credit.Credit, 1, -500 * credit.Credit, credit.MaxAmount} {
			requireCode(t, s.lower(credits), credit.CodeBadInput, "credits")
		}
		s.requireLogged(t)
	})
	t.Run("IsTheAccountTeams", func(t *testing.T) {
		s := setup(t, func(c *ent.ContractCreate) { c.SetChannel(credit.ChannelAccountTeam) })
		refused := s.lower(0)
		requireCode(t, refused, credit.CodeForbidden, "")
		if want := "credits of this contract are bought through its account team"; refused.Error() != want {
			t.Errorf("says %q where nobody is in the team", refused)
		}
		requireCode(t, s.keep(), credit.CodeForbidden, "")
	})
}

// requireNextCharge checks what the next reset will charge; zero is nothing.
func (s *shop) requireNextCharge(t *testing.T, a billing.Account, minor int64) {
	t.Helper()
	next, err := a.NextCharge()
	must(t, err)
	if minor == 0 && next == nil {
		return
	}
	if next == nil || *next != (credit.Money{AmountMinor: minor, Currency: "USD"}) {
		t.Errorf("the next charge is %v, want %d", next, minor)
	}
}
