package main

import (
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"crypto/x509"
	"encoding/pem"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"entgo.io/ent/dialect"
	entsql "entgo.io/ent/dialect/sql"

	"cistern/ent"
	"cistern/graph/globalid"
	"cistern/internal/dbtest"
)

// newWorkspace makes a contract with a workspace and returns its global id.
func newWorkspace(t *testing.T, address string) string {
	t.Helper()
	client := ent.NewClient(ent.Driver(entsql.OpenDB(dialect.Postgres, openDatabase(t, address))))
	w := dbtest.Workspace(t, client, dbtest.Contract(t, client))
	return globalid.ID{Type: globalid.Workspace, Contract: w.ContractID, Of: w.ID}.String()
}

// issued is a token for a contract of its own.
func issued(t *testing.T, address string, args ...string) string {
	t.Helper()
	args = append([]string{"token", "--workspace", newWorkspace(t, address), "--name", "Runtime"}, args...)
	o := runs(t, []string{"DATABASE_URL=" + address}, args...)
	if o.status != 0 || o.stderr != "" || !strings.HasPrefix(o.stdout, "cis_") || strings.Count(o.stdout, "\n") != 1 {
		t.Fatalf("ended with %d: %q %s", o.status, o.stdout, o.stderr)
	}
	return strings.TrimSpace(o.stdout)
}

func TestToken(t *testing.T) {
	t.Parallel()
	address := newDatabase(t, template)
	p := serving(t, address)
	for name, test := range map[string]struct {
		args []string
		says string
	}{
		"OfTheContract":  {nil, "NOT_FOUND"}, // of the run: the token may look
		"OfTheWorkspace": {[]string{"--bound", "--for", "1h"}, "NOT_FOUND"},
		"OtherScope":     {[]string{"--scopes", "USAGE_READ, AGENTS_WRITE"}, "FORBIDDEN"},
		"Expired":        {[]string{"--for", "1ns"}, "UNAUTHENTICATED"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			token := issued(t, address, test.args...)
			r := fetch(t, "POST", p.public+"/graphql", heartbeat, "Content-Type: application/json", "Authorization: Bearer "+token)
			if !strings.Contains(r.body, `"`+test.says+`"`) {
				t.Errorf("%d %s", r.status, r.body)
			}
		})
	}
}

// signingFiles makes a key to sign by, as the setting of whoever signs, and the file of its public half.
func signingFiles(t *testing.T) (signer []string, keys string) {
	t.Helper()
	dir := t.TempDir()
	private := filepath.Join(dir, "signing.pem")
	_, key, err := ed25519.GenerateKey(rand.Reader)
	must(t, err)
	der, err := x509.MarshalPKCS8PrivateKey(key)
	must(t, err)
	must(t, os.WriteFile(private, pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der}), 0o600))
	signer, keys = []string{"CISTERN_SIGNING_KEY=" + private}, filepath.Join(dir, "keys.json")
	must(t, os.WriteFile(keys, []byte(runs(t, signer, "token", "--keys").stdout), 0o600))
	return signer, keys
}

