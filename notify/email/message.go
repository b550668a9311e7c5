package email

import (
	"context"
	"net/mail"
	"time"
)

// Message is an e-mail in two parts that tell the same.
type Message struct {
	ID          string // of the message, for good, so that one that is sent twice can be told as one
	To          mail.Address
	Subject     string
	Text, HTML  string
	Language    string // en or vi
	Unsubscribe string // URL that a POST unsubscribes with (RFC 8058); empty for what somebody asked for
	Date        time.Time
}

// Carrier takes messages away.
type Carrier interface {
	// Carry returns once the message is taken. A *RefusedError says that it never will be; after any other error it may be carried again.
	Carry(ctx context.Context, m Message) error
}

// RefusedError is the last word of a mail server about a message.
type RefusedError struct{ Reason string }

func (r *RefusedError) Error() string { return "the mail server refuses the message: " + r.Reason }

// Mailer writes letters and has them carried.
type Mailer struct {
	Writer
	Carrier
}
