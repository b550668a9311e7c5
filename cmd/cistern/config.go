package main

import (
	"cmp"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/mail"
	"net/netip"
	"net/url"
	"strconv"
	"strings"

	"cistern/auth"
	"cistern/ingest"
	"cistern/notify/email"
)

// Config is every setting. Each has one environment variable; the README has the same list, and a test compares them.
type Config struct {
	DatabaseURL string       // DATABASE_URL
	Listen      string       // CISTERN_LISTEN
	Operations  string       // CISTERN_OPERATIONS_LISTEN
	Proxies     auth.Proxies // CISTERN_TRUSTED_PROXIES
	IngestScope ingest.Scope // CISTERN_INGEST_SCOPE
	KeepMonths  int          // CISTERN_KEEP_RUNS; 0: all
	Trial       bool         // CISTERN_TRIAL
	Points      int          // CISTERN_RATE_LIMIT, of a caller in a minute
	LogLevel    slog.Level   // CISTERN_LOG_LEVEL

	SMTP     string       // SMTP_URL; empty: no e-mails are sent
	MailFrom mail.Address // CISTERN_MAIL_FROM
	Shelf    *email.Shelf // of a demo, which shows e-mails where it has no SMTP_URL; nil elsewhere

	PublicURL string         // CISTERN_PUBLIC_URL, without a slash at its end
	Networks  []netip.Prefix // CISTERN_OUTBOUND_NETWORKS

	OIDCIssuer       string // CISTERN_OIDC_ISSUER; empty: people sign in with passwords alone
	OIDCClientID     string // CISTERN_OIDC_CLIENT_ID
	OIDCClientSecret string // CISTERN_OIDC_CLIENT_SECRET
	OIDCLabel        string // CISTERN_OIDC_LABEL

	TokenKeys     string // CISTERN_TOKEN_KEYS
	TokenIssuer   string // CISTERN_TOKEN_ISSUER
	TokenAudience string // CISTERN_TOKEN_AUDIENCE
	SigningKey    string // CISTERN_SIGNING_KEY

	DemoSite string       // of a demo: URL of the site of somebody else; empty elsewhere
	Issuer   *auth.Issuer // of a demo, where that site signs tokens; nil elsewhere, where TokenKeys says whose are taken
}

// setting is one environment variable.
type setting struct {
	name, byDefault, help string
	set                   func(*Config, string) error
}

const databaseURL = "DATABASE_URL"