func TestSignedToken(t *testing.T) {
	t.Parallel()
	address := newDatabase(t, template)
	signer, keysFile := signingFiles(t)
	p := serving(t, address, "CISTERN_TOKEN_KEYS="+keysFile)
	workspace := newWorkspace(t, address)
	for name, test := range map[string]struct {
		args string
		says string
	}{
		"Access":       {"--sign access --subject " + workspace, "NOT_FOUND"}, // of the run: the token may look
		"OtherScope":   {"--sign access --scopes USAGE_READ --for 5m --subject " + workspace, "FORBIDDEN"},
		"Subscription": {"--sign subscription --subject " + workspace, "FORBIDDEN"},
	} {
		t.Run(name, func(t *testing.T) {
			o := runs(t, signer, append([]string{"token"}, strings.Fields(test.args)...)...)
			r := fetch(t, "POST", p.public+"/graphql", heartbeat, "Content-Type: application/json", "Authorization: Bearer "+strings.TrimSpace(o.stdout))
			if !strings.Contains(r.body, `"`+test.says+`"`) {
				t.Errorf("%d %s %s", r.status, r.body, o.stderr)
			}
		})
	}
	for name, test := range map[string]struct {
		environ []string
		args    string
		status  int
		says    string
	}{
		"NoKey":        {nil, "--sign access --subject " + workspace, 1, "CISTERN_SIGNING_KEY"},
		"PublicKey":    {[]string{"CISTERN_SIGNING_KEY=" + keysFile}, "--keys", 1, "PEM"},
		"OtherKind":    {signer, "--sign refresh --subject " + workspace, 2, "refresh"},
		"NoSubject":    {signer, "--sign access", 2, "--subject"},
		"TooLong":      {signer, "--sign access --for 2h --subject " + workspace, 2, "1h0m0s"},
		"OfAnAgent":    {signer, "--sign access --subject " + strings.Replace(workspace, "wsp", "agt", 1), 2, "agt"},
		"UnknownScope": {signer, "--sign access --scopes ALL --subject " + workspace, 2, "--scopes"},
	} {
		t.Run("Refuses"+name, func(t *testing.T) {
			o := runs(t, test.environ, append([]string{"token"}, strings.Fields(test.args)...)...)
			if o.status != test.status || !strings.Contains(o.stderr, test.says) || o.stdout != "" {
				t.Errorf("ended with %d: %s%s", o.status, o.stdout, o.stderr)
			}
		})
	}
}

func TestTokenRefuses(t *testing.T) {
	t.Parallel()
	address := newDatabase(t, template)
	workspace := newWorkspace(t, address)
	nowhere := globalid.ID{Type: globalid.Workspace, Contract: [16]byte{1}, Of: [16]byte{2}}.String()
	parsed, err := globalid.Parse(workspace)
	must(t, err)
	unknown := globalid.ID{Type: globalid.Workspace, Contract: parsed.Contract, Of: [16]byte{2}}.String()
	for name, test := range map[string]struct {
		args   string
		status int
		says   string
	}{
		"NoWorkspace":      {"--name Runtime", 2, "--workspace"},
		"NoID":             {"--workspace team --name Runtime", 2, "--workspace"},
		"IDOfAnAgent":      {"--workspace " + strings.Replace(workspace, "wsp", "agt", 1) + " --name Runtime", 2, "--workspace"},
		"UnknownScope":     {"--workspace " + workspace + " --name Runtime --scopes RUNS_WRITE,EVERYTHING", 2, "EVERYTHING"},
		"NoScope":          {"--workspace " + workspace + " --name Runtime --scopes=", 2, "--scopes"},
		"NoName":           {"--workspace " + workspace, 2, "--name"},
		"NegativeLife":     {"--workspace " + workspace + " --name Runtime --for -1h", 2, "--for"},
		"MalformedLife":    {"--workspace " + workspace + " --name Runtime --for soon", 2, "-for"},
		"UnknownContract":  {"--workspace " + nowhere + " --name Runtime", 1, "no such contract"},
		"UnknownWorkspace": {"--workspace " + unknown + " --name Runtime --bound", 1, "no such workspace"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			o := runs(t, []string{"DATABASE_URL=" + address}, append([]string{"token"}, strings.Fields(test.args)...)...)
			if o.status != test.status || !strings.Contains(o.stderr, test.says) || o.stdout != "" {
				t.Errorf("ended with %d: %s%s", o.status, o.stdout, o.stderr)
			}
		})
	}
	t.Cleanup(func() {
		var n int
		must(t, openDatabase(t, address).QueryRowContext(context.Background(), "select count(*) from service_tokens").Scan(&n))
		if n > 0 {
			t.Errorf("%d tokens were issued", n)
		}
	})
}
