package auth

import "net/http"

var errCrossOrigin = &Error{CodeForbidden, "A page of another site may not do this."}

// RefuseOtherOrigins answers 403 to what a browser sends for a page of another origin, unless it only reads (GET, HEAD, OPTIONS).
// Programs that are no browsers pass. It belongs around everything that a cookie opens.
func RefuseOtherOrigins(next http.Handler) http.Handler {
	protection := http.NewCrossOriginProtection()
	protection.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		writeJSON(w, http.StatusForbidden, graphQLErrors(errCrossOrigin))
	}))
	return protection.Handler(next)
}
