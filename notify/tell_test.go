package notify_test

import (
	"context"
	"maps"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"

	"cistern/credit"
	"cistern/ent"
	"cistern/ent/membership"
	"cistern/ent/notification"
	"cistern/internal/dbtest"
	"cistern/notify"
)

const credits = credit.Credit

var noon = dbtest.Epoch.Add(12 * time.Hour)

// office is a contract with a workspace whose only admin is to be told.
type office struct {
	client    *ent.Client
	contract  *ent.Contract
	workspace *ent.Workspace
	admin     *ent.User
}

func newOffice(t *testing.T) *office {
	t.Helper()
	t.Parallel()
	o := &office{client: dbtest.New(t).Client()}
	o.contract = dbtest.Contract(t, o.client)
	o.workspace = dbtest.Workspace(t, o.client, o.contract)
	o.admin = dbtest.User(t, o.client)
	dbtest.Membership(t, o.client, o.admin, o.workspace)
	return o
}

// do runs an operation in a transaction and returns how many it told.
func (o *office) do(t *testing.T, operation func(context.Context, *ent.Tx) ([]notify.Notice, error)) int {
	t.Helper()
	var told []notify.Notice
	must(t, ent.InTx(t.Context(), o.client, func(tx *ent.Tx) (err error) {
		told, err = operation(t.Context(), tx)
		return err
	}))
	return len(told)
}

func (o *office) figures(t *testing.T, kind credit.NotificationKind) any {
	t.Helper()
	n, err := o.client.Notification.Query().
		Where(notification.ContractID(o.contract.ID), notification.KindEQ(kind)).Only(t.Context())
	must(t, err)
	figures, err := notify.Figures(n)
	must(t, err)
	return figures
}

func TestPeriodStarted_D3(t *testing.T) {
	for name, c := range map[string]struct {
		kind          credit.PeriodKind // of the period before
		used, granted credit.Amount
		now           time.Time
		want          int
	}{
		"CutOverWithoutCredits": {credit.PeriodFree, 0, 0, noon, 1},
		"CutOverWithEnough":     {credit.PeriodFree, 500 * credits, 600 * credits, noon, 0},
		"LessThanBefore":        {credit.PeriodBilled, 500 * credits, 400 * credits, noon, 1},
		"ADayLater":             {credit.PeriodBilled, 500 * credits, 400 * credits, dbtest.Epoch.AddDate(0, 0, 1), 0},
	} {
		t.Run(name, func(t *testing.T) {
			o := newOffice(t)
			dbtest.Period(t, o.client, o.contract, func(p *ent.BillingPeriodCreate) {
				p.SetStartsAt(dbtest.Epoch.AddDate(0, -1, 0)).SetEndsAt(dbtest.Epoch).SetKind(c.kind).SetUsed(c.used)
			})
			started := dbtest.Period(t, o.client, o.contract, func(p *ent.BillingPeriodCreate) { p.SetCredited(c.granted) })
			for again := range 2 {
				told := o.do(t, func(ctx context.Context, tx *ent.Tx) ([]notify.Notice, error) {
					return notify.PeriodStarted(ctx, tx, started, c.now)
				})
				if want := c.want * (1 - again); told != want {
					t.Errorf("told %d, want %d", told, want)
				}
			}
			if c.want > 0 {
				got := *o.figures(t, credit.NotifyBilledPeriodShort).(*notify.ShortFigures)
				if got.Granted != c.granted || got.Before != c.used || !got.ResetsAt.Equal(started.EndsAt) {
					t.Errorf("told %+v", got)
				}
			}
		})
	}
	t.Run("TheFirstPeriodOfAContract", func(t *testing.T) {
		o := newOffice(t)
		first := dbtest.Period(t, o.client, o.contract, func(p *ent.BillingPeriodCreate) { p.SetCredited(0) })
		if told := o.do(t, func(ctx context.Context, tx *ent.Tx) ([]notify.Notice, error) {
			return notify.PeriodStarted(ctx, tx, first, noon)
		}); told != 0 {
			t.Errorf("told %d", told)
		}
	})
}

