package auth

import (
	"net/http"
	"net/netip"
	"slices"
	"strings"
)

// Proxies are the addresses of the reverse proxies whose X-Forwarded-For and X-Forwarded-Proto are believed. Without any, those
// headers are ignored.
type Proxies []netip.Prefix

// Client returns the address that the request comes from: the last hop that is not one of the proxies.
func (p Proxies) Client(r *http.Request) netip.Addr {
	client := peer(r)
	hops := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
	for _, hop := range slices.Backward(hops) {
		if !p.contain(client) {
			break
		}
		address, err := netip.ParseAddr(strings.TrimSpace(hop))
		if err != nil {
			break
		}
		client = address.Unmap()
	}
	return client
}

// Secure reports whether the request came over TLS, to this process or to a proxy before it.
func (p Proxies) Secure(r *http.Request) bool {
	return r.TLS != nil || p.contain(peer(r)) && r.Header.Get("X-Forwarded-Proto") == "https"
}

func (p Proxies) contain(address netip.Addr) bool {
	return slices.ContainsFunc(p, func(proxy netip.Prefix) bool { return proxy.Contains(address) })
}

// peer is who is at the other end of the connection; the zero address when it has none, as over a Unix socket.
func peer(r *http.Request) netip.Addr {
	at, err := netip.ParseAddrPort(r.RemoteAddr)
	if err != nil {
		return netip.Addr{}
	}
	return at.Addr().Unmap().WithZone("")
}
