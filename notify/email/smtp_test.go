package email_test

import (
	"errors"
	"io"
	"mime"
	"net/mail"
	"strings"
	"testing"

	"cistern/credit"
	"cistern/internal/mailtest"
	"cistern/notify/email"
)

func carrier(t *testing.T, server *mailtest.Server) *email.SMTP {
	t.Helper()
	c, err := email.NewSMTP(server.URL(), mail.Address{Name: "Cistern", Address: "cistern@example.com"})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestCarryByteForByte(t *testing.T) {
	t.Parallel()
	server := mailtest.NewServer(t)
	l := letter(credit.NotifySafetyHold, "vi")
	l.AgentName = "Digest\r\nBcc: everybody@example.com"
	m := write(t, l)
	m.Subject = "forged\r\nBcc: everybody@example.com" // also where somebody forgets to clean it
	if err := carrier(t, server).Carry(t.Context(), m); err != nil {
		t.Fatal(err)
	}
	got := server.Taken()[0]
	for header, want := range map[string]string{
		"Bcc": "", "Message-Id": "<" + m.ID + ">", "Content-Language": "vi", "Auto-Submitted": "auto-generated",
		"List-Unsubscribe": "<" + m.Unsubscribe + ">", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
		"From": `"Cistern" <cistern@example.com>`,
	} {
		if value := strings.ReplaceAll(got.Header.Get(header), " ", ""); value != strings.ReplaceAll(want, " ", "") {
			t.Errorf("%s: %q, want %q", header, value, want)
		}
	}
	to, err := new(mail.AddressParser).Parse(got.Header.Get("To"))
	if err != nil || to.Name != "Linh Trần" || to.Address != "linh@example.com" {
		t.Errorf("to %v, %v", to, err)
	}
	if kind, _, err := mime.ParseMediaType(got.Header.Get("Content-Type")); err != nil || kind != "multipart/alternative" {
		t.Errorf("is %s, %v", kind, err)
	}
	if body, err := io.ReadAll(got.Body); err != nil || !strings.Contains(string(body), "text/plain") || !strings.Contains(string(body), "text/html") {
		t.Errorf("%s, %v", body, err)
	}
}

func TestCarryTellsRefusalsFromTroubles(t *testing.T) {
	t.Parallel()
	server := mailtest.NewServer(t)
	m := write(t, letter(credit.NotifyPoolThreshold, "en"))
	c := carrier(t, server)
	for name, test := range map[string]struct {
		answer  error
		refused bool
	}{
		"451":    {mailtest.Refuse(451), false},
		"550":    {mailtest.Refuse(550), true},
		"HangUp": {mailtest.ErrHangUp, false},
	} {
		server.Answer(func(*mail.Message) error { return test.answer })
		err := c.Carry(t.Context(), m)
		var refusal *email.RefusedError
		if err == nil || errors.As(err, &refusal) != test.refused {
			t.Errorf("%s: %v", name, err)
		}
	}
	m.To.Address = "linh@example.com\r\nRCPT TO:<everybody@example.com>"
	var refusal *email.RefusedError
	if err := c.Carry(t.Context(), m); !errors.As(err, &refusal) {
		t.Errorf("an address that is none: %v", err)
	}
	if taken := server.Taken(); len(taken) > 0 {
		t.Errorf("took %d", len(taken))
	}
}

// A server that takes a message and says nothing is given up before a job's time is over.
func TestCarryDoesNotWaitForLong(t *testing.T) {
	t.Parallel()
	server := mailtest.NewServer(t)
	gone := make(chan struct{})
	server.Answer(func(*mail.Message) error { <-gone; return mailtest.ErrHangUp })
	defer close(gone)
	if err := carrier(t, server).Carry(t.Context(), write(t, letter(credit.NotifyPoolThreshold, "en"))); err == nil {
		t.Error("carried")
	}
}

func TestNewSMTPRefuses(t *testing.T) {
	t.Parallel()
	for _, address := range []string{"", "smtp.example.com", "https://smtp.example.com", "smtp://", "smtp://a:b:c", "smtps://host/path", "smtp://host?tls=off"} {
		if _, err := email.NewSMTP(address, mail.Address{}); err == nil {
			t.Errorf("%q is taken", address)
		}
	}
}
