package main

import (
	"fmt"
	"log/slog"
	"net/mail"
	"net/netip"
	"os"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"cistern/auth"
	"cistern/ingest"
)

const onThisMachine = "DATABASE_URL=postgres://cistern@127.0.0.1/cistern?sslmode=disable"

func TestConfigDefaults(t *testing.T) {
	t.Parallel()
	want := Config{
		DatabaseURL: strings.TrimPrefix(onThisMachine, "DATABASE_URL="),
		Listen:      "127.0.0.1:8080",
		Operations:  "127.0.0.1:9090",
		IngestScope: ingest.ScopeAll,
		LogLevel:    slog.LevelInfo,
		OIDCLabel:   "single sign-on",
		Points:      300_000,
		TokenIssuer: "cistern", TokenAudience: "cistern",
	}
	for name, environ := range map[string][]string{
		"Unset": {onThisMachine, "HOME=/home/cistern", "OTHER_LISTEN=x"},
		"Empty": {onThisMachine, "CISTERN_LISTEN=", "CISTERN_OPERATIONS_LISTEN=", "CISTERN_TRUSTED_PROXIES=", "CISTERN_INGEST_SCOPE=", "CISTERN_LOG_LEVEL="},
	} {
		if got, err := loadConfig(environ); err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %+v, %v, want %+v", name, got, err, want)
		}
	}
}

func TestConfigOfEverything(t *testing.T) {
	t.Parallel()
	got, err := loadConfig([]string{
		"DATABASE_URL=postgresql://cistern:secret@db.example.com:6432/cistern?sslmode=verify-full", "CISTERN_LISTEN=:80",
		"CISTERN_OPERATIONS_LISTEN=[::1]:9999", "CISTERN_TRUSTED_PROXIES=10.0.0.0/8, 192.0.2.7/32", "CISTERN_INGEST_SCOPE=contract", "CISTERN_LOG_LEVEL=warn",
		"CISTERN_KEEP_RUNS=24", "CISTERN_TRIAL=on", "CISTERN_RATE_LIMIT=5000", "CISTERN_PUBLIC_URL=https://cistern.example.com/", "CISTERN_OUTBOUND_NETWORKS=10.1.2.0/24", "CISTERN_OIDC_ISSUER=https://id.example.com",
		"SMTP_URL=smtps://cistern:secret@smtp.example.com", "CISTERN_MAIL_FROM=Cistern <cistern@example.com>",
		"CISTERN_OIDC_CLIENT_ID=cistern", "CISTERN_OIDC_CLIENT_SECRET=secret", "CISTERN_OIDC_LABEL=Example",
		"CISTERN_TOKEN_KEYS=https://host.example.com/keys", "CISTERN_TOKEN_ISSUER=https://host.example.com", "CISTERN_TOKEN_AUDIENCE=credits",
		"CISTERN_SIGNING_KEY=/etc/cistern/signing.pem",
	})
	want := Config{
		DatabaseURL: "postgresql://cistern:secret@db.example.com:6432/cistern?sslmode=verify-full", Listen: ":80", Operations: "[::1]:9999",
		Proxies:     auth.Proxies{netip.MustParsePrefix("10.0.0.0/8"), netip.MustParsePrefix("192.0.2.7/32")},
		IngestScope: ingest.ScopeContract, LogLevel: slog.LevelWarn, KeepMonths: 24, Trial: true, Points: 5000,
		PublicURL: "https://cistern.example.com", Networks: []netip.Prefix{netip.MustParsePrefix("10.1.2.0/24")},
		SMTP: "smtps://cistern:secret@smtp.example.com", MailFrom: mail.Address{Name: "Cistern", Address: "cistern@example.com"},
		OIDCIssuer: "https://id.example.com", OIDCClientID: "cistern", OIDCClientSecret: "secret", OIDCLabel: "Example",
		TokenKeys: "https://host.example.com/keys", TokenIssuer: "https://host.example.com", TokenAudience: "credits",
		SigningKey: "/etc/cistern/signing.pem",
	}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%+v, %v", got, err)
	}
}

