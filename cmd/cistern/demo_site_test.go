package main

import (
	"bufio"
	"net/http"
	"strings"
	"testing"
)

// mustShowWidgets goes the way of a browser that shows the page of another site.
func mustShowWidgets(t *testing.T, access demoAccess) {
	t.Helper()
	page := fetch(t, http.MethodGet, access.Site+"/", "")
	script := access.URL + "/widgets/cistern-usage.js"
	if !strings.Contains(page.body, script) || !strings.Contains(page.header.Get("Content-Security-Policy"), "script-src "+access.URL+";") {
		t.Errorf("the page is %+v", page)
	}
	mustBeOpen(t, fetch(t, http.MethodGet, script, "", "Origin: "+access.Site, "Sec-Fetch-Site: cross-site").header)
	stream := access.URL + "/graphql/stream"
	asked := fetch(t, http.MethodOptions, stream, "", "Origin: "+access.Site, "Access-Control-Request-Method: POST",
		"Access-Control-Request-Headers: authorization,content-type", "Sec-Fetch-Site: cross-site")
	mustBeOpen(t, asked.header)
	if asked.status != http.StatusNoContent || asked.header.Get("Access-Control-Allow-Headers") != "Authorization, Content-Type" {
		t.Errorf("the preflight is answered by %+v", asked)
	}
	token := fetch(t, http.MethodPost, access.Site+"/token", "", "Sec-Fetch-Site: same-origin").body

	body := `{"query":"subscription ($id: ID!) { workspaceUsage(workspaceId: $id) { dashboard { used } } }","variables":{"id":"` + access.Workspace + `"}}`
	request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, stream, strings.NewReader(body))
	must(t, err)
	for name, value := range map[string]string{
		"Content-Type": "application/json", "Authorization": "Bearer " + token, "Origin": access.Site, "Sec-Fetch-Site": "cross-site",
	} {
		request.Header.Set(name, value)
	}
	response, err := client.Do(request)
	must(t, err)
	defer response.Body.Close()
	mustBeOpen(t, response.Header)
	for lines := bufio.NewScanner(response.Body); lines.Scan(); {
		if data, found := strings.CutPrefix(lines.Text(), "data: "); found {
			if !strings.HasPrefix(data, `{"data":{"workspaceUsage":`) {
				t.Errorf("the widget gets %s", data)
			}
			return
		}
	}
	t.Error("the widget gets nothing")
}

// mustBeOpen is of answers that pages of other origins may read, and that no cookie opens.
func mustBeOpen(t *testing.T, header http.Header) {
	t.Helper()
	if header.Get("Access-Control-Allow-Origin") != "*" || header.Get("Access-Control-Allow-Credentials") != "" {
		t.Errorf("other origins get %v", header)
	}
}
