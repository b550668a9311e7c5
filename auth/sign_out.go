package auth

import (
	"log/slog"
	"net/http"
)

// SignOut answers POST requests: the session of the cookie ends, and the browser forgets it. 204 also when nobody was signed in.
func SignOut(sessions *Sessions, log *slog.Logger) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if err := sessions.end(r.Context(), sessions.secret(r)); err != nil {
			refuse(w, r, log, err)
			return
		}
		http.SetCookie(w, sessions.proxies.forgotten(r, sessionCookie))
		w.Header().Set("Cache-Control", "no-store")
		w.WriteHeader(http.StatusNoContent)
	})
}
