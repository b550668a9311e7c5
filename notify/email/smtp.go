package email

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/mail"
	"net/netip"
	"net/url"
	"strconv"
	"time"

	gomail "github.com/wneessen/go-mail"
)

// exchangeTimeout bounds each of the two parts of carrying a message: to connect and to hand it over. Both together stay below what a job
// may take.
const exchangeTimeout = 4 * time.Second

// SMTP carries messages to a mail server.
type SMTP struct {
	from   mail.Address
	server *gomail.Client
}

// NewSMTP makes a carrier to the server of a URL: smtps://user:password@host:465 for TLS from the start, smtp://user:password@host:587
// for TLS by STARTTLS, without which only a server on this machine is spoken to.
func NewSMTP(address string, from mail.Address) (*SMTP, error) {
	u, err := url.Parse(address)
	if err != nil || u.Hostname() == "" || u.Scheme != "smtp" && u.Scheme != "smtps" || u.Path != "" || u.RawQuery != "" {
		return nil, errors.New("is not a URL such as smtps://user:password@smtp.example.com:465")
	}
	options := []gomail.Option{gomail.WithTimeout(exchangeTimeout), gomail.WithoutNoop()}
	port := u.Port()
	switch {
	case u.Scheme == "smtps":
		options = append(options, gomail.WithSSL())
		port = cmp.Or(port, "465")
	case onThisMachine(u.Hostname()):
		options = append(options, gomail.WithTLSPolicy(gomail.TLSOpportunistic))
		port = cmp.Or(port, "25")
	default:
		options = append(options, gomail.WithTLSPolicy(gomail.TLSMandatory))
		port = cmp.Or(port, "587")
	}
	number, err := strconv.Atoi(port)
	if err != nil {
		return nil, fmt.Errorf("%q is not a port", port)
	}
	options = append(options, gomail.WithPort(number))
	if password, given := u.User.Password(); given {
		options = append(options, gomail.WithSMTPAuth(gomail.SMTPAuthAutoDiscover),
			gomail.WithUsername(u.User.Username()), gomail.WithPassword(password))
	}
	server, err := gomail.NewClient(u.Hostname(), options...)
	if err != nil {
		return nil, err
	}
	return &SMTP{from: from, server: server}, nil
}

// Carry hands the message to the server. What it refuses with 5xx is a *RefusedError.
func (s *SMTP) Carry(ctx context.Context, m Message) error {
	built, err := s.build(m)
	if err != nil {
		return &RefusedError{err.Error()}
	}
	err = s.server.DialAndSendWithContext(ctx, built)
	var failed *gomail.SendError
	switch {
	case built.IsDelivered(): // whatever became of the farewell
		return nil
	case errors.As(err, &failed) && !failed.IsTemp() && failed.ErrorCode() >= 500:
		return &RefusedError{failed.Error()}
	default:
		return fmt.Errorf("hand over to the mail server: %w", err)
	}
}

func (s *SMTP) build(m Message) (*gomail.Msg, error) {
	if _, err := mail.ParseAddress(m.To.Address); err != nil {
		return nil, err
	}
	out := gomail.NewMsg(gomail.WithNoDefaultUserAgent())
	out.FromMailAddress(&s.from)
	out.ToMailAddress(&m.To)
	out.Subject(m.Subject)
	out.SetDateWithValue(m.Date)
	out.SetMessageIDWithValue(m.ID)
	out.SetGenHeader(gomail.HeaderContentLang, m.Language)
	out.SetGenHeader("Auto-Submitted", "auto-generated")
	if m.Unsubscribe != "" {
		out.SetListUnsubscribe(m.Unsubscribe)
		out.SetListUnsubscribePost()
	}
	out.SetBodyString(gomail.TypeTextPlain, m.Text)
	out.AddAlternativeString(gomail.TypeTextHTML, m.HTML)
	return out, nil
}

func onThisMachine(host string) bool {
	ip, err := netip.ParseAddr(host)
	return host == "localhost" || err == nil && ip.IsLoopback()
}