func settings() []setting {
	return []setting{
		{databaseURL, "", "PostgreSQL 15 or newer, such as postgres://user:password@host/cistern?sslmode=verify-full. Needed by every command but demo.", setDatabaseURL},
		{"CISTERN_LISTEN", "127.0.0.1:8080", "Address of the API and the dashboard. One that other machines can reach needs a proxy that speaks TLS, named in CISTERN_TRUSTED_PROXIES.", func(c *Config, v string) (err error) {
			c.Listen, err = v, checkAddress(v)
			return err
		}},
		{"CISTERN_OPERATIONS_LISTEN", "127.0.0.1:9090", "Address of metrics and profiles: a loopback address, because it asks for no sign-in.", func(c *Config, v string) error {
			c.Operations = v
			return checkLoopback(v)
		}},
		{"CISTERN_TRUSTED_PROXIES", "", "Reverse proxies whose X-Forwarded-For and X-Forwarded-Proto are believed, such as 10.0.0.0/8,192.0.2.7/32.", func(c *Config, v string) (err error) {
			c.Proxies, err = parseRanges(v)
			return err
		}},
		{"CISTERN_PUBLIC_URL", "", "Where people reach this installation, such as https://cistern.example.com.", func(c *Config, v string) error {
			c.PublicURL = strings.TrimSuffix(v, "/")
			return checkOrigin(c.PublicURL)
		}},
		{"SMTP_URL", "", "Mail server for notifications, such as smtps://user:password@smtp.example.com:465, or smtp:// for STARTTLS. Needs CISTERN_MAIL_FROM and CISTERN_PUBLIC_URL. Without one no e-mails are sent.", func(c *Config, v string) error {
			c.SMTP = v
			_, err := email.NewSMTP(v, mail.Address{})
			return err
		}},
		{"CISTERN_MAIL_FROM", "", "Sender of e-mails, such as Cistern <cistern@example.com>.", setMailFrom},
		{"CISTERN_OUTBOUND_NETWORKS", "", "Ranges of private addresses that may be called, and without TLS, such as 10.1.2.0/24 for a sign-in provider of your own. Public addresses may be called anyhow.", func(c *Config, v string) (err error) {
			c.Networks, err = parseRanges(v)
			return err
		}},
		{"CISTERN_OIDC_ISSUER", "", "OpenID Connect provider that people can sign in with, as its tokens name it, such as https://accounts.example.com. Needs CISTERN_PUBLIC_URL, CISTERN_OIDC_CLIENT_ID and CISTERN_OIDC_CLIENT_SECRET.", func(c *Config, v string) error {
			c.OIDCIssuer = v
			return checkSecureURL(v)
		}},
		{"CISTERN_OIDC_CLIENT_ID", "", "What the provider knows this installation as.", func(c *Config, v string) error {
			c.OIDCClientID = v
			return nil
		}},
		{"CISTERN_OIDC_CLIENT_SECRET", "", "What this installation shows to the provider.", func(c *Config, v string) error {
			c.OIDCClientSecret = v
			return nil
		}},
		{"CISTERN_OIDC_LABEL", "single sign-on", "What the sign-in page calls the provider.", func(c *Config, v string) error {
			c.OIDCLabel = v
			return nil
		}},
		{"CISTERN_INGEST_SCOPE", "all", "Which runs share a transaction: all, or those of one contract (for Citus).", func(c *Config, v string) error {
			c.IngestScope = ingest.Scope(v)
			if c.IngestScope != ingest.ScopeAll && c.IngestScope != ingest.ScopeContract {
				return fmt.Errorf("%q is neither all nor contract", v)
			}
			return nil
		}},
		{"CISTERN_KEEP_RUNS", "", "Full months of runs that are kept in the table beside the running one, at least 3; older ones are detached at night. All when not set.", setKeepMonths},
		{"CISTERN_TRIAL", "off", "On where contracts are for trying things out: admins can move the clock of a contract forward. Never where anybody pays.", func(c *Config, v string) error {
			c.Trial = v == "on"
			if v != "on" && v != "off" {
				return fmt.Errorf("%q is neither on nor off", v)
			}
			return nil
		}},
		{"CISTERN_RATE_LIMIT", "300000", "Points that one caller may spend on the API in a minute, from 5000: a field of an answer is one, those in a list as often as it may have items, and so is a cell of a CSV. Runs cost none.", setRateLimit},
		{"CISTERN_TOKEN_KEYS", "", "File or https URL of the public keys (JWKS) whose signed tokens are taken. Without it none are.", setTokenKeys},
		{"CISTERN_TOKEN_ISSUER", "cistern", "The issuer (iss) that signed tokens must name.", func(c *Config, v string) error {
			c.TokenIssuer = v
			return nil
		}},
		{"CISTERN_TOKEN_AUDIENCE", "cistern", "The audience (aud) that signed tokens must be for.", func(c *Config, v string) error {
			c.TokenAudience = v
			return nil
		}},
		{"CISTERN_SIGNING_KEY", "", "File of the private key (PEM, PKCS #8) with which 'cistern token --sign' signs; serve does not read it.", func(c *Config, v string) error {
			c.SigningKey = v
			return nil
		}},
		{"CISTERN_LOG_LEVEL", "info", "What is logged: debug, info, warn or error.", func(c *Config, v string) error {
			return c.LogLevel.UnmarshalText([]byte(v))
		}},
	}
}

// settingsHelp lists the settings for --help.
func settingsHelp() string {
	var list strings.Builder
	list.WriteString("Settings, from the environment:\n")
	for _, s := range settings() {
		fmt.Fprintf(&list, "\n  %s", s.name)
		if s.byDefault != "" {
			fmt.Fprintf(&list, " (default %s)", s.byDefault)
		}
		fmt.Fprintf(&list, "\n      %s\n", s.help)
	}
	return list.String()
}

// loadConfig reads the settings from the environment, and refuses what is unsafe, malformed or unknown, all of it at once.
func loadConfig(environ []string) (Config, error) {
	given := map[string]string{}
	var wrong []error
	known := map[string]bool{}
	for _, s := range settings() {
		known[s.name] = true
	}
	for _, entry := range environ {
		name, value, _ := strings.Cut(entry, "=")
		if known[name] {
			given[name] = value
		} else if strings.HasPrefix(name, "CISTERN_") {
			wrong = append(wrong, fmt.Errorf("%s: there is no such setting; 'cistern serve --help' lists them", name))
		}
	}
	var c Config
	for _, s := range settings() {
		value := cmp.Or(given[s.name], s.byDefault)
		if value == "" {
			continue
		}
		if err := s.set(&c, value); err != nil {
			wrong = append(wrong, fmt.Errorf("%s: %w", s.name, err))
		}
	}
	if host, _, err := net.SplitHostPort(c.Listen); err == nil && !isLoopback(host) && len(c.Proxies) == 0 {
		wrong = append(wrong, fmt.Errorf("CISTERN_LISTEN: %q can be reached from other machines, and would carry sessions in the clear; "+
			"put a proxy that speaks TLS before it and name it in CISTERN_TRUSTED_PROXIES", c.Listen))
	}
	if c.OIDCIssuer != "" && (c.PublicURL == "" || c.OIDCClientID == "" || c.OIDCClientSecret == "") {
		wrong = append(wrong, errors.New("CISTERN_OIDC_ISSUER: needs CISTERN_PUBLIC_URL, CISTERN_OIDC_CLIENT_ID and CISTERN_OIDC_CLIENT_SECRET"))
	}
	if c.SMTP != "" && (c.PublicURL == "" || c.MailFrom.Address == "") {
		wrong = append(wrong, errors.New("SMTP_URL: needs CISTERN_MAIL_FROM and CISTERN_PUBLIC_URL"))
	}
	return c, errors.Join(wrong...)
}

