package graph_test

import (
	"net/http"
	"strings"
	"testing"

	"cistern/credit"
)

func TestSubscribingToAnEventStream(t *testing.T) {
	w := setup(t)
	program := w.watcher(t)
	e := program.stream(t, watchWorkspace, w.watched(nil))
	if kind := e.response.Header.Get("Content-Type"); kind != "text/event-stream" || e.response.StatusCode != http.StatusOK {
		t.Errorf("%s %q", e.response.Status, kind)
	}
	e.frame()
	w.use(t, 2*credit.Credit)
	if u := e.frame(); u.WorkspaceUsage.Dashboard.Used != "2" {
		t.Errorf("got %+v", u)
	}
}

func TestEventStreamsThatAreRefused(t *testing.T) {
	w := setup(t)
	admin := w.admin(t)
	for name, test := range map[string]struct {
		by       caller
		document string
		status   int
		code     string
	}{
		"Nobody":          {w.anonymous(), watchWorkspace, 401, "UNAUTHENTICATED"},
		"Query":           {admin, `{ viewer { user { name } } }`, 400, "BAD_REQUEST"},
		"Mutation":        {admin, `mutation { deleteAgent(input: {agentId: "x"}) { agent { id } } }`, 400, "BAD_REQUEST"},
		"NoSuchField":     {admin, `subscription { nothing }`, 400, "GRAPHQL_VALIDATION_FAILED"},
		"NoGraphQL":       {admin, `subscription {`, 400, "GRAPHQL_PARSE_FAILED"},
		"TwoAtOnce":       {admin, `subscription { a: workspaceUsage(workspaceId: "x") { asOf } b: workspaceUsage(workspaceId: "x") { asOf } }`, 400, "LIMIT_EXCEEDED"},
		"BeyondTheLimits": {admin, `subscription { ` + strings.Repeat("a { ", 20) + "b" + strings.Repeat(" }", 20) + ` }`, 400, "LIMIT_EXCEEDED"},
	} {
		t.Run(name, func(t *testing.T) {
			e := test.by.stream(t, test.document, nil)
			body, err := e.lines.ReadString('\n')
			if e.response.StatusCode != test.status || !strings.Contains(body, test.code) || e.response.Header.Get("Content-Type") != "application/json" {
				t.Errorf("%s %q %v", e.response.Status, body, err)
			}
		})
	}
	t.Run("ByItsResolver", func(t *testing.T) {
		member, _ := w.person(t, credit.RoleMember)
		e := member.stream(t, watchWorkspace, w.watched(nil))
		if name, data, err := e.next(); err != nil || name != "next" || !strings.Contains(data, "FORBIDDEN") {
			t.Errorf("got %q %q %v", name, data, err)
		}
		if name, _, err := e.next(); err != nil || name != "complete" {
			t.Errorf("got %q %v", name, err)
		}
	})
}
