package email_test

import (
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"cistern/credit"
	"cistern/ent"
	"cistern/internal/dbtest"
	"cistern/notify"
	"cistern/notify/email"
)

func TestUnsubscribe(t *testing.T) {
	t.Parallel()
	db := dbtest.New(t)
	client := db.Client()
	person := dbtest.User(t, client, func(u *ent.UserCreate) { u.SetLocale("vi") })
	key, err := email.SigningKey(t.Context(), db.SQL)
	if err != nil {
		t.Fatal(err)
	}
	if again, err := email.SigningKey(t.Context(), db.SQL); err != nil || string(again) != string(key) || len(key) != 32 {
		t.Fatalf("another key, %v", err)
	}
	page := email.Unsubscribe{Client: client, Key: key, Log: slog.New(slog.DiscardHandler)}
	call := func(method, token string) (int, string) {
		t.Helper()
		r := httptest.NewRequestWithContext(t.Context(), method, "/unsubscribe?"+url.Values{"token": {token}}.Encode(),
			strings.NewReader("List-Unsubscribe=One-Click"))
		w := httptest.NewRecorder()
		page.ServeHTTP(w, r)
		body, err := io.ReadAll(w.Result().Body)
		if err != nil {
			t.Fatal(err)
		}
		return w.Code, string(body)
	}
	wanted := func() (unwanted []credit.NotificationKind) {
		t.Helper()
		err := ent.InTx(t.Context(), client, func(tx *ent.Tx) error {
			choices, err := notify.EmailChoices(t.Context(), tx, person.ID)
			for _, c := range choices {
				if !c.Wanted {
					unwanted = append(unwanted, c.Kind)
				}
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		return unwanted
	}
	token := email.Sign(key, person.ID, credit.NotifySafetyHold)

	if status, body := call(http.MethodGet, token); status != http.StatusOK || !strings.Contains(body, "Hủy đăng ký") || len(wanted()) > 0 {
		t.Errorf("asked: %d %s", status, body)
	}
	for range 2 {
		if status, body := call(http.MethodPost, token); status != http.StatusOK || !strings.Contains(body, "Đã hủy đăng ký") {
			t.Errorf("posted: %d %s", status, body)
		}
		if unwanted := wanted(); len(unwanted) != 1 || unwanted[0] != credit.NotifySafetyHold {
			t.Errorf("unwanted are %v", unwanted)
		}
	}
	for name, bad := range map[string]string{
		"None": "", "Short": "abc", "OtherKey": email.Sign([]byte("x"), person.ID, credit.NotifyPoolThreshold),
		"OtherKind": email.Sign(key, person.ID, "NONE"), "Changed": "A" + token[1:], "Longer": token + "AAAA", "Script": "<script>",
	} {
		if status, body := call(http.MethodPost, bad); status != http.StatusNotFound || strings.Contains(body, "<script") {
			t.Errorf("%s: %d %s", name, status, body)
		}
	}
	if unwanted := wanted(); len(unwanted) != 1 {
		t.Errorf("unwanted are %v", unwanted)
	}
}
