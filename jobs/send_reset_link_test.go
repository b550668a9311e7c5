package jobs_test

import (
	"bytes"
	"context"
	"io"
	"net/mail"
	"regexp"
	"strings"
	"sync/atomic"
	"testing"

	"cistern/ent"
	"cistern/internal/dbtest"
	"cistern/internal/mailtest"
	"cistern/jobs"
	"cistern/people"
)

// ask wants a link to be sent to an address.
func (o *postOffice) ask(t *testing.T, address string) {
	t.Helper()
	must(t, ent.InTx(t.Context(), o.client, func(tx *ent.Tx) error { return jobs.EnqueueResetLink(t.Context(), tx, address) }))
}

// sent waits until everybody has been sent a link who is to be, and returns what the mail server took.
func (o *postOffice) sent(t *testing.T) []*mail.Message {
	t.Helper()
	await(t, func(ctx context.Context) (done bool, err error) {
		err = o.db.SQL.QueryRowContext(ctx, "select bool_and(state = 'completed') from river_job where kind = 'send_reset_link'").Scan(&done)
		return done, err
	})
	return o.server.Taken()
}

var carried = regexp.MustCompile(`/reset-password#([A-Z2-7]{26})`)

func secretIn(t *testing.T, m *mail.Message) string {
	t.Helper()
	body, err := io.ReadAll(m.Body)
	must(t, err)
	found := carried.FindSubmatch(bytes.ReplaceAll(body, []byte("=\r\n"), nil))
	if found == nil {
		t.Fatalf("no link in %s", body)
	}
	return string(found[1])
}

func TestResetLinksAreSent(t *testing.T) {
	t.Parallel()
	t.Run("ToWhomTheyAreFor", func(t *testing.T) {
		t.Parallel()
		o := newPostOffice(t)
		dbtest.User(t, o.client, func(u *ent.UserCreate) {
			u.SetEmail("provided@example.com").SetIssuer("https://id.example.com").SetSubject("1")
		})
		o.ask(t, "nobody@example.com")
		o.ask(t, "provided@example.com")
		o.ask(t, strings.ToUpper(o.admin.Email))
		all := o.sent(t)
		if len(all) != 1 {
			t.Fatalf("took %v", all)
		}
		taken := all[0]
		if taken.Header.Get("Subject") != "Set a new password" || !strings.Contains(taken.Header.Get("To"), o.admin.Email) ||
			taken.Header.Get("List-Unsubscribe") != "" {
			t.Errorf("took %v", taken.Header)
		}
		secret := secretIn(t, taken)
		must(t, ent.InTx(t.Context(), o.client, func(tx *ent.Tx) error {
			found, err := people.FindByReset(t.Context(), tx, secret, o.now)
			if err == nil && found.ID != o.admin.ID {
				t.Errorf("the link is %s's", found.Email)
			}
			return err
		}))
	})
	t.Run("AgainAfterTrouble", func(t *testing.T) {
		t.Parallel()
		o := newPostOffice(t)
		var tries atomic.Int32
		o.server.Answer(func(*mail.Message) error {
			if tries.Add(1) == 1 {
				return mailtest.Refuse(451)
			}
			return nil
		})
		o.ask(t, o.admin.Email)
		if taken := o.sent(t); len(taken) != 1 || tries.Load() != 2 {
			t.Errorf("took %v in %d tries", taken, tries.Load())
		}
	})
}
