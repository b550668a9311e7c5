package auth

import (
	"errors"
	"log/slog"
	"net/http"
	"strings"
)

// Authenticator finds out who is calling.
type Authenticator struct {
	Sessions *Sessions
	Tokens   *Tokens
	Log      *slog.Logger
}

// Authenticate puts the Viewer of every request into its context (From): of the service token in the Authorization header, or else
// of the session cookie. Without either, and with a session that is over, the request goes on with nobody calling. A token that is
// not good is answered with 401, whatever cookie comes with it. Errors have the shape that GraphQL gives them.
func (a *Authenticator) Authenticate(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		viewer, err := a.Identify(r)
		switch {
		case errors.Is(err, ErrUnauthenticated):
			w.Header().Set("WWW-Authenticate", "Bearer")
			writeJSON(w, http.StatusUnauthorized, graphQLErrors(ErrUnauthenticated))
		case err != nil:
			a.Log.ErrorContext(r.Context(), "caller not identified", "error", err)
			writeJSON(w, http.StatusInternalServerError, graphQLErrors(errInternal))
		case viewer == nil:
			next.ServeHTTP(w, r.WithContext(withNetwork(r.Context(), network(a.Sessions.proxies.Client(r)))))
		default:
			next.ServeHTTP(w, r.WithContext(With(r.Context(), viewer)))
		}
	})
}

// Identify returns who is calling, with what they may do now: nil for nobody, ErrUnauthenticated for a token that is not good. What
// lives longer than a request asks again, with the request that began it.
func (a *Authenticator) Identify(r *http.Request) (*Viewer, error) {
	if header := r.Header.Get("Authorization"); header != "" {
		scheme, token, _ := strings.Cut(header, " ")
		if !strings.EqualFold(scheme, "Bearer") {
			return nil, ErrUnauthenticated
		}
		return a.Tokens.verify(r.Context(), strings.TrimSpace(token))
	}
	if secret := a.Sessions.secret(r); secret != "" {
		return a.Sessions.viewer(r.Context(), secret)
	}
	return nil, nil
}

type (
	errorList struct {
		Errors []errorItem `json:"errors"`
	}
	errorItem struct {
		Message    string     `json:"message"`
		Extensions extensions `json:"extensions"`
	}
	extensions struct {
		Code Code `json:"code"`
	}
)

// graphQLErrors is an answer of GraphQL with one error in it.
func graphQLErrors(e *Error) errorList {
	return errorList{[]errorItem{{e.Message, extensions{e.Code}}}}
}
