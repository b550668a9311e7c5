package graph_test

import (
	"net/http"
	"reflect"
	"strings"
	"testing"
)

// A fault is told as one, without what it was; that is logged, once for each field that failed.
func TestFaultsStayInside(t *testing.T) {
	w := setup(t)
	c := w.runtime(t)
	got[recorded](t, c, recordRuns, recordInput(happened(w.agent, "1", noon))) // the token is known from now on
	c.ask(t, nodeQuery, variables{"id": agentID(w.agent)})                     // and some of its budget is leased
	must(t, w.db.SQL.Close())
	must(t, w.db.People.Close())
	for path, ask := range map[string]func() answer{
		"node":       func() answer { return c.ask(t, nodeQuery, variables{"id": agentID(w.agent)}) },
		"recordRuns": func() answer { return c.ask(t, recordRuns, recordInput(happened(w.agent, "1", noon))) },
		"startRun":   func() answer { return c.ask(t, startRun, startInput(w.agent, newID(), "1")) },
	} {
		before := len(w.log.all())
		a := ask()
		if a.code(t) != "INTERNAL" || !reflect.DeepEqual(a.Errors[0].Path, []any{path}) || a.status != http.StatusOK {
			t.Errorf("%s: %d %s", path, a.status, a.body)
		}
		if strings.Contains(a.body, "sql") || strings.Contains(a.body, "closed") {
			t.Errorf("%s tells of the inside: %s", path, a.body)
		}
		logged := w.log.all()[before:]
		if len(logged) != 1 || !strings.Contains(logged[0], "database is closed") || !strings.Contains(logged[0], path) {
			t.Errorf("%s: logged are %s", path, logged)
		}
	}
}

func TestOverload(t *testing.T) {
	w := setup(t)
	c := w.runtime(t)
	w.ingest.Close()
	before := w.content(t)
	a := c.ask(t, recordRuns, recordInput(happened(w.agent, "1", noon)))
	if a.code(t) != "OVERLOADED" || a.Errors[0].Extensions.RetryAfter != 1 || string(a.Data) != "null" {
		t.Errorf("answered %s", a.body)
	}
	if w.content(t) != before || len(w.log.all()) > 0 {
		t.Errorf("something changed, or was logged: %s", w.log.all())
	}
}
