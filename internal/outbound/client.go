// Package outbound is how the program calls other machines: by https, and never one of its own network unless it was told to. What
// it calls is named in settings, but the names are resolved, and answered, by others.
package outbound

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"slices"
	"syscall"
	"time"
)

const (
	timeout   = 5 * time.Second // of a whole exchange
	maxAnswer = 1 << 20         // bytes
)

// ErrRefused says that a call was not made.
var ErrRefused = errors.New("outbound call refused")

// NewClient returns a client of https servers with public addresses. Those of the given ranges may be private, and may speak plain
// HTTP. It looks at the address that is really dialled, follows no redirect, uses no proxy, and reads a MiB at the most.
func NewClient(allowed []netip.Prefix) *http.Client {
	dialer := &net.Dialer{Timeout: timeout, ControlContext: func(ctx context.Context, _, address string, _ syscall.RawConn) error {
		return check(ctx, allowed, address)
	}}
	transport := &http.Transport{
		DialContext:            dialer.DialContext,
		ForceAttemptHTTP2:      true,
		TLSHandshakeTimeout:    timeout,
		MaxResponseHeaderBytes: 64 << 10,
		MaxIdleConns:           10,
		IdleConnTimeout:        30 * time.Second,
	}
	return &http.Client{
		Transport:     bounded{transport},
		Timeout:       timeout,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

type plainKey struct{}

// bounded refuses what is not HTTP, notes what is not https for the dialer, and ends answers that are too long.
type bounded struct{ *http.Transport }

// RoundTrip makes one exchange.
func (b bounded) RoundTrip(r *http.Request) (*http.Response, error) {
	switch r.URL.Scheme {
	case "https":
	case "http":
		r = r.WithContext(context.WithValue(r.Context(), plainKey{}, true))
	default:
		return nil, fmt.Errorf("%w: %s is not https", ErrRefused, r.URL.Scheme)
	}
	response, err := b.Transport.RoundTrip(r)
	if err != nil {
		return nil, err
	}
	response.Body = limitedBody{http.MaxBytesReader(nil, response.Body, maxAnswer), response.Body}
	return response, nil
}

type limitedBody struct {
	io.Reader
	io.Closer
}

func check(ctx context.Context, allowed []netip.Prefix, address string) error {
	at, err := netip.ParseAddrPort(address)
	if err != nil {
		return fmt.Errorf("%w: %q is no address", ErrRefused, address)
	}
	ip := at.Addr().Unmap().WithZone("")
	within := func(p netip.Prefix) bool { return p.Contains(ip) }
	switch {
	case slices.ContainsFunc(allowed, within):
		return nil
	case ctx.Value(plainKey{}) != nil:
		return fmt.Errorf("%w: %s would be called without TLS", ErrRefused, ip)
	case !ip.IsGlobalUnicast() || slices.ContainsFunc(special, within):
		return fmt.Errorf("%w: %s is not a public address", ErrRefused, ip)
	}
	return nil
}

// special are the global unicast addresses of IANA's registries that are not of the public Internet, and those by which others
// carry IPv4 addresses in IPv6 ones.
var special = prefixes(
	"0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24",
	"192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "240.0.0.0/4",
	"::/96", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20", "5f00::/16",
	"fc00::/7", "fec0::/10",
)

func prefixes(texts ...string) (out []netip.Prefix) {
	for _, text := range texts {
		out = append(out, netip.MustParsePrefix(text))
	}
	return out
}
