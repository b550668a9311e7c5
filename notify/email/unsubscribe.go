package email

import (
	"bytes"
	htmltemplate "html/template"
	"log/slog"
	"net/http"

	"cistern/credit"
	"cistern/ent"
	"cistern/ent/user"
	"cistern/notify"
)

var unsubscribePages = htmltemplate.Must(htmltemplate.ParseFS(templateFiles, "templates/unsubscribe.html"))

// Unsubscribe is the page that the link of an e-mail leads to. GET asks, because programs follow links; POST ends the e-mails of the
// kind, also when a mail program sends it by one click (RFC 8058). Neither asks for a session: the token is the permission.
type Unsubscribe struct {
	Client *ent.Client
	Key    []byte
	Log    *slog.Logger
}

// unsubscribePage is what the page shows.
type unsubscribePage struct {
	Language, Token string
	Kind            credit.NotificationKind
	State           string // ask, done or wrong
}

func (u Unsubscribe) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	page := unsubscribePage{Language: "en", Token: r.URL.Query().Get("token"), State: "wrong"}
	status := http.StatusNotFound
	if person, kind, err := Verify(u.Key, page.Token); err == nil {
		page.Kind = kind
		status = http.StatusOK
		err := ent.InTx(r.Context(), u.Client, func(tx *ent.Tx) error {
			p, err := tx.User.Query().Where(user.ID(person)).Only(r.Context())
			if err != nil {
				return err
			}
			page.Language, page.State = p.Locale, "ask"
			if r.Method != http.MethodPost {
				return nil
			}
			page.State = "done"
			return notify.ChooseEmail(r.Context(), tx, person, notify.EmailChoice{Kind: kind, Wanted: false})
		})
		if err != nil {
			u.Log.ErrorContext(r.Context(), "unsubscribe failed", "error", err)
			http.Error(w, "something went wrong on our side; try again", http.StatusInternalServerError)
			return
		}
	}
	u.show(w, status, page)
}

func (u Unsubscribe) show(w http.ResponseWriter, status int, page unsubscribePage) {
	var body bytes.Buffer
	if err := unsubscribePages.ExecuteTemplate(&body, "unsubscribe.html", page); err != nil {
		u.Log.Error("page to unsubscribe failed", "error", err)
		http.Error(w, "something went wrong on our side; try again", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Referrer-Policy", "no-referrer") // the address is a permission
	w.WriteHeader(status)
	_, _ = w.Write(body.Bytes()) // whoever went away does not miss it
}
