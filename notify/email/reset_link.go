package email

import (
	"net/mail"
	"strings"
	"time"

	"github.com/google/uuid"
)

// ResetLink is what an e-mail tells somebody who forgot their password.
type ResetLink struct {
	ID      uuid.UUID // of the message
	Name    string    // of the person
	Address string
	Locale  string // en or vi
	Secret  string // that the link carries
	Life    time.Duration
	At      time.Time
}

// ResetPath is where a link leads that sets a password. Its secret is behind the #, which browsers keep to themselves.
func ResetPath(secret string) string { return "/reset-password#" + secret }

// WriteReset makes the e-mail with a link to set a password.
func (w Writer) WriteReset(l ResetLink) (Message, error) {
	words, err := phrases(l.Locale, time.UTC)
	if err != nil {
		return Message{}, err
	}
	told := struct {
		Address string
		Minutes int
	}{oneLine(l.Address), int(l.Life.Minutes())}
	p := page{Language: l.Locale, Name: oneLine(l.Name), Link: w.PublicURL + ResetPath(l.Secret)}
	var body string
	for name, to := range map[string]*string{"subject": &p.Subject, "body": &body, "link": &p.LinkText, "reason": &p.Reason} {
		if *to, err = render(words, "reset."+name, told); err != nil {
			return Message{}, err
		}
	}
	p.Paragraphs = strings.Split(body, "\n")
	m, err := message(p, mail.Address{Name: p.Name, Address: l.Address})
	m.ID, m.Date = l.ID.String()+"@"+hostOf(w.PublicURL), l.At
	return m, err
}
