package jobs

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"github.com/google/uuid"
	"github.com/riverqueue/river"

	"cistern/ent"
	"cistern/notify"
	"cistern/notify/email"
)

// tooLate is how long after something happened an e-mail may still tell of it.
const tooLate = 72 * time.Hour

// SendEmailArgs asks to tell of a notification by e-mail.
type SendEmailArgs struct {
	Contract     uuid.UUID `json:"contract"`
	Notification uuid.UUID `json:"notification"`
}

// Kind names the job in the queue.
func (SendEmailArgs) Kind() string { return "send_email" }

// InsertOpts puts it into a queue of its own.
func (SendEmailArgs) InsertOpts() river.InsertOpts { return river.InsertOpts{Queue: emailQueue} }

// EnqueueEmails asks to tell of notifications by e-mail, once the transaction that made them has committed.
func EnqueueEmails(ctx context.Context, tx *ent.Tx, notices []notify.Notice) error {
	args := make([]river.JobArgs, len(notices))
	for i, n := range notices {
		args[i] = SendEmailArgs{Contract: n.Contract, Notification: n.ID}
	}
	return Enqueue(ctx, tx, args...)
}

type sendEmailWorker struct {
	river.WorkerDefaults[SendEmailArgs]
	client *ent.Client
	mail   *email.Mailer
	now    func() time.Time
	log    *slog.Logger
}

// Work sends what is still to be sent. When the process is killed between sending and keeping that it was, the e-mail is sent again, as
// the same message. What the mail server refuses for good is kept with its reason and not tried again; all else is, with longer and
// longer pauses, while it is not too late.
func (w *sendEmailWorker) Work(ctx context.Context, job *river.Job[SendEmailArgs]) error {
	if w.mail == nil {
		return nil
	}
	notice := notify.Notice{Contract: job.Args.Contract, ID: job.Args.Notification}
	var letter *notify.Letter
	err := ent.InTx(ctx, w.client, func(tx *ent.Tx) (err error) {
		letter, err = notify.FindLetter(ctx, tx, notice)
		return err
	})
	if err != nil || letter == nil {
		return err
	}
	if w.now().Sub(letter.CreatedAt) > tooLate {
		return w.giveUp(ctx, notice, errors.New("it is too late to tell by e-mail"))
	}
	message, err := w.mail.Write(letter)
	if err != nil {
		return err
	}
	err = w.mail.Carry(ctx, message)
	var refusal *email.RefusedError
	switch {
	case errors.As(err, &refusal):
		return w.giveUp(ctx, notice, refusal)
	case err != nil:
		return err
	default:
		return ent.InTx(ctx, w.client, func(tx *ent.Tx) error { return notify.Sent(ctx, tx, notice, w.now()) })
	}
}

func (w *sendEmailWorker) giveUp(ctx context.Context, n notify.Notice, reason error) error {
	w.log.WarnContext(ctx, "e-mail given up", "contract", n.Contract, "notification", n.ID, "reason", reason)
	if err := ent.InTx(ctx, w.client, func(tx *ent.Tx) error { return notify.GiveUp(ctx, tx, n, reason.Error()) }); err != nil {
		return err
	}
	return river.JobCancel(reason)
}
