package jobs_test

import (
	"context"
	"log/slog"
	"net/mail"
	"sync/atomic"
	"testing"
	"time"

	"cistern/credit"
	"cistern/ent"
	"cistern/ent/notification"
	"cistern/internal/dbtest"
	"cistern/internal/mailtest"
	"cistern/jobs"
	"cistern/ledger"
	"cistern/notify"
	"cistern/notify/email"
)

// postOffice is a contract with an admin, jobs at work, and the mail server that they send to.
type postOffice struct {
	db        *dbtest.DB
	client    *ent.Client
	server    *mailtest.Server
	contract  *ent.Contract
	workspace *ent.Workspace
	admin     *ent.User
	period    *ent.BillingPeriod
	now       time.Time
}

func newPostOffice(t *testing.T) *postOffice {
	t.Helper()
	db := dbtest.New(t)
	o := &postOffice{db: db, client: db.Client(), server: mailtest.NewServer(t), now: dbtest.Epoch.AddDate(0, 0, 9)}
	o.contract = dbtest.Contract(t, o.client)
	o.workspace = dbtest.Workspace(t, o.client, o.contract)
	o.period = dbtest.Period(t, o.client, o.contract)
	o.admin = dbtest.User(t, o.client)
	dbtest.Membership(t, o.client, o.admin, o.workspace)
	carrier, err := email.NewSMTP(o.server.URL(), mail.Address{Address: "cistern@example.com"})
	must(t, err)
	working, err := jobs.Start(t.Context(), jobs.Config{
		DatabaseURL: db.URL, Role: "cistern_worker", Client: o.client, DB: db.SQL,
		Mail: &email.Mailer{Writer: email.Writer{PublicURL: "https://cistern.example.com", Key: []byte("key")}, Carrier: carrier},
		Now:  func() time.Time { return o.now }, Log: slog.New(slog.DiscardHandler),
	})
	must(t, err)
	t.Cleanup(func() {
		stopping, cancel := context.WithTimeout(context.Background(), 10*time.Second)
		defer cancel()
		must(t, working.Stop(stopping))
	})
	return o
}

// tell lets the admin know that the pool has reached a threshold.
func (o *postOffice) tell(t *testing.T, threshold credit.Threshold, at time.Time) {
	t.Helper()
	must(t, ent.InTx(t.Context(), o.client, func(tx *ent.Tx) error {
		if _, err := ledger.Lock(t.Context(), tx, o.contract.ID); err != nil {
			return err
		}
		notices, err := notify.Crossed(t.Context(), tx, credit.Crossing{
			Contract: o.contract.ID, Period: o.period.ID, Threshold: threshold,
			Cap: 1000 * credit.Credit, Used: credit.Amount(threshold) * 10 * credit.Credit, ResetsAt: o.period.EndsAt,
		}, at)
		if err != nil {
			return err
		}
		return jobs.EnqueueEmails(t.Context(), tx, notices)
	}))
}

// await waits until the only notification is as it should be.
func (o *postOffice) await(t *testing.T, so func(*ent.Notification) bool) *ent.Notification {
	t.Helper()
	var n *ent.Notification
	await(t, func(ctx context.Context) (_ bool, err error) {
		n, err = o.client.Notification.Query().Where(notification.ContractID(o.contract.ID)).Only(ctx)
		return err == nil && so(n), err
	})
	return n
}

func TestEmailsAreSent_D14(t *testing.T) {
	t.Parallel()
	t.Run("Once", func(t *testing.T) {
		t.Parallel()
		o := newPostOffice(t)
		o.tell(t, credit.ThresholdNear, o.now)
		o.tell(t, credit.ThresholdNear, o.now) // which tells nobody
		n := o.await(t, func(n *ent.Notification) bool { return n.EmailedAt != nil })
		taken := o.server.Taken()
		if len(taken) != 1 || taken[0].Header.Get("Message-Id") != "<"+n.ID.String()+"@cistern.example.com>" || !n.EmailedAt.Equal(o.now) {
			t.Errorf("took %v", taken)
		}
	})
	t.Run("AgainAfterTrouble", func(t *testing.T) {
		t.Parallel()
		o := newPostOffice(t)
		var tries atomic.Int32
		o.server.Answer(func(*mail.Message) error {
			switch tries.Add(1) {
			case 1:
				return mailtest.Refuse(451)
			default:
				return nil
			}
		})
		o.tell(t, credit.ThresholdReached, o.now)
		o.await(t, func(n *ent.Notification) bool { return n.EmailedAt != nil })
		if n := tries.Load(); n != 2 {
			t.Errorf("tried %d times", n)
		}
	})
	t.Run("NotAgainAfterARefusal", func(t *testing.T) {
		t.Parallel()
		o := newPostOffice(t)
		o.server.Answer(func(*mail.Message) error { return mailtest.Refuse(550) })
		o.tell(t, credit.ThresholdReached, o.now)
		n := o.await(t, func(n *ent.Notification) bool { return n.EmailFailure != nil })
		if n.EmailedAt != nil {
			t.Errorf("kept as sent: %v", n)
		}
	})
	t.Run("NotWhenItIsTooLate", func(t *testing.T) {
		t.Parallel()
		o := newPostOffice(t)
		o.tell(t, credit.ThresholdReached, o.now.Add(-73*time.Hour))
		o.await(t, func(n *ent.Notification) bool { return n.EmailFailure != nil })
		if taken := o.server.Taken(); len(taken) > 0 {
			t.Errorf("took %v", taken)
		}
	})
}