func TestRunsOut_D14(t *testing.T) {
	o := newOffice(t)
	p := dbtest.Period(t, o.client, o.contract, func(p *ent.BillingPeriodCreate) { p.SetUsed(500 * credits) })
	tell := func(at time.Time) int {
		t.Helper()
		return o.do(t, func(ctx context.Context, tx *ent.Tx) ([]notify.Notice, error) {
			return notify.RunsOut(ctx, tx, p, at, noon)
		})
	}
	soon := dbtest.Epoch.AddDate(0, 0, 20)
	for i, want := range []int{1, 0} {
		if told := tell(soon.AddDate(0, 0, i)); told != want {
			t.Errorf("told %d, want %d", told, want)
		}
	}
	if got := *o.figures(t, credit.NotifyRunOutForecast).(*notify.RunOutFigures); !got.RunsOutAt.Equal(soon) || got.Used != 500*credits || got.Granted != 1000*credits {
		t.Errorf("told %+v", got)
	}
	p.Credited = 1200 * credits
	if told := tell(soon); told != 1 {
		t.Errorf("told %d after more was granted", told)
	}
	p.Credited = 500 * credits
	if told := tell(soon); told != 0 {
		t.Errorf("told %d of a pool that is used up", told)
	}
}

func TestPurchased_D14(t *testing.T) {
	o := newOffice(t)
	buyer := dbtest.User(t, o.client) // no admin, and not to be told of other things
	dbtest.Membership(t, o.client, buyer, o.workspace, func(m *ent.MembershipCreate) { m.SetRole(credit.RoleMember) })
	p := &ent.Purchase{
		ID: uuid.New(), ContractID: o.contract.ID, OrderedBy: buyer.ID, Kind: credit.PurchaseTopUp, Credits: 1000 * credits,
		AmountMinor: 1000, Currency: "USD",
	}
	for _, c := range []struct {
		status credit.PurchaseStatus
		want   int
	}{
		{credit.PurchasePending, 0}, {credit.PurchasePaid, 0}, {credit.PurchaseGranted, 2}, {credit.PurchaseGranted, 0},
		{credit.PurchaseRefunded, 0}, {credit.PurchaseFailed, 2},
	} {
		p.Status = c.status
		if told := o.do(t, func(ctx context.Context, tx *ent.Tx) ([]notify.Notice, error) {
			return notify.Purchased(ctx, tx, p, noon)
		}); told != c.want {
			t.Errorf("%s: told %d, want %d", c.status, told, c.want)
		}
	}
}

// What is to be sent depends on the choice and the place of the person at that time.
func TestFindLetter(t *testing.T) {
	o := newOffice(t)
	p := dbtest.Period(t, o.client, o.contract, func(p *ent.BillingPeriodCreate) { p.SetUsed(500 * credits) })
	var notice notify.Notice
	must(t, ent.InTx(t.Context(), o.client, func(tx *ent.Tx) error {
		told, err := notify.RunsOut(t.Context(), tx, p, noon, noon)
		notice = told[0]
		return err
	}))
	find := func(before func(context.Context, *ent.Tx) error) (l *notify.Letter) {
		t.Helper()
		must(t, ent.InTx(t.Context(), o.client, func(tx *ent.Tx) (err error) {
			if before != nil {
				must(t, before(t.Context(), tx))
			}
			l, err = notify.FindLetter(t.Context(), tx, notice)
			return err
		}))
		return l
	}
	choose := func(wanted bool) func(context.Context, *ent.Tx) error {
		return func(ctx context.Context, tx *ent.Tx) error {
			return notify.ChooseEmail(ctx, tx, o.admin.ID, notify.EmailChoice{Kind: credit.NotifyRunOutForecast, Wanted: wanted})
		}
	}
	l := find(nil)
	if l == nil || l.Person != o.admin.ID || l.Address != o.admin.Email || l.ContractName != "Contract" || l.Workspace.UUID != o.workspace.ID || l.AgentName != "" {
		t.Fatalf("found %+v", l)
	}
	if l := find(choose(false)); l != nil {
		t.Errorf("found %+v against a choice", l)
	}
	if l := find(choose(true)); l == nil {
		t.Error("found nothing after the choice was taken back")
	}
	if l := find(func(ctx context.Context, tx *ent.Tx) error { return notify.GiveUp(ctx, tx, notice, "no such mailbox") }); l != nil {
		t.Errorf("found %+v after it was given up", l)
	}
	must(t, o.client.Notification.Update().Where(notification.ContractID(o.contract.ID)).ClearEmailFailure().Exec(t.Context()))
	if l := find(func(ctx context.Context, tx *ent.Tx) error {
		_, err := tx.Membership.Delete().Where(membership.ContractID(o.contract.ID)).Exec(ctx)
		return err
	}); l != nil {
		t.Errorf("found %+v for somebody who is gone", l)
	}
}

