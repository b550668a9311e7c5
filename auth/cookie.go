package auth

import (
	"net"
	"net/http"
	"net/netip"
	"time"
)

// Names of the cookies. A browser takes them only over TLS, for this host alone, where they begin with hostOnly. Without it they
// are for development over plain HTTP on this machine, where it would not be taken.
const (
	hostOnly       = "__Host-"
	sessionCookie  = "cistern"
	providerCookie = "cistern-provider" // of a sign-in that has gone to the provider
)

// cookie is one that fits the way the request came.
func (p Proxies) cookie(r *http.Request, name, value string, life time.Duration) *http.Cookie {
	secure := !p.plain(r)
	return &http.Cookie{ //nolint:gosec // not secure only where no network is crossed
		Name:     p.cookieName(r, name),
		Value:    value,
		Path:     "/",
		MaxAge:   int(life.Seconds()),
		HttpOnly: true,
		Secure:   secure,
		SameSite: http.SameSiteLaxMode,
	}
}

// forgotten tells the browser to drop a cookie.
func (p Proxies) forgotten(r *http.Request, name string) *http.Cookie {
	return p.cookie(r, name, "", -time.Second)
}

// secret is the value of a cookie, empty when there is none.
func (p Proxies) secret(r *http.Request, name string) string {
	c, err := r.Cookie(p.cookieName(r, name))
	if err != nil {
		return ""
	}
	return c.Value
}

func (p Proxies) cookieName(r *http.Request, name string) string {
	if p.plain(r) {
		return name
	}
	return hostOnly + name
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
