package ledger_test

import (
	"context"
	"sync"
	"testing"
	"time"

	"cistern/credit"
	"cistern/ent"
	"cistern/internal/dbtest"
	"cistern/ledger"
)

var epoch = dbtest.Epoch

// D5: at every service date what is left expires and the allowance is granted anew.
func TestOpenPeriod(t *testing.T) {
	t.Parallel()
	db := dbtest.New(t).Client()
	const allowance = 1000 * credit.Credit
	december := epoch.AddDate(0, 1, 0)

	t.Run("OpensTheFirst", func(t *testing.T) {
		t.Parallel()
		b := newBook(t, db)
		p := b.open(t, epoch.AddDate(0, 0, 12))
		if !p.StartsAt.Equal(epoch) || !p.EndsAt.Equal(december) || p.Kind != credit.PeriodBilled || p.Credited != allowance {
			t.Errorf("opened %v", p)
		}
		b.requireWhole(t)
	})
	t.Run("OpensItOnce", func(t *testing.T) {
		t.Parallel()
		b := newBook(t, db)
		first := b.open(t, epoch)
		if again := b.open(t, december.Add(-time.Microsecond)); again.ID != first.ID || len(b.grants(t)) != 1 {
			t.Errorf("%v, then %v, with %d grants", first, again, len(b.grants(t)))
		}
	})
	t.Run("OpensTheNext", func(t *testing.T) {
		t.Parallel()
		b := newBook(t, db)
		b.open(t, epoch)
		b.use(t, 400*credit.Credit, epoch)
		p := b.open(t, december)
		if !p.StartsAt.Equal(december) || p.Credited != allowance || p.Used != 0 {
			t.Errorf("opened %v", p)
		}
		b.requireWhole(t)
		requireEntries(t, b, []posted{
			{credit.EntryGrant, allowance},
			{credit.EntryUsage, -400 * credit.Credit},
			{credit.EntryExpire, -600 * credit.Credit},
			{credit.EntryGrant, allowance},
		})
	})
	t.Run("CatchesUp40AtOnce", func(t *testing.T) {
		t.Parallel()
		b := newBook(t, db, func(c *ent.ContractCreate) { c.SetServiceDay(31).SetTimeZone("Asia/Beirut") })
		now := epoch.AddDate(0, 0, 3)
		b.open(t, now)
		p := b.open(t, now.AddDate(0, 40, 0))
		if periods := b.periods(t); len(periods) != 41 || periods[40].ID != p.ID || p.Credited != allowance {
			t.Errorf("%d periods, the last %v", len(periods), p)
		}
		b.requireWhole(t)
	})
	t.Run("CrossesABoundaryOnceForMany", func(t *testing.T) {
		t.Parallel()
		b := newBook(t, db)
		b.open(t, epoch)
		var all sync.WaitGroup
		for range 8 {
			all.Go(func() { b.use(t, credit.Credit, epoch.AddDate(0, 3, 0)) })
		}
		all.Wait()
		if periods := b.periods(t); len(periods) != 4 || periods[3].Used != 8*credit.Credit {
			t.Errorf("%d periods, the last %v", len(periods), periods[len(periods)-1])
		}
		b.requireWhole(t)
	})
	t.Run("NeverGoesBack", func(t *testing.T) {
		t.Parallel()
		b := newBook(t, db)
		b.open(t, epoch)
		p := b.open(t, december)
		if earlier := b.open(t, december.Add(-time.Second)); earlier.ID != p.ID {
			t.Errorf("a clock that is behind gets %v", earlier)
		}
	})
	t.Run("FollowsAServiceDayThatChanged", func(t *testing.T) {
		t.Parallel()
		b := newBook(t, db)
		b.open(t, epoch)
		must(t, b.db.Contract.UpdateOne(b.contract).SetServiceDay(15).Exec(t.Context()))
		p := b.open(t, december)
		if want := december.AddDate(0, 0, 14); !p.StartsAt.Equal(december) || !p.EndsAt.Equal(want) {
			t.Errorf("opened %v, want it to end at %s", p, want)
		}
		b.open(t, december.AddDate(0, 2, 0))
		b.requireWhole(t)
	})
	t.Run("AppliesAPendingAllowance", func(t *testing.T) {
		t.Parallel()
		b := newBook(t, db)
		b.open(t, epoch)
		must(t, b.db.Contract.UpdateOne(b.contract).SetPendingAllowance(0).Exec(t.Context()))
		if p := b.open(t, december); p.Credited != 0 {
			t.Errorf("credited %s after the allowance was given up", p.Credited)
		}
		after, err := b.db.Contract.Get(t.Context(), b.contract.ID)
		must(t, err)
		if after.Allowance != 0 || after.PendingAllowance != nil {
			t.Errorf("allowance %s, pending %v", after.Allowance, after.PendingAllowance)
		}
		b.requireWhole(t)
	})
	t.Run("CarriesGrantsThatReachFurther", func(t *testing.T) {
		t.Parallel()
		b := newBook(t, db)
		b.grant(t, ledger.NewGrant{
			Kind: credit.GrantAnnual, Amount: 300 * credit.Credit, EffectiveAt: epoch, ExpiresAt: epoch.AddDate(1, 0, 0),
		}, epoch)
		b.use(t, 1100*credit.Credit, epoch)
		if p := b.open(t, december); p.Credited != 1200*credit.Credit {
			t.Errorf("credited %s, want the allowance and what the year has left", p.Credited)
		}
		b.requireWhole(t)
		if p := b.open(t, epoch.AddDate(1, 0, 0)); p.Credited != allowance {
			t.Errorf("credited %s after the year", p.Credited)
		}
		b.requireWhole(t)
	})
	t.Run("ForgivesUseAboveTheGrants", func(t *testing.T) {
		t.Parallel()
		b := newBook(t, db)
		b.use(t, 1250*credit.Credit, epoch)
		if p := b.open(t, december); p.Credited != allowance {
			t.Errorf("credited %s", p.Credited)
		}
		b.requireWhole(t)
		requireEntries(t, b, []posted{
			{credit.EntryGrant, allowance},
			{credit.EntryUsage, -allowance},
			{credit.EntryUsage, -250 * credit.Credit},
			{credit.EntryAdjust, 250 * credit.Credit},
			{credit.EntryGrant, allowance},
		})
	})
}

