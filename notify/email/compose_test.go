package email_test

import (
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"cistern/credit"
	"cistern/notify"
	"cistern/notify/email"
)

var (
	key    = []byte("0123456789abcdef0123456789abcdef")
	writer = email.Writer{PublicURL: "https://cistern.example.com", Key: key}
	reset  = time.Date(2026, time.November, 30, 17, 0, 0, 0, time.UTC) // midnight of 1 December in Hanoi
)

const credits = credit.Credit

// figures are what a notification of each kind tells.
func figures(kind credit.NotificationKind) any {
	switch kind {
	case credit.NotifyPoolThreshold, credit.NotifyAllocationThreshold, credit.NotifyAgentLimitThreshold:
		return &notify.ThresholdFigures{Threshold: 80, Used: 12345*credits + 600_000, Cap: 15000 * credits, ResetsAt: reset}
	case credit.NotifyBilledPeriodShort:
		return &notify.ShortFigures{Granted: 0, Before: 5*credits + 550_000, ResetsAt: reset}
	case credit.NotifySafetyHold:
		return &notify.SafetyHoldFigures{Spent: 999 * credits, Limit: 200 * credits, Hour: reset.Add(-3 * time.Hour)}
	case credit.NotifyPurchaseDone, credit.NotifyPurchaseFailed:
		return &notify.PurchaseFigures{Kind: credit.PurchaseTopUp, Credits: 1000 * credits, Charge: credit.Money{AmountMinor: 123400, Currency: "USD"}}
	default:
		return &notify.RunOutFigures{RunsOutAt: reset.AddDate(0, 0, -3), Used: 800 * credits, Granted: 1000 * credits, ResetsAt: reset}
	}
}

func letter(kind credit.NotificationKind, language string) *notify.Letter {
	return &notify.Letter{
		Notice: notify.Notice{Contract: uuid.UUID{1}, ID: uuid.UUID{2}}, Kind: kind, Figures: figures(kind),
		CreatedAt: reset.AddDate(0, 0, -9), Person: uuid.UUID{3}, Name: "Linh Trần", Address: "linh@example.com", Locale: language,
		ContractName: "Acme", TimeZone: "Asia/Ho_Chi_Minh", AgentName: "Digest", Workspace: uuid.NullUUID{UUID: uuid.UUID{4}, Valid: true}, WorkspaceName: "Research",
	}
}