func TestConfigRefuses(t *testing.T) {
	t.Parallel()
	for entry, says := range map[string]string{
		"CISTERN_LISTENS=127.0.0.1:80":                             "there is no such setting",
		"CISTERN_=x":                                               "there is no such setting",
		"CISTERN_LISTEN=8080":                                      "is not host:port",
		"CISTERN_OPERATIONS_LISTEN=:9090":                          "other machines",
		"CISTERN_OPERATIONS_LISTEN=0.0.0.0:9090":                   "other machines",
		"CISTERN_OPERATIONS_LISTEN=db.example.com:9090":            "other machines",
		"CISTERN_OPERATIONS_LISTEN=9090":                           "is not host:port",
		"CISTERN_TRUSTED_PROXIES=10.0.0.1":                         "not a range",
		"CISTERN_TRUSTED_PROXIES=10.0.0.0/8,,":                     "not a range",
		"CISTERN_PUBLIC_URL=http://cistern.example.com":            "not a URL that begins with https://",
		"CISTERN_PUBLIC_URL=https://cistern.example.com/a":         "more than a scheme and a host",
		"CISTERN_PUBLIC_URL=cistern.example.com":                   "more than a scheme and a host",
		"CISTERN_OUTBOUND_NETWORKS=10.0.0.1":                       "not a range",
		"CISTERN_OIDC_ISSUER=http://id.example.com":                "not a URL that begins with https://",
		"CISTERN_OIDC_ISSUER=https://id.example.com":               "needs CISTERN_PUBLIC_URL",
		"CISTERN_TOKEN_KEYS=ftp://host.example.com/keys":           "neither a file nor",
		"SMTP_URL=https://smtp.example.com":                        "is not a URL such as smtps://",
		"SMTP_URL=smtps://smtp.example.com:none":                   "is not a URL such as smtps://",
		"SMTP_URL=smtps://smtp.example.com":                        "needs CISTERN_MAIL_FROM and CISTERN_PUBLIC_URL",
		"CISTERN_MAIL_FROM=Cistern":                                "is not an address",
		"CISTERN_INGEST_SCOPE=some":                                "neither all nor contract",
		"CISTERN_TRIAL=yes":                                        "is neither on nor off",
		"CISTERN_RATE_LIMIT=4999":                                  "is not a number from 5000",
		"CISTERN_RATE_LIMIT=off":                                   "is not a number from 5000",
		"CISTERN_KEEP_RUNS=2":                                      "is not a number of months from 3",
		"CISTERN_KEEP_RUNS=all":                                    "is not a number of months from 3",
		"CISTERN_LOG_LEVEL=loud":                                   "loud",
		"DATABASE_URL=postgres://db.example.com/c":                 "says no sslmode",
		"DATABASE_URL=postgres://127.0.0.1/c":                      "says no sslmode",
		"DATABASE_URL=postgres://db.example.com/c?sslmode=disable": "lets others read",
		"DATABASE_URL=postgres://10.0.0.1/c?sslmode=require":       "lets others read",
		"DATABASE_URL=mysql://127.0.0.1/c?sslmode=disable":         "is not a URL",
		"DATABASE_URL=host=127.0.0.1 sslmode=disable":              "is not a URL",
		"DATABASE_URL=postgres:///c?sslmode=disable":               "is not a URL",
	} {
		name, _, _ := strings.Cut(entry, "=")
		if _, err := loadConfig([]string{entry}); err == nil || !strings.HasPrefix(err.Error(), name+": ") || !strings.Contains(err.Error(), says) {
			t.Errorf("%s: %v", entry, err)
		}
	}
}

func TestConfigTellsAllAtOnce(t *testing.T) {
	t.Parallel()
	const password = "s3cr3t"
	wrong := []string{
		"DATABASE_URL=postgres://cistern:" + password + "@db.example.com/c?sslmode=disable", "CISTERN_OPERATIONS_LISTEN=0.0.0.0:9090",
		"CISTERN_LOG_LEVEL=loud", "CISTERN_UNHEARD_OF=1",
	}
	_, err := loadConfig(wrong)
	if err == nil {
		t.Fatal("nothing is refused")
	}
	for _, entry := range wrong {
		name, _, _ := strings.Cut(entry, "=")
		if !strings.Contains(err.Error(), name+": ") {
			t.Errorf("nothing is said of %s: %v", name, err)
		}
	}
	if strings.Contains(err.Error(), password) {
		t.Errorf("the password is told: %v", err)
	}
}

var settingRow = regexp.MustCompile("(?m)^\\| `(\\w+)` \\| (?:`([^`]*)`)? ?\\| (.*) \\|$")

func TestReadmeListsTheSettings(t *testing.T) {
	t.Parallel()
	readme, err := os.ReadFile("../../README.md")
	must(t, err)
	_, section, found := strings.Cut(string(readme), "\n## Settings\n")
	section, _, _ = strings.Cut(section, "\n## ")
	if !found {
		t.Fatal("README.md has no section \"## Settings\"")
	}
	var listed, want []string
	for _, row := range settingRow.FindAllStringSubmatch(section, -1) {
		listed = append(listed, fmt.Sprintf("%s (%s) %s", row[1], row[2], row[3]))
	}
	for _, s := range settings() {
		want = append(want, fmt.Sprintf("%s (%s) %s", s.name, s.byDefault, s.help))
	}
	if !reflect.DeepEqual(listed, want) {
		t.Errorf("the table of settings in README.md lists\n%s\nthe program has\n%s", strings.Join(listed, "\n"), strings.Join(want, "\n"))
	}
}
