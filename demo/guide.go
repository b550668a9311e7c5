package demo

import (
	"bytes"
	"context"
	"database/sql"
	_ "embed"
	"fmt"
	"html/template"
	"log/slog"
	"net/http"

	"github.com/google/uuid"
)

//go:embed guide.html
var guideHTML string

var guidePage = template.Must(template.New("guide").Parse(guideHTML))

// Guide is a page that lists what there is to see in a demo, with a link to each.
type Guide struct {
	DB   *sql.DB
	Site string // URL of Site
	Log  *slog.Logger
}

// ServeHTTP shows the list. Its links ask for a sign-in where there is none.
func (g Guide) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	var body bytes.Buffer
	list, err := g.list(r.Context())
	if err == nil {
		err = guidePage.Execute(&body, list)
	}
	if err != nil {
		g.Log.ErrorContext(r.Context(), "guide of the demo failed", "error", err)
		http.Error(w, "something went wrong", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	_, _ = w.Write(body.Bytes()) // whoever went away does not miss it
}

func (g Guide) list(ctx context.Context) ([]sights, error) {
	var first, last uuid.UUID
	err := g.DB.QueryRowContext(ctx, `
		select
		  (select id from billing_periods where contract_id = $1 order by starts_at limit 1),
		  (select id from billing_periods where contract_id = $1 order by starts_at desc offset 1 limit 1)`, contractID).Scan(&first, &last)
	if err != nil {
		return nil, fmt.Errorf("find the periods of the demo: %w", err)
	}
	return append(mainSights(period(first), period(last)), append(otherSights(), sights{"Widgets on a page of another site", Person{}, []sight{
		{g.Site + "/?lang=en", "What is used, and how long credits last, live", ""},
		{g.Site + "/?lang=vi&theme=dark", "In Vietnamese, on a dark page", ""},
		{g.Site + "/?token=short", "With tokens that are over after three seconds", ""},
		{g.Site + "/?token=none", "For a visitor who may not see them", ""},
	}})...), nil
}