// D3: a contract is billed from its first period that starts on or after its first billed day.
func TestFreePeriods(t *testing.T) {
	t.Parallel()
	db := dbtest.New(t).Client()
	february := epoch.AddDate(0, 3, 0)
	free := func(from *time.Time) func(*ent.ContractCreate) {
		return func(c *ent.ContractCreate) {
			c.Mutation().ClearBillingStartsOn()
			c.SetNillableBillingStartsOn(from)
		}
	}
	t.Run("EndAtTheFirstServiceDateFromThatDay", func(t *testing.T) {
		t.Parallel()
		within := epoch.AddDate(0, 2, 9)
		b := newBook(t, db, free(&within))
		b.open(t, epoch)
		b.use(t, 5*credit.Credit, epoch)
		b.open(t, february)
		if p := b.periods(t); len(p) != 4 || p[2].Kind != credit.PeriodFree || p[3].Kind != credit.PeriodBilled {
			t.Errorf("periods are %v", p)
		}
		requireEntries(t, b, []posted{{credit.EntryGrant, 1000 * credit.Credit}})
		b.requireWhole(t)
	})
	t.Run("NeverEndWithoutADay", func(t *testing.T) {
		t.Parallel()
		b := newBook(t, db, free(nil))
		b.open(t, epoch)
		if p := b.open(t, epoch.AddDate(2, 0, 0)); p.Kind != credit.PeriodFree || p.Credited != 0 {
			t.Errorf("opened %v", p)
		}
	})
	t.Run("KeepWhatIsBoughtForTheFirstBilledOne", func(t *testing.T) {
		t.Parallel()
		b := newBook(t, db, free(&february), func(c *ent.ContractCreate) { c.SetAllowance(0) })
		b.grant(t, ledger.NewGrant{Kind: credit.GrantTopUp, Amount: 50 * credit.Credit, EffectiveAt: february, ExpiresAt: february.AddDate(0, 1, 0)}, epoch)
		b.use(t, 80*credit.Credit, epoch)
		b.settle(t, epoch)
		if p := b.open(t, february); p.Credited != 50*credit.Credit {
			t.Errorf("credited %s", p.Credited)
		}
		b.requireWhole(t)
	})
	t.Run("ExpireGrantsToo", func(t *testing.T) {
		t.Parallel()
		b := newBook(t, db, free(nil))
		b.grant(t, ledger.NewGrant{Kind: credit.GrantTrial, Amount: credit.Credit, EffectiveAt: epoch, ExpiresAt: epoch.AddDate(0, 1, 0)}, epoch)
		b.open(t, epoch.AddDate(0, 1, 0))
		requireEntries(t, b, []posted{{credit.EntryGrant, credit.Credit}, {credit.EntryExpire, -credit.Credit}})
		b.requireWhole(t)
	})
}

func TestOpenHistory(t *testing.T) {
	t.Parallel()
	db := dbtest.New(t).Client()
	b := newBook(t, db, func(c *ent.ContractCreate) { c.SetServiceDay(31) })
	reach := func(since time.Time) {
		t.Helper()
		must(t, b.change(epoch, func(ctx context.Context, tx *ent.Tx, _ *ent.BillingPeriod) error {
			return ledger.OpenHistory(ctx, tx, b.contract, since, epoch)
		}))
		b.requireWhole(t)
	}
	since := time.Date(2026, time.February, 28, 0, 0, 0, 0, time.UTC)
	for _, again := range []time.Time{since, since, epoch} {
		reach(again)
		periods := b.periods(t)
		if len(periods) != 9 || !periods[0].StartsAt.Equal(since) || periods[0].Kind != credit.PeriodFree || periods[0].Credited != 0 {
			t.Errorf("%d periods, the first %v", len(periods), periods[0])
		}
	}
	if n := len(b.grants(t)); n > 1 {
		t.Errorf("history was granted an allowance: %d grants", n)
	}
	reach(since.Add(-time.Microsecond))
	if periods := b.periods(t); len(periods) != 10 {
		t.Errorf("%d periods reach the instant before", len(periods))
	}
}

// posted is what a test wants to know of an entry.
type posted struct {
	kind   credit.EntryKind
	amount credit.Amount
}

func requireEntries(t *testing.T, b book, want []posted) {
	t.Helper()
	entries := b.entries(t)
	for i, e := range entries {
		if i >= len(want) || want[i] != (posted{e.Kind, e.Amount}) {
			t.Errorf("entry %d is %s of %s, want %v", i, e.Kind, e.Amount, want)
		}
	}
	if len(entries) < len(want) {
		t.Errorf("%d entries, want %v", len(entries), want)
	}
}
