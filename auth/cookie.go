package auth

import (
	"net"
	"net/http"
	"net/netip"
)

// Names of the session cookie. A browser takes the first only over TLS, for this host alone. The second is for development over
// plain HTTP on this machine, where it would not be taken.
const (
	secureCookie = "__Host-cistern"
	plainCookie  = "cistern"
)

// cookie is the session cookie with a value, as it fits the way the request came.
func (p Proxies) cookie(r *http.Request, value string) *http.Cookie {
	c := &http.Cookie{ //nolint:gosec // not secure only where no network is crossed
		Name:     secureCookie,
		Value:    value,
		Path:     "/",
		MaxAge:   int(sessionLife.Seconds()),
		HttpOnly: true,
		Secure:   true,
		SameSite: http.SameSiteLaxMode,
	}
	if p.plain(r) {
		c.Name, c.Secure = plainCookie, false
	}
	return c
}

// forgotten tells the browser to drop the session cookie.
func (p Proxies) forgotten(r *http.Request) *http.Cookie {
	c := p.cookie(r, "") //nolint:gosec // as secure as the cookie that it takes the place of
	c.MaxAge = -1
	return c
}

// secret is the value of the session cookie, empty when there is none.
func (p Proxies) secret(r *http.Request) string {
	name := secureCookie
	if p.plain(r) {
		name = plainCookie
	}
	c, err := r.Cookie(name)
	if err != nil {
		return ""
	}
	return c.Value
}

// plain reports whether the request was sent over plain HTTP to this very machine.
func (p Proxies) plain(r *http.Request) bool { return !p.Secure(r) && toLoopback(r.Host) }

func toLoopback(host string) bool {
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	address, err := netip.ParseAddr(host)
	return host == "localhost" || err == nil && address.IsLoopback()
}
