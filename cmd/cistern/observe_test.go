package main

import (
	"log/slog"
	"net/http"
	"net/http/httptest"
	"testing"

	"cistern/audit"
)

func TestTheAuditLogKnowsTheRequest(t *testing.T) {
	t.Parallel()
	var id string
	handler := observe(slog.New(slog.DiscardHandler), http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		id = audit.RequestID(r.Context())
	}))
	answer := httptest.NewRecorder()
	handler.ServeHTTP(answer, httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/", http.NoBody))
	if id == "" || id != answer.Header().Get("Request-Id") {
		t.Errorf("the id is %q, the answer says %q", id, answer.Header().Get("Request-Id"))
	}
}
