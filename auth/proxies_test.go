package auth

import (
	"crypto/tls"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"testing"
)

func TestProxies(t *testing.T) {
	t.Parallel()
	proxies := Proxies{netip.MustParsePrefix("10.0.0.0/8"), netip.MustParsePrefix("fd00::/8")}
	for name, test := range map[string]struct {
		peer      string
		forwarded []string
		want      string
	}{
		"NoProxy":                 {"192.0.2.1:99", nil, "192.0.2.1"},
		"NoProxyForged":           {"192.0.2.1:99", []string{"198.51.100.7"}, "192.0.2.1"},
		"OneProxy":                {"10.0.0.1:99", []string{"198.51.100.7"}, "198.51.100.7"},
		"OneProxyForged":          {"10.0.0.1:99", []string{"203.0.113.9, 198.51.100.7"}, "198.51.100.7"},
		"TwoProxies":              {"10.0.0.1:99", []string{"203.0.113.9, 198.51.100.7, 10.2.3.4"}, "198.51.100.7"},
		"TwoHeaders":              {"10.0.0.1:99", []string{"203.0.113.9", "198.51.100.7"}, "198.51.100.7"},
		"ProxyForgedByProxyRange": {"10.0.0.1:99", []string{"10.9.9.9, 198.51.100.7"}, "198.51.100.7"},
		"NoHeader":                {"10.0.0.1:99", nil, "10.0.0.1"},
		"Garbage":                 {"10.0.0.1:99", []string{"x, 198.51.100.7:80"}, "10.0.0.1"},
		"IPv6":                    {"[fd00::1]:99", []string{"2001:db8::1"}, "2001:db8::1"},
		"IPv4WithinIPv6":          {"[::ffff:10.0.0.1]:99", []string{"::ffff:198.51.100.7"}, "198.51.100.7"},
		"UnixSocket":              {"@", []string{"198.51.100.7"}, "invalid IP"},
	} {
		t.Run("Client"+name, func(t *testing.T) {
			t.Parallel()
			r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/", http.NoBody)
			r.RemoteAddr = test.peer
			for _, value := range test.forwarded {
				r.Header.Add("X-Forwarded-For", value)
			}
			if got := proxies.Client(r).String(); got != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
		})
	}
}

func TestCookie(t *testing.T) {
	t.Parallel()
	proxies := Proxies{netip.MustParsePrefix("10.0.0.0/8")}
	const secure = "__Host-cistern=s; Path=/; Max-Age=1209600; HttpOnly; Secure; SameSite=Lax"
	const plain = "cistern=s; Path=/; Max-Age=1209600; HttpOnly; SameSite=Lax"
	for name, test := range map[string]struct {
		host, peer, proto string
		tls               bool
		want              string
	}{
		"TLS":                       {"cistern.test", "192.0.2.1:9", "", true, secure},
		"TLSOnLoopback":             {"localhost:8443", "127.0.0.1:9", "", true, secure},
		"ProxyEndsTLS":              {"cistern.test", "10.0.0.1:9", "https", false, secure},
		"ProxyEndsTLSOnLoopback":    {"localhost", "10.0.0.1:9", "https", false, secure},
		"ForgedProto":               {"localhost", "192.0.2.1:9", "https", false, plain},
		"Plain":                     {"cistern.test", "192.0.2.1:9", "", false, secure},
		"PlainOnLocalhost":          {"localhost:8080", "127.0.0.1:9", "", false, plain},
		"PlainOnLoopback":           {"127.0.0.1:8080", "127.0.0.1:9", "", false, plain},
		"PlainOnLoopbackIPv6":       {"[::1]:8080", "[::1]:9", "", false, plain},
		"PlainOnALookalike":         {"localhost.evil.test", "192.0.2.1:9", "", false, secure},
		"PlainOnAnotherPrivateHost": {"10.1.1.1", "10.0.0.1:9", "http", false, secure},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/", http.NoBody)
			r.Host, r.RemoteAddr = test.host, test.peer
			if test.tls {
				r.TLS = &tls.ConnectionState{}
			}
			if test.proto != "" {
				r.Header.Set("X-Forwarded-Proto", test.proto)
			}
			if got := proxies.cookie(r, sessionCookie, "s", sessionLife).String(); got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
		})
	}
}
