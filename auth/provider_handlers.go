package auth

import (
	"errors"
	"log/slog"
	"net/http"
	"net/url"
)

// problem is why a sign-in with the provider came to nothing, as the sign-in page is told in its URL.
type problem string

func (p problem) Error() string { return "sign-in with the provider: " + string(p) }

const (
	errSignInOver       problem = "over"             // took too long, was used already, or another browser began it
	errProviderRefused  problem = "refused"          // by the provider or the person
	errEmailNotVerified problem = "email-unverified" // or there is none
	errEmailTaken       problem = "email-taken"      // by an account that is signed in to in another way
	errProviderFailed   problem = "failed"           // it does not answer, or not as it should
	errTooManySignIns   problem = "busy"
)

// BeginAtProvider answers GET requests by sending the browser to the provider. After it has come back to FinishAtProvider it goes to
// the path of this site that `next` names. Where it cannot go on it is sent to the sign-in page, which says why.
func BeginAtProvider(sessions *Sessions, provider *Provider, log *slog.Logger) http.Handler {
	limit := addressLimit(sessions, "sign-ins with the provider")
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		next := ownPath(r.URL.Query().Get("next"))
		wait, err := limit.takeFrom(r.Context(), sessions.proxies.Client(r))
		if wait > 0 {
			err = errTooManySignIns
		}
		if err != nil {
			backToSignIn(w, r, log, next, err)
			return
		}
		begun, err := sessions.beginAtProvider(r.Context(), next)
		if err != nil {
			backToSignIn(w, r, log, next, err)
			return
		}
		to, err := provider.signInURL(r.Context(), begun)
		if err != nil {
			backToSignIn(w, r, log, next, err)
			return
		}
		http.SetCookie(w, sessions.proxies.cookie(r, providerCookie, begun.browser, providerSignInLife))
		http.Redirect(w, r, to, http.StatusFound) //nolint:gosec // to where the provider says it is
	})
}

// FinishAtProvider answers the GET request by which the provider sends the browser back: with a session, or back to the sign-in page.
func FinishAtProvider(sessions *Sessions, provider *Provider, log *slog.Logger) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		browser := sessions.proxies.secret(r, providerCookie)
		http.SetCookie(w, sessions.proxies.forgotten(r, providerCookie))
		begun, err := sessions.returnedFromProvider(r.Context(), r.URL.Query().Get("state"), browser)
		if err == nil {
			err = enterFromProvider(w, r, sessions, provider, begun)
		}
		if err != nil {
			backToSignIn(w, r, log, begun.returnTo, err)
			return
		}
		http.Redirect(w, r, begun.returnTo, http.StatusSeeOther)
	})
}

func enterFromProvider(w http.ResponseWriter, r *http.Request, sessions *Sessions, provider *Provider, begun providerSignIn) error {
	answer := r.URL.Query()
	if answer.Has("error") {
		return errProviderRefused
	}
	if issuer := answer.Get("iss"); issuer != "" && issuer != provider.config.Issuer { // RFC 9207
		return errProviderFailed
	}
	id, err := provider.identify(r.Context(), begun, answer.Get("code"))
	if err != nil {
		return err
	}
	user, err := sessions.personOf(r.Context(), id)
	if err != nil {
		return err
	}
	return sessions.enter(w, r, user)
}

// backToSignIn tells the sign-in page what the matter is. What is no refusal of ours is a fault of the provider or of ours, and logged
// as such.
func backToSignIn(w http.ResponseWriter, r *http.Request, log *slog.Logger, next string, err error) {
	why := errProviderFailed
	if errors.As(err, &why) {
		log.InfoContext(r.Context(), "sign-in with the provider refused", "problem", string(why))
	} else {
		log.ErrorContext(r.Context(), "sign-in with the provider failed", "error", err)
	}
	query := url.Values{"problem": {string(why)}}
	if next != "" && next != "/" {
		query.Set("next", next)
	}
	http.Redirect(w, r, "/sign-in?"+query.Encode(), http.StatusSeeOther)
}
