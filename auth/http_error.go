package auth

import (
	"encoding/json"
	"errors"
	"log/slog"
	"math"
	"net/http"
	"strconv"
	"time"
)

// httpError is an Error as HTTP tells it.
type httpError struct {
	status int
	wait   time.Duration // what Retry-After says; zero for nothing
	reason *Error
}

func (e *httpError) Error() string { return e.reason.Message }

func badRequest(status int, message string) error {
	return &httpError{status: status, reason: &Error{CodeBadRequest, message}}
}

func tooMany(message string, wait time.Duration) error {
	return &httpError{status: http.StatusTooManyRequests, wait: wait, reason: &Error{CodeRateLimited, message}}
}

// errInternal is all that anybody learns of a fault.
var errInternal = &Error{CodeInternal, "Something went wrong on our side. Try again."}

// refuse answers a request to sign in or out with JSON {"code", "message"}. A fault is logged and answered as INTERNAL.
func refuse(w http.ResponseWriter, r *http.Request, log *slog.Logger, err error) {
	refusal := &httpError{status: http.StatusInternalServerError, reason: errInternal}
	if errors.As(err, &refusal) {
		log.InfoContext(r.Context(), "sign-in refused", "code", refusal.reason.Code, "peer", r.RemoteAddr)
	} else {
		log.ErrorContext(r.Context(), "sign-in failed", "error", err)
	}
	if refusal.wait > 0 {
		seconds := math.Ceil(refusal.wait.Seconds())
		w.Header().Set("Retry-After", strconv.Itoa(int(seconds)))
	}
	writeJSON(w, refusal.status, refusal.reason)
}

func writeJSON(w http.ResponseWriter, status int, body any) {
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(body) // whoever has gone needs no answer
}
