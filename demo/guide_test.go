package demo

import (
	"log/slog"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"cistern/graph/globalid"
	"cistern/internal/dbtest"
)

var (
	link   = regexp.MustCompile(`href="([^"]+)"`)
	linked = regexp.MustCompile(`(?:con|wsp|per)_[\w-]+`)
)

func TestGuideLinksToWhatIsThere(t *testing.T) {
	t.Parallel()
	db := dbtest.New(t)
	made(t, db, noon)
	response := httptest.NewRecorder()
	Guide{DB: db.SQL, Site: "http://site.test", Log: slog.Default()}.ServeHTTP(response, httptest.NewRequestWithContext(t.Context(), "GET", "/demo", nil))
	links := link.FindAllStringSubmatch(response.Body.String(), -1)
	if len(links) < 20 {
		t.Fatalf("answers %d: %s", response.Code, response.Body)
	}
	queries := map[globalid.Type]string{
		globalid.Contract:      `select count(*) from contracts where id = $1 and id = $2`,
		globalid.Workspace:     `select count(*) from workspaces where contract_id = $1 and id = $2`,
		globalid.BillingPeriod: `select count(*) from billing_periods where contract_id = $1 and id = $2`,
	}
	if site := `href="http://site.test/?lang=vi&amp;theme=dark"`; !strings.Contains(response.Body.String(), site) {
		t.Errorf("there is no %s in %s", site, response.Body)
	}
	for _, found := range links {
		path := strings.ReplaceAll(found[1], "&#43;", "+")
		if _, err := url.Parse(path); err != nil {
			t.Errorf("links to %q: %v", path, err)
		}
		for _, text := range linked.FindAllString(path, -1) {
			id, err := globalid.Parse(text)
			if err != nil {
				t.Fatalf("%q: %v", path, err)
			}
			contract := id.Contract
			if id.Type == globalid.Contract {
				contract = id.Of
			}
			var n int
			if err := db.SQL.QueryRowContext(t.Context(), queries[id.Type], contract, id.Of).Scan(&n); err != nil || n != 1 {
				t.Errorf("%q leads to %d of %s, %v", path, n, id.Type, err)
			}
		}
	}
}
