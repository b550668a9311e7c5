package jobs

import (
	"context"
	"crypto/rand"
	"errors"
	"log/slog"
	"time"

	"github.com/google/uuid"
	"github.com/riverqueue/river"

	"cistern/ent"
	"cistern/notify/email"
	"cistern/people"
)

// resetLife is how long a link to set a password is good that was sent by e-mail.
const resetLife = time.Hour

// SendResetLinkArgs asks to send a link to set a password to whoever has an address, if anybody has.
type SendResetLinkArgs struct {
	Address string `json:"address"`
}

// Kind names the job in the queue.
func (SendResetLinkArgs) Kind() string { return "send_reset_link" }

// InsertOpts puts it among the e-mails.
func (SendResetLinkArgs) InsertOpts() river.InsertOpts { return river.InsertOpts{Queue: emailQueue} }

// EnqueueResetLink asks for it, once the transaction has committed.
func EnqueueResetLink(ctx context.Context, tx *ent.Tx, address string) error {
	return Enqueue(ctx, tx, SendResetLinkArgs{Address: address})
}

type sendResetLinkWorker struct {
	river.WorkerDefaults[SendResetLinkArgs]
	client *ent.Client
	mail   *email.Mailer
	now    func() time.Time
	log    *slog.Logger
}

// Work makes the link and sends it: no secret waits in the queue. A try after trouble sends another link, for as long as somebody may
// still wait for it.
func (w *sendResetLinkWorker) Work(ctx context.Context, job *river.Job[SendResetLinkArgs]) error {
	if w.mail == nil || time.Since(job.CreatedAt) > resetLife {
		return nil
	}
	link, err := w.makeLink(ctx, job.Args.Address)
	if err != nil || link == nil {
		return err
	}
	message, err := w.mail.WriteReset(*link)
	if err != nil {
		return err
	}
	err = w.mail.Carry(ctx, message)
	var refusal *email.RefusedError
	if errors.As(err, &refusal) {
		w.log.WarnContext(ctx, "e-mail given up", "message", link.ID, "reason", refusal)
		return river.JobCancel(refusal)
	}
	return err
}

// makeLink is nil where nobody of the address has a password to set.
func (w *sendResetLinkWorker) makeLink(ctx context.Context, address string) (link *email.ResetLink, err error) {
	now := w.now()
	err = ent.InTx(ctx, w.client, func(tx *ent.Tx) error {
		person, err := people.FindForReset(ctx, tx, address)
		if err != nil || person == nil {
			return err
		}
		link = &email.ResetLink{
			ID: uuid.Must(uuid.NewV7()), Name: person.Name, Address: person.Email, Locale: person.Locale,
			Secret: rand.Text(), Life: resetLife, At: now,
		}
		return people.AllowReset(ctx, tx, people.PasswordReset{Person: person.ID, Secret: link.Secret, Life: link.Life}, now)
	})
	return link, err
}
