package graph_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
)

// A document that the server knows may be sent by its name; no other may, and none is learnt.
func TestPersistedDocuments(t *testing.T) {
	w := setup(t)
	c := w.admin(t)
	for _, test := range []struct {
		name, hash, rest string
		status           int
		answer           string
	}{
		{"Known", `"known"`, `, "variables": {"n": true}`, http.StatusOK, `"user":{"id"`},
		{"BadVariables", `"known"`, `, "variables": {"n": 1}`, http.StatusBadRequest, "Boolean"},
		{"Unknown", `"unknown"`, "", http.StatusBadRequest, "PersistedQueryNotSupported"},
		{"NotAHash", `1`, "", http.StatusBadRequest, "PersistedQueryNotSupported"},
		{"WithItsDocument", `"unknown"`, `, "query": "{ __typename }"`, http.StatusOK, `"__typename"`},
		{"IsNotLearnt", `"unknown"`, "", http.StatusBadRequest, "PersistedQueryNotSupported"},
	} {
		t.Run(test.name, func(t *testing.T) {
			body := fmt.Sprintf(`{"extensions": {"persistedQuery": {"version": 1, "sha256Hash": %s}}%s}`, test.hash, test.rest)
			a := c.send(t, http.MethodPost, "application/json", []byte(body))
			if a.status != test.status || !strings.Contains(a.body, test.answer) {
				t.Errorf("answered %d %s", a.status, a.body)
			}
		})
	}
}
