package ledger_test

import (
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"

	"cistern/credit"
	"cistern/ent"
	"cistern/internal/dbtest"
	"cistern/ledger"
)

// Whatever is granted and used, and however late a boundary is crossed, the ledger stays whole.
func TestTheLedgerAddsUp(t *testing.T) {
	t.Parallel()
	db := dbtest.New(t).Client()
	rapid.Check(t, func(rt *rapid.T) {
		b, now := book{db, dbtest.Contract(t, db, drawContract(rt))}, epoch
		b.requireWhole(rt)
		for range rapid.IntRange(1, 8).Draw(rt, "steps") {
			switch rapid.SampledFrom([]string{"use", "grant", "settle", "reverse", "use late", "wait"}).Draw(rt, "step") {
			case "use":
				b.use(rt, drawAmount(rt), now)
			case "grant":
				b.grant(rt, drawGrant(rt, b.open(rt, now), now), now)
			case "settle":
				b.settle(rt, now)
			case "reverse":
				if grants := b.grants(rt); len(grants) > 0 {
					b.reverse(rt, rapid.SampledFrom(grants).Draw(rt, "grant").ID, now)
				}
			case "use late":
				b.useLateSomewhere(rt, now)
			case "wait":
				now = now.Add(time.Duration(rapid.Int64Range(0, int64(100*24*time.Hour)).Draw(rt, "wait")))
				b.open(rt, now)
			}
			b.requireWhole(rt)
		}
	})
}

// useLateSomewhere tells of use in a closed period: the pools and balances of all others stay as they are.
func (b book) useLateSomewhere(t *rapid.T, now time.Time) {
	b.open(t, now)
	before := b.periods(t)
	if len(before) < 2 {
		return
	}
	at := rapid.IntRange(0, len(before)-2).Draw(t, "closed period")
	grants := b.grants(t)
	b.useLate(t, before[at].ID, drawAmount(t), now)
	before[at] = b.periods(t)[at]
	if after := b.periods(t); fmt.Sprint(after) != fmt.Sprint(before) || fmt.Sprint(b.grants(t)) != fmt.Sprint(grants) {
		t.Fatalf("late use changed more than its period:\n%v\n%v", before, after)
	}
}

func drawContract(t *rapid.T) func(*ent.ContractCreate) {
	serviceDay := rapid.Int16Range(1, 31).Draw(t, "service day")
	zone := rapid.SampledFrom([]string{"UTC", "Asia/Beirut", "America/St_Johns", "Pacific/Apia"}).Draw(t, "zone")
	billed := epoch.AddDate(0, 0, rapid.IntRange(-40, 100).Draw(t, "billed from"))
	allowance := rapid.SampledFrom([]credit.Amount{0, 1, 500 * credit.Credit}).Draw(t, "allowance")
	return func(c *ent.ContractCreate) {
		c.SetServiceDay(serviceDay).SetTimeZone(zone).SetBillingStartsOn(billed).SetAllowance(allowance)
	}
}

func drawAmount(t *rapid.T) credit.Amount {
	return credit.Amount(rapid.Int64Range(1, int64(400*credit.Credit)).Draw(t, "amount"))
}

func drawGrant(t *rapid.T, p *ent.BillingPeriod, now time.Time) ledger.NewGrant {
	kinds := []credit.GrantKind{credit.GrantTopUp, credit.GrantAnnual, credit.GrantTrial, credit.GrantPromo, credit.GrantAdjustment}
	effective := rapid.SampledFrom([]time.Time{p.StartsAt, now, now.Add(p.EndsAt.Sub(now) / 2), p.EndsAt}).Draw(t, "effective")
	from := effective
	if from.Before(now) {
		from = now
	}
	return ledger.NewGrant{
		Kind:        rapid.SampledFrom(kinds).Draw(t, "kind"),
		Amount:      drawAmount(t),
		EffectiveAt: effective,
		ExpiresAt: rapid.SampledFrom([]time.Time{
			{}, from.Add(time.Microsecond), from.Add(72 * time.Hour), p.EndsAt.Add(time.Microsecond), from.AddDate(1, 0, 0),
		}).Draw(t, "expires"),
	}
}