func setMailFrom(c *Config, v string) error {
	from, err := mail.ParseAddress(v)
	if err != nil {
		return fmt.Errorf("%q is not an address such as Cistern <cistern@example.com>", v)
	}
	c.MailFrom = *from
	return nil
}

func setKeepMonths(c *Config, v string) (err error) {
	const least = 3 // late runs, and the period before this one, whatever its service day
	c.KeepMonths, err = strconv.Atoi(v)
	if err != nil || c.KeepMonths < least {
		return fmt.Errorf("%q is not a number of months from %d", v, least)
	}
	return nil
}

func setRateLimit(c *Config, v string) (err error) {
	const least, most = 5000, 60_000_000 // the largest query; a point each microsecond
	c.Points, err = strconv.Atoi(v)
	if err != nil || c.Points < least || c.Points > most {
		return fmt.Errorf("%q is not a number from %d to %d", v, least, most)
	}
	return nil
}

func setDatabaseURL(c *Config, v string) error {
	u, err := url.Parse(v)
	if err != nil || u.Scheme != "postgres" && u.Scheme != "postgresql" || u.Host == "" {
		return errors.New("is not a URL such as postgres://user:password@host/cistern?sslmode=verify-full")
	}
	mode := u.Query().Get("sslmode")
	if mode == "" {
		return errors.New("says no sslmode; write sslmode=verify-full, or sslmode=disable for a server on this machine")
	}
	if mode != "verify-full" && !isLoopback(u.Hostname()) {
		return fmt.Errorf("sslmode=%s lets others read and change what goes to %s; write sslmode=verify-full", mode, u.Hostname())
	}
	c.DatabaseURL = v
	return nil
}

func parseRanges(v string) (ranges []netip.Prefix, err error) {
	for text := range strings.SplitSeq(v, ",") {
		prefix, err := netip.ParsePrefix(strings.TrimSpace(text))
		if err != nil {
			return nil, fmt.Errorf("%q is not a range of addresses such as 10.0.0.0/8", text)
		}
		ranges = append(ranges, prefix)
	}
	return ranges, nil
}

// checkSecureURL refuses what others could read and change on its way.
func checkSecureURL(v string) error {
	u, err := url.Parse(v)
	if err != nil || u.Host == "" || u.Scheme != "https" && (u.Scheme != "http" || !isLoopback(u.Hostname())) {
		return fmt.Errorf("%q is not a URL that begins with https://", v)
	}
	return nil
}

// setTokenKeys takes a URL of plain http too: outbound calls refuse it where it is not of an address that was allowed.
func setTokenKeys(c *Config, v string) error {
	if u, err := url.Parse(v); err == nil && u.Scheme != "" && u.Scheme != "https" && u.Scheme != "http" {
		return fmt.Errorf("%q is neither a file nor an https URL", v)
	}
	c.TokenKeys = v
	return nil
}

func checkOrigin(v string) error {
	if u, err := url.Parse(v); err == nil && u.Scheme+"://"+u.Host != v {
		return fmt.Errorf("%q has more than a scheme and a host", v)
	}
	return checkSecureURL(v)
}

func checkAddress(v string) error {
	if _, _, err := net.SplitHostPort(v); err != nil {
		return fmt.Errorf("%q is not host:port", v)
	}
	return nil
}

func checkLoopback(v string) error {
	host, _, err := net.SplitHostPort(v)
	if err != nil {
		return fmt.Errorf("%q is not host:port", v)
	}
	if !isLoopback(host) {
		return fmt.Errorf("%q can be reached from other machines, and asks for no sign-in; use 127.0.0.1", v)
	}
	return nil
}

func isLoopback(host string) bool {
	ip, err := netip.ParseAddr(host)
	return host == "localhost" || err == nil && ip.IsLoopback()
}