// What concerns the pool leads those who see it as a whole to the contract, and others to a workspace that they run.
func TestLettersLeadToWhatTheirReaderMaySee(t *testing.T) {
	o := newOffice(t) // whose workspace comes first
	second := dbtest.Workspace(t, o.client, o.contract)
	officer, both, other := dbtest.User(t, o.client), dbtest.User(t, o.client), dbtest.User(t, o.client)
	for _, u := range []*ent.User{officer, both} {
		dbtest.ContractRole(t, o.client, u, o.contract)
	}
	dbtest.Membership(t, o.client, both, o.workspace)
	dbtest.Membership(t, o.client, other, o.workspace, func(m *ent.MembershipCreate) { m.SetRole(credit.RoleMember) })
	dbtest.Membership(t, o.client, other, second)

	p := dbtest.Period(t, o.client, o.contract, func(p *ent.BillingPeriodCreate) { p.SetUsed(500 * credits) })
	crossing := credit.Crossing{
		Contract: o.contract.ID, Period: p.ID, Workspace: second.ID,
		Threshold: credit.ThresholdNear, Used: 80 * credits, Cap: 100 * credits, ResetsAt: p.EndsAt,
	}
	type place struct {
		reader uuid.UUID
		of     credit.NotificationKind
	}
	led := map[place]uuid.NullUUID{}
	must(t, ent.InTx(t.Context(), o.client, func(tx *ent.Tx) error {
		ofPool, err := notify.RunsOut(t.Context(), tx, p, noon, noon)
		must(t, err)
		ofSecond, err := notify.Crossed(t.Context(), tx, crossing, noon)
		must(t, err)
		for _, notice := range slices.Concat(ofPool, ofSecond) {
			l, err := notify.FindLetter(t.Context(), tx, notice)
			must(t, err)
			if (l.WorkspaceName != "") != l.Workspace.Valid {
				t.Errorf("%+v", l)
			}
			led[place{l.Person, l.Kind}] = l.Workspace
		}
		return nil
	}))
	toWorkspace := func(w *ent.Workspace) uuid.NullUUID { return uuid.NullUUID{UUID: w.ID, Valid: true} }
	toContract := uuid.NullUUID{}
	want := map[place]uuid.NullUUID{
		{officer.ID, credit.NotifyRunOutForecast}:      toContract,
		{both.ID, credit.NotifyRunOutForecast}:         toContract,
		{o.admin.ID, credit.NotifyRunOutForecast}:      toWorkspace(o.workspace),
		{other.ID, credit.NotifyRunOutForecast}:        toWorkspace(second),
		{officer.ID, credit.NotifyAllocationThreshold}: toWorkspace(second),
		{both.ID, credit.NotifyAllocationThreshold}:    toWorkspace(second),
		{other.ID, credit.NotifyAllocationThreshold}:   toWorkspace(second),
	}
	if !maps.Equal(led, want) {
		t.Errorf("led %v, want %v", led, want)
	}
}

func TestEmailChoices(t *testing.T) {
	o := newOffice(t)
	must(t, ent.InTx(t.Context(), o.client, func(tx *ent.Tx) error {
		must(t, notify.ChooseEmail(t.Context(), tx, o.admin.ID, notify.EmailChoice{Kind: credit.NotifySafetyHold}))
		choices, err := notify.EmailChoices(t.Context(), tx, o.admin.ID)
		unwanted := slices.DeleteFunc(slices.Clone(choices), func(c notify.EmailChoice) bool { return c.Wanted })
		if len(choices) != 8 || len(unwanted) != 1 || unwanted[0].Kind != credit.NotifySafetyHold {
			t.Errorf("chosen %v", choices)
		}
		return err
	}))
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
