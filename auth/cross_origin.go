package auth

import "net/http"

var errCrossOrigin = &Error{CodeForbidden, "A page of another site may not do this."}

// RefuseOtherOrigins answers 403 to what a browser sends for a page of another origin, unless it only reads (GET, HEAD, OPTIONS), or
// brings a token: then no cookie opens anything. Programs that are no browsers pass. It belongs around everything that a cookie opens.
func RefuseOtherOrigins(next http.Handler) http.Handler {
	protection := http.NewCrossOriginProtection()
	protection.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		writeJSON(w, http.StatusForbidden, graphQLErrors(errCrossOrigin))
	}))
	guarded := protection.Handler(next)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != "" {
			next.ServeHTTP(w, r)
			return
		}
		guarded.ServeHTTP(w, r)
	})
}

// CheckOrigin returns an *Error for a request that a browser sends for a page of another origin, whatever its method. Browsers let any
// page open a WebSocket to any server, with its cookies.
func CheckOrigin(r *http.Request) error {
	unsafe := *r
	unsafe.Method = http.MethodPost
	if http.NewCrossOriginProtection().Check(&unsafe) != nil {
		return errCrossOrigin
	}
	return nil
}

// AllowOtherOrigins lets pages of any origin ask with a token, and read the answer. Cookies are not allowed along.
func AllowOtherOrigins(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Access-Control-Allow-Origin", "*")
		h.Set("Access-Control-Expose-Headers", "Request-Id, Retry-After")
		if r.Method != http.MethodOptions {
			next.ServeHTTP(w, r)
			return
		}
		h.Set("Access-Control-Allow-Methods", "POST")
		h.Set("Access-Control-Allow-Headers", "Authorization, Content-Type")
		h.Set("Access-Control-Max-Age", "86400")
		w.WriteHeader(http.StatusNoContent)
	})
}
