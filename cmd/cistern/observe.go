package main

import (
	"crypto/rand"
	"log/slog"
	"net/http"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promauto"

	"cistern/audit"
)

var requestSeconds = promauto.NewHistogramVec(prometheus.HistogramOpts{
	Name: "cistern_http_request_seconds", Help: "Time to answer a request.",
	Buckets: prometheus.ExponentialBuckets(0.001, 2, 14),
}, []string{"route", "status"})

// observe gives every request an id, which is in its answer and in the logs, and counts it. What answers badly is logged.
func observe(log *slog.Logger, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		began := time.Now()
		id := rand.Text()
		w.Header().Set("Request-Id", id)
		r = r.WithContext(audit.WithRequestID(r.Context(), id))
		answer := &statusWriter{ResponseWriter: w, status: http.StatusOK}
		next.ServeHTTP(answer, r)
		took := time.Since(began)
		requestSeconds.WithLabelValues(r.Pattern, strconv.Itoa(answer.status)).Observe(took.Seconds())
		level := slog.LevelDebug
		if answer.status >= http.StatusInternalServerError {
			level = slog.LevelWarn
		}
		log.Log(r.Context(), level, "request", "method", r.Method, "path", r.URL.Path, "status", answer.status, "took", took)
	})
}

// statusWriter remembers the status of an answer.
type statusWriter struct {
	http.ResponseWriter
	status int
}

func (w *statusWriter) WriteHeader(status int) {
	w.status = status
	w.ResponseWriter.WriteHeader(status)
}

// Unwrap lets http.ResponseController reach what is below.
func (w *statusWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }
