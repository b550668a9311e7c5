package main

import (
	"fmt"
	"net/http"
	"testing"
	"time"

	"entgo.io/ent/dialect"
	entsql "entgo.io/ent/dialect/sql"
	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"

	"cistern/credit"
	"cistern/ent"
	"cistern/ent/notification"
	"cistern/internal/crashtest"
	"cistern/internal/dbtest"
	"cistern/internal/mailtest"
	"cistern/notify"
)

const (
	// admins of each of two customers: together more than the program sends e-mails to at once.
	admins = 4
	// takenUpWithin is how long a killed process may hold up what it was at.
	takenUpWithin = 30 * time.Second
)

// People are told of each threshold once, whatever is killed when (D14): `kill -9` while the mail server has an e-mail that it has not
// answered, others are about to be sent and the rest waits, loses none. In the app nobody is told twice, and an e-mail that is
// sent twice is the same message. The mail server makes trouble for the process that goes on.
func TestKillingTheProgramTellsEverybodyOnce_D14(t *testing.T) {
	t.Parallel()
	url := newDatabase(t, template)
	post := mailtest.NewServer(t)
	p := newVictim(t, url)
	p.environ = append(p.environ,
		"SMTP_URL="+post.URL(), "CISTERN_MAIL_FROM=cistern@example.com", "CISTERN_PUBLIC_URL=https://cistern.example.com")
	p.serve(t)
	client := ent.NewClient(ent.Driver(entsql.OpenDB(dialect.Postgres, openDatabase(t, url))))
	for range crashtest.Cycles(t, 1) {
		stepping, jumping := newCustomer(t, p, client), newCustomer(t, p, client)
		post.Answer(nil)
		stepping.use(t, 85)
		stepping.awaitEmails(t, admins)

		difficult := newDifficultMail(t)
		post.Answer(difficult.answer)
		stepping.use(t, 20)
		jumping.use(t, 110)
		<-difficult.held
		p.kill(t)
		difficult.goOn()
		p.serve(t)
		stepping.awaitEmails(t, 2*admins)
		jumping.awaitEmails(t, admins)

		stepping.tellAgain(t)
		jumping.tellAgain(t)
		stepping.verify(t, post, difficult, credit.ThresholdNear, credit.ThresholdReached)
		jumping.verify(t, post, difficult, credit.ThresholdReached)
		difficult.verify(t)
	}
}

// customer is a contract with a pool of 100 credits.
type customer struct {
	caller

	client *ent.Client
	agent  uuid.UUID
	people []uuid.UUID // whom to tell
	runs   []crashtest.Run
}

func newCustomer(t *testing.T, p *victim, client *ent.Client) *customer {
	t.Helper()
	contract := dbtest.Contract(t, client, func(c *ent.ContractCreate) {
		c.SetBillingStartsOn(time.Now().AddDate(0, -2, 0)).SetAllowance(100 * credit.Credit)
	})
	workspace := dbtest.Workspace(t, client, contract)
	c := &customer{client: client, agent: dbtest.Agent(t, client, workspace).ID}
	for range admins {
		person := dbtest.User(t, client)
		dbtest.Membership(t, client, person, workspace)
		c.people = append(c.people, person.ID)
	}
	c.caller = caller{
		http: &http.Client{Timeout: 10 * time.Second}, url: "http://" + p.address + "/graphql",
		token: p.command(t, "token", "--workspace", workspaceID(workspace), "--name", "runtime"), contract: contract.ID,
	}
	t.Cleanup(c.http.CloseIdleConnections)
	return c
}

// use tells of one more run until it is acknowledged.
func (c *customer) use(t *testing.T, credits credit.Amount) {
	t.Helper()
	c.runs = append(c.runs, crashtest.Run{
		ID: uuid.Must(uuid.NewV7()), Agent: c.agent, Credits: credits * credit.Credit, Outcome: credit.OutcomeSucceeded,
		FinishedAt: time.Now().UTC().Truncate(time.Microsecond),
	})
	c.tellAgain(t)
}

// tellAgain tells of all runs until they are acknowledged.
func (c *customer) tellAgain(t *testing.T) {
	t.Helper()
	var err error
	eventually(t, time.Minute, "the use is acknowledged", func() bool {
		_, err = c.record(t.Context(), c.runs)
		return err == nil
	})
}

func (c *customer) told(t *testing.T) []*ent.Notification {
	t.Helper()
	told, err := c.client.Notification.Query().
		Where(notification.ContractID(c.contract), notification.KindEQ(credit.NotifyPoolThreshold)).
		All(t.Context())
	must(t, err)
	return told
}

// awaitEmails waits until so many were sent or given up.
func (c *customer) awaitEmails(t *testing.T, want int) {
	t.Helper()
	eventually(t, 2*time.Minute, "e-mails are sent or given up", func() bool {
		settled := 0
		for _, n := range c.told(t) {
			if n.EmailedAt != nil || n.EmailFailure != nil {
				settled++
			}
		}
		return settled >= want
	})
}

// verify compares what everybody was told in the app and by e-mail with what they should have been.
func (c *customer) verify(t *testing.T, post *mailtest.Server, mail *difficultMail, thresholds ...credit.Threshold) {
	t.Helper()
	want, have := map[string]int{}, map[string]int{}
	for _, person := range c.people {
		for _, threshold := range thresholds {
			want[fmt.Sprintf("%s at %d %%", person, threshold)] = 1
		}
	}
	taken := map[string]bool{}
	for _, m := range post.Taken() {
		taken[messageID(m)] = true
	}
	for _, n := range c.told(t) {
		figures, err := notify.Figures(n)
		must(t, err)
		have[fmt.Sprintf("%s at %d %%", n.UserID, figures.(*notify.ThresholdFigures).Threshold)]++
		if refused := mail.hasRefused(n.ID.String()); taken[n.ID.String()] == refused || (n.EmailFailure != nil) != refused {
			t.Errorf("e-mail %s: taken %t, refused %t, kept as %v", n.ID, taken[n.ID.String()], refused, n)
		}
	}
	if diff := cmp.Diff(want, have); diff != "" {
		t.Error(diff)
	}
}