func write(t *testing.T, l *notify.Letter) email.Message {
	t.Helper()
	m, err := writer.Write(l)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// Every kind is told in every language, in text and HTML alike, without a hole.
func TestWriteTellsEveryKind_D14(t *testing.T) {
	t.Parallel()
	hole := regexp.MustCompile(`<no value>|%!|\{\{|&\{`)
	for _, kind := range credit.NotificationKinds() {
		for _, language := range []string{"en", "vi"} {
			m := write(t, letter(kind, language))
			for _, part := range []string{m.Text, m.HTML} {
				if hole.MatchString(part) || !strings.Contains(part, "https://cistern.example.com/workspaces/wsp_") ||
					!strings.Contains(part, "https://cistern.example.com/unsubscribe?token=") {
					t.Errorf("%s in %s: %s", kind, language, part)
				}
			}
			if m.Subject == "" || strings.ContainsAny(m.Subject, "\r\n") || m.To.Name != "Linh Trần" || m.To.Address != "linh@example.com" {
				t.Errorf("%s in %s: %q to %v", kind, language, m.Subject, m.To)
			}
		}
	}
}

// A letter to whoever sees the pool as a whole leads to the contract.
func TestWriteLeadsToTheContract(t *testing.T) {
	t.Parallel()
	for language, words := range map[string]string{"en": "See the credits of Acme", "vi": "Xem tín dụng của Acme"} {
		l := letter(credit.NotifyPoolThreshold, language)
		l.Workspace, l.WorkspaceName = uuid.NullUUID{}, ""
		m := write(t, l)
		for _, part := range []string{m.Text, m.HTML} {
			if !strings.Contains(part, "https://cistern.example.com/contracts/con_AQ") || !strings.Contains(part, words) || strings.Contains(part, "/workspaces/") {
				t.Errorf("in %s: %s", language, part)
			}
		}
	}
}

// A link to set a password is told in every language, and has nothing to unsubscribe from.
func TestWriteReset(t *testing.T) {
	t.Parallel()
	for language, subject := range map[string]string{"en": "Set a new password", "vi": "Đặt mật khẩu mới"} {
		m, err := writer.WriteReset(email.ResetLink{
			ID: uuid.UUID{9}, Name: "Linh\nTrần", Address: "linh@example.com", Locale: language, Secret: "SECRET", Life: time.Hour, At: reset,
		})
		if err != nil || m.Subject != subject || m.To.Name != "Linh Trần" || m.Unsubscribe != "" || m.ID == "" || m.Date != reset {
			t.Errorf("%+v, %v", m, err)
		}
		for _, part := range []string{m.Text, m.HTML} {
			if !strings.Contains(part, "https://cistern.example.com/reset-password#SECRET") || !strings.Contains(part, "60 ") ||
				strings.Contains(part, "unsubscribe") || strings.Contains(part, "<no value>") {
				t.Errorf("in %s: %s", language, part)
			}
		}
	}
}

// Figures are written as the language does, in the contract's time zone.
func TestWriteFigures(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		kind     credit.NotificationKind
		language string
		want     []string
	}{
		{credit.NotifyPoolThreshold, "en", []string{"12,346 of 15,000 credits", "reset on December 1, 2026"}},
		{credit.NotifyPoolThreshold, "vi", []string{"12.346 trên 15.000 tín dụng", "vào 1 tháng 12, 2026"}},
		{credit.NotifyBilledPeriodShort, "en", []string{"with 0 credits", "5.6 were used", "start no runs"}},
		{credit.NotifyBilledPeriodShort, "vi", []string{"với 0 tín dụng", "đã dùng 5,6"}},
		{credit.NotifySafetyHold, "en", []string{"999 credits in the hour from November 30, 2026 at 9:00 PM"}},
		{credit.NotifySafetyHold, "vi", []string{"kể từ 21:00 ngày 30 tháng 11, 2026"}},
		{credit.NotifyPurchaseDone, "en", []string{"1,000 credits were added", "1,234.00 USD"}},
		{credit.NotifyPurchaseFailed, "vi", []string{"1.234,00 USD"}},
	} {
		text := write(t, letter(c.kind, c.language)).Text
		for _, want := range c.want {
			if !strings.Contains(text, want) {
				t.Errorf("%s in %s lacks %q: %s", c.kind, c.language, want, text)
			}
		}
	}
}

func TestWriteTellsWhatAnAllowanceIs(t *testing.T) {
	t.Parallel()
	l := letter(credit.NotifyPurchaseDone, "en")
	l.Figures.(*notify.PurchaseFigures).Kind = credit.PurchaseAllowance
	m := write(t, l)
	if m.Subject != "Acme: allowance of 1,000 credits bought" || !strings.Contains(m.Text, "was raised to 1,000 credits") {
		t.Errorf("%q: %s", m.Subject, m.Text)
	}
}

// What people name cannot add a line, markup or a change of direction to a mail.
func TestWriteTakesNamesAsText(t *testing.T) {
	t.Parallel()
	l := letter(credit.NotifySafetyHold, "en")
	l.AgentName = "Digest\r\nBcc: everybody@example.com\r\n\r\n<script>alert(1)</script>\u202e{{.}}" + strings.Repeat("x", 500)
	l.WorkspaceName = "<img src=x onerror=alert(1)>\x00\xff"
	l.Name = "Linh\nTrần <other@example.com>"
	m := write(t, l)
	if strings.ContainsAny(m.Subject, "\r\n\u202e") || !strings.HasPrefix(m.Subject, "Digest Bcc: everybody@example.com") || len(m.Subject) > 200 {
		t.Errorf("subject %q", m.Subject)
	}
	if strings.ContainsAny(m.To.Name, "\r\n") {
		t.Errorf("to %q", m.To.Name)
	}
	for _, line := range strings.Split(m.Text, "\n") {
		if strings.HasPrefix(line, "Bcc:") {
			t.Errorf("a line of its own in %s", m.Text)
		}
	}
	if strings.Contains(m.HTML, "<script") || strings.Contains(m.HTML, "<img") {
		t.Errorf("markup in %s", m.HTML)
	}
}
