package outbound

import (
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"
)

var loopback = []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8"), netip.MustParsePrefix("::1/128")}

func get(t *testing.T, client *http.Client, url string) (string, error) {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url, nil)
	if err != nil {
		return "", err
	}
	response, err := client.Do(request)
	if err != nil {
		return "", err
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	return response.Status + " " + string(body), err
}

func TestRefusesPrivateAddresses(t *testing.T) {
	t.Parallel()
	client := NewClient(nil)
	for _, host := range []string{
		"127.0.0.1", "127.1.2.3", "0.0.0.0", "10.0.0.1", "10.255.255.255", "172.16.0.1", "172.31.255.255", "192.168.1.1",
		"169.254.169.254", "100.64.0.1", "100.127.255.255", "192.0.0.1", "192.0.2.1", "198.18.0.1", "198.51.100.7", "203.0.113.7",
		"224.0.0.1", "240.0.0.1", "255.255.255.255", "[::1]", "[::]", "[::ffff:127.0.0.1]", "[::ffff:10.0.0.1]", "[::ffff:a9fe:a9fe]",
		"[::127.0.0.1]", "[fe80::1]", "[fc00::1]", "[fd12:3456::1]", "[ff02::1]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]",
		"[2001:db8::1]", "[fec0::1]", "localhost",
	} {
		for _, port := range []string{"", ":80", ":8080"} {
			for _, scheme := range []string{"http", "https"} {
				if got, err := get(t, client, scheme+"://"+host+port+"/"); !errors.Is(err, ErrRefused) {
					t.Errorf("%s://%s%s: %q, %v", scheme, host, port, got, err)
				}
			}
		}
	}
}

func TestRefusesOtherSchemesAndPlainHTTP(t *testing.T) {
	t.Parallel()
	client := NewClient(loopback)
	for _, url := range []string{"file:///etc/passwd", "ftp://93.184.216.34/", "gopher://93.184.216.34/", "http://93.184.216.34/", "//93.184.216.34/"} {
		if got, err := get(t, client, url); !errors.Is(err, ErrRefused) {
			t.Errorf("%s: %q, %v", url, got, err)
		}
	}
}

func TestReachesWhatIsAllowed(t *testing.T) {
	t.Parallel()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/away":
			http.Redirect(w, r, "http://169.254.169.254/", http.StatusFound)
		case "/long":
			_, _ = io.WriteString(w, strings.Repeat("x", maxAnswer+1))
		default:
			_, _ = io.WriteString(w, "here")
		}
	}))
	t.Cleanup(server.Close)
	client := NewClient(loopback)
	if got, err := get(t, client, server.URL); err != nil || got != "200 OK here" {
		t.Errorf("got %q, %v", got, err)
	}
	if got, err := get(t, client, server.URL+"/away"); err != nil || !strings.HasPrefix(got, "302") {
		t.Errorf("a redirect was followed: %q, %v", got, err)
	}
	if _, err := get(t, client, server.URL+"/long"); err == nil {
		t.Error("an endless answer was read")
	}
}
