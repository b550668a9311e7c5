package main

import (
	"strings"
	"testing"

	"cistern/graph/globalid"
)

func TestAuditVerify(t *testing.T) {
	t.Parallel()
	address := newDatabase(t, template)
	settings := []string{"DATABASE_URL=" + address}
	issued(t, address) // writes an entry
	other := newWorkspace(t, address)
	parsed, err := globalid.Parse(other)
	must(t, err)
	untouched := globalid.ID{Type: globalid.Contract, Of: parsed.Contract}.String()

	if o := runs(t, settings, "audit", "verify"); o.status != 0 || !strings.HasPrefix(o.stdout, "2 contracts:") {
		t.Fatalf("ended with %d: %s%s", o.status, o.stdout, o.stderr)
	}
	_, err = openDatabase(t, address).ExecContext(t.Context(), "update audit_entries set reason = 'tampered'")
	must(t, err)
	o := runs(t, settings, "audit", "verify")
	if o.status != 1 || !strings.Contains(o.stdout, "entry 1 (aud_") || !strings.Contains(o.stdout, "CHANGED") || !strings.Contains(o.stderr, "1 of 2 contracts") {
		t.Errorf("ended with %d: %s%s", o.status, o.stdout, o.stderr)
	}
	if o := runs(t, settings, "audit", "verify", "--contract", untouched); o.status != 0 || !strings.HasPrefix(o.stdout, "1 contracts:") {
		t.Errorf("ended with %d: %s%s", o.status, o.stdout, o.stderr)
	}
	for name, test := range map[string]struct {
		args   []string
		status int
		says   string
	}{
		"Help":       {[]string{"audit", "--help"}, 0, ""},
		"HelpVerify": {[]string{"audit", "verify", "--help"}, 0, ""},
		"NoVerb":     {[]string{"audit"}, 2, "verify"},
		"OtherVerb":  {[]string{"audit", "rewrite"}, 2, "rewrite"},
		"OtherID":    {[]string{"audit", "verify", "--contract", other}, 2, "--contract"},
		"Unknown":    {[]string{"audit", "verify", "--contract", globalid.ID{Type: globalid.Contract, Of: [16]byte{1}}.String()}, 1, "no contract"},
	} {
		t.Run(name, func(t *testing.T) {
			if o := runs(t, settings, test.args...); o.status != test.status || !strings.Contains(o.stderr, test.says) {
				t.Errorf("ended with %d: %s%s", o.status, o.stdout, o.stderr)
			}
		})
	}
}
