package billing_test

import (
	"context"
	"sync"
	"testing"
	"time"

	"cistern/billing"
	"cistern/credit"
	"cistern/ent"
	"cistern/internal/dbtest"
)

func (s *shop) gift(kind credit.GrantKind, key string) billing.NewGrant {
	return billing.NewGrant{Kind: kind, Credits: 300 * credit.Credit, Note: "welcome", IdempotencyKey: key, Cause: s.cause("")}
}

func (s *shop) give(n billing.NewGrant) (g *ent.Grant, err error) {
	err = s.account(func(ctx context.Context, tx *ent.Tx, a billing.Account) (err error) {
		g, err = billing.GrantCredits(ctx, tx, a, n, s.now)
		return err
	})
	return g, err
}

func TestGrantCredits_D4(t *testing.T) {
	year, spring := noon.AddDate(1, 0, 0), time.Date(2027, time.March, 1, 0, 0, 0, 0, time.UTC)
	for name, test := range map[string]struct {
		kind    credit.GrantKind
		on      *credit.Date
		free    bool
		expires *time.Time
	}{
		"Monthly":            {kind: credit.GrantMonthly, expires: &december},
		"TopUp":              {kind: credit.GrantTopUp, expires: &december},
		"TopUpInAFreePeriod": {kind: credit.GrantTopUp, free: true},
		"Annual":             {kind: credit.GrantAnnual, expires: &year},
		"AnnualToADay":       {kind: credit.GrantAnnual, on: day(spring), expires: &spring},
		"Trial":              {kind: credit.GrantTrial},
		"PromoToADay":        {kind: credit.GrantPromo, on: day(spring), expires: &spring},
		"Adjustment":         {kind: credit.GrantAdjustment},
	} {
		t.Run(name, func(t *testing.T) {
			var changes []func(*ent.ContractCreate)
			if test.free {
				changes = append(changes, free)
			}
			s := setup(t, changes...)
			n := s.gift(test.kind, newKey())
			n.ExpiresOn = test.on
			first, err := s.give(n)
			must(t, err)
			if first.Amount != 300*credit.Credit || *first.GrantedBy != s.buyer.ID || first.Note != "welcome" ||
				(first.ExpiresAt == nil) != (test.expires == nil) || test.expires != nil && !first.ExpiresAt.Equal(*test.expires) {
				t.Errorf("granted %v, want it to end at %v", first, test.expires)
			}
			s.now = s.now.AddDate(0, 2, 0)
			if again, err := s.give(n); err != nil || again.ID != first.ID {
				t.Errorf("granted again: %v, %v", again, err)
			}
			s.requireLogged(t, "credits.grant")
		})
	}
	t.Run("CountsAtOnce", func(t *testing.T) {
		s := setup(t)
		_, err := s.give(s.gift(credit.GrantPromo, newKey()))
		must(t, err)
		if a := s.running(t); a.Period.Credited != 1300*credit.Credit {
			t.Errorf("credited %s", a.Period.Credited)
		}
		s.requireEvents(t)
	})
	t.Run("OnceFor32AtOnce", func(t *testing.T) {
		s := setup(t)
		n := s.gift(credit.GrantPromo, newKey())
		var all sync.WaitGroup
		for range 32 {
			all.Go(func() {
				if _, err := s.give(n); err != nil {
					t.Error(err)
				}
			})
		}
		all.Wait()
		if grants := s.grants(t); len(grants) != 2 {
			t.Errorf("%d grants", len(grants))
		}
	})
	t.Run("Refuses", func(t *testing.T) {
		s := setup(t)
		for name, test := range map[string]struct {
			change func(*billing.NewGrant)
			field  string
		}{
			"NoKey":         {func(n *billing.NewGrant) { n.IdempotencyKey = "" }, ""},
			"NoNote":        {func(n *billing.NewGrant) { n.Note = "" }, "note"},
			"Zero":          {func(n *billing.NewGrant) { n.Credits = 0 }, "credits"},
			"Negative":      {func(n *billing.NewGrant) { n.Credits = -1 }, "credits"},
			"Huge":          {func(n *billing.NewGrant) { n.Credits = credit.MaxAmount }, "credits"},
			"EndOfATopUp":   {func(n *billing.NewGrant) { n.Kind, n.ExpiresOn = credit.GrantTopUp, day(year) }, "expiresOn"},
			"EndInThePast":  {func(n *billing.NewGrant) { n.ExpiresOn = day(noon) }, "expiresOn"},
			"EndOfTheYears": {func(n *billing.NewGrant) { n.ExpiresOn = &credit.Date{Year: 1, Month: 1, Day: 1} }, "expiresOn"},
		} {
			n := s.gift(credit.GrantPromo, newKey())
			test.change(&n)
			_, err := s.give(n)
			t.Log(name)
			requireCode(t, err, credit.CodeBadInput, test.field)
		}
		s.requireLogged(t)
	})
	t.Run("AKeyOfOtherContent", func(t *testing.T) {
		s := setup(t)
		_, err := s.give(s.gift(credit.GrantPromo, "key"))
		must(t, err)
		other := dbtest.User(t, s.client)
		for name, change := range map[string]func(*billing.NewGrant){
			"Kind":   func(n *billing.NewGrant) { n.Kind = credit.GrantTrial },
			"Amount": func(n *billing.NewGrant) { n.Credits++ },
			"Note":   func(n *billing.NewGrant) { n.Note = "again" },
			"End":    func(n *billing.NewGrant) { n.ExpiresOn = day(year) },
			"Giver":  func(n *billing.NewGrant) { n.Actor.ID = other.ID },
		} {
			n := s.gift(credit.GrantPromo, "key")
			change(&n)
			_, err := s.give(n)
			t.Log(name)
			requireCode(t, err, credit.CodeConflict, "")
		}
	})
}
