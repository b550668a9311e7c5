package billing_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"
	"pgregory.net/rapid"

	"cistern/audit"
	"cistern/billing"
	"cistern/billing/invoice"
	"cistern/credit"
	"cistern/ent"
	"cistern/ent/auditentry"
	"cistern/ent/billingevent"
	"cistern/ent/billingperiod"
	"cistern/ent/contract"
	"cistern/ent/grant"
	"cistern/internal/dbtest"
	"cistern/ledger"
)

var (
	noon     = dbtest.Epoch.AddDate(0, 0, 9).Add(12 * time.Hour)
	december = dbtest.Epoch.AddDate(0, 1, 0)
)

// shop is a contract that buys, by one of its people.
type shop struct {
	client    *ent.Client
	contract  *ent.Contract
	workspace *ent.Workspace
	buyer     *ent.User
	now       time.Time
}

func setup(t *testing.T, changes ...func(*ent.ContractCreate)) *shop {
	t.Helper()
	t.Parallel()
	return open(t, dbtest.New(t).Client(), changes...)
}

func open(t *testing.T, client *ent.Client, changes ...func(*ent.ContractCreate)) *shop {
	t.Helper()
	s := &shop{client: client, now: noon}
	s.contract = dbtest.Contract(t, client, changes...)
	s.workspace = dbtest.Workspace(t, client, s.contract)
	s.buyer = dbtest.User(t, client)
	return s
}

func free(c *ent.ContractCreate) { c.SetBillingStartsOn(december.AddDate(0, 0, 3)) }

func neverBilled(c *ent.ContractCreate) { c.Mutation().ClearBillingStartsOn() }

func priced(c *ent.ContractCreate) { c.SetAllowanceMinor(1000) }

// account runs work on the locked contract with its running period, and commits unless it fails.
func (s *shop) account(work func(ctx context.Context, tx *ent.Tx, a billing.Account) error) error {
	ctx := context.Background()
	return ent.InTx(ctx, s.client, func(tx *ent.Tx) error {
		locked, err := ledger.Lock(ctx, tx, s.contract.ID)
		if err != nil {
			return err
		}
		running, err := ledger.OpenPeriod(ctx, tx, locked, s.now)
		if err != nil {
			return err
		}
		return work(ctx, tx, billing.Account{Contract: locked, Period: running})
	})
}

func (s *shop) cause(reason string) audit.Cause {
	return audit.Cause{Actor: audit.Actor{Kind: audit.User, ID: s.buyer.ID}, Reason: reason, RequestID: "request"}
}

// topUp is an order that nothing is wrong with.
func (s *shop) topUp(key string) billing.NewOrder {
	return billing.NewOrder{
		Workspace: s.workspace.ID, Kind: credit.PurchaseTopUp, Credits: 500 * credit.Credit, AgreedMinor: 500,
		IdempotencyKey: key, Cause: s.cause(""),
	}
}

func (s *shop) allowance(key string, credits credit.Amount, agreed int64) billing.NewOrder {
	o := s.topUp(key)
	o.Kind, o.Credits, o.AgreedMinor = credit.PurchaseAllowance, credits, agreed
	return o
}

func (s *shop) order(o billing.NewOrder, by billing.Provider) (p *ent.Purchase, err error) {
	err = s.account(func(ctx context.Context, tx *ent.Tx, a billing.Account) (err error) {
		p, err = billing.Order(ctx, tx, a, o, by, s.now)
		return err
	})
	return p, err
}

// buy orders by invoice, which must succeed.
func (s *shop) buy(t rapid.TB, o billing.NewOrder) *ent.Purchase {
	t.Helper()
	p, err := s.order(o, invoice.Provider{})
	must(t, err)
	return p
}

func (s *shop) advance(t rapid.TB, id uuid.UUID, status credit.PurchaseStatus) (p *ent.Purchase) {
	t.Helper()
	must(t, s.account(func(ctx context.Context, tx *ent.Tx, a billing.Account) (err error) {
		p, err = billing.Advance(ctx, tx, a, id, billing.News{Status: status, Cause: s.cause("")}, s.now)
		return err
	}))
	return p
}

// running is the contract and its running period as they are now.
func (s *shop) running(t rapid.TB) (a billing.Account) {
	t.Helper()
	must(t, s.account(func(_ context.Context, _ *ent.Tx, now billing.Account) error {
		a = now
		return nil
	}))
	return a
}

func (s *shop) use(t rapid.TB, amount credit.Amount) {
	t.Helper()
	must(t, s.account(func(ctx context.Context, tx *ent.Tx, a billing.Account) error {
		return tx.BillingPeriod.Update().
			Where(billingperiod.ContractID(s.contract.ID), billingperiod.ID(a.Period.ID)).AddUsed(amount).
			Exec(ctx)
	}))
}

// events are the charges so far, as text.
func (s *shop) events(t rapid.TB) (all []string) {
	t.Helper()
	found, err := s.client.BillingEvent.Query().
		Where(billingevent.ContractID(s.contract.ID)).Order(billingevent.ByID()).All(context.Background())
	must(t, err)
	for _, e := range found {
		all = append(all, fmt.Sprintf("%s %d %s", e.Kind, e.AmountMinor, e.Currency))
	}
	return all
}

func (s *shop) requireEvents(t rapid.TB, want ...string) {
	t.Helper()
	if got := s.events(t); !slices.Equal(got, want) {
		t.Errorf("events are %q, want %q", got, want)
	}
}

func (s *shop) grants(t rapid.TB) []*ent.Grant {
	t.Helper()
	found, err := s.client.Grant.Query().
		Where(grant.ContractID(s.contract.ID)).Order(grant.ByID()).All(context.Background())
	must(t, err)
	return found
}

func (s *shop) reload(t rapid.TB) *ent.Contract {
	t.Helper()
	c, err := s.client.Contract.Query().Where(contract.ID(s.contract.ID)).Only(context.Background())
	must(t, err)
	return c
}

// requireLogged checks which actions have been recorded.
func (s *shop) requireLogged(t *testing.T, want ...string) {
	t.Helper()
	entries, err := s.client.AuditEntry.Query().
		Where(auditentry.ContractID(s.contract.ID)).Order(auditentry.BySeq()).All(t.Context())
	must(t, err)
	var got []string
	for _, e := range entries {
		got = append(got, e.Action)
	}
	if !slices.Equal(got, want) {
		t.Errorf("recorded %q, want %q", got, want)
	}
}

func requireCode(t *testing.T, err error, code credit.ErrorCode, field string) {
	t.Helper()
	var refused *credit.Error
	if !errors.As(err, &refused) || refused.Code != code || refused.Field != field {
		t.Errorf("got %v (%#v), want %s about %q", err, refused, code, field)
	}
}

func must(t rapid.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func newKey() string { return uuid.NewString() }
