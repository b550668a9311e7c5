package main

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"cistern/graph/globalid"
)

// secretOf runs `cistern people` and returns what the link carries that it prints, which leads to a page of the installation.
func secretOf(t *testing.T, address, page string, args ...string) string {
	t.Helper()
	environ := []string{"DATABASE_URL=" + address, "CISTERN_PUBLIC_URL=https://cistern.example.com"}
	o := runs(t, environ, append([]string{"people"}, args...)...)
	secret, found := strings.CutPrefix(strings.TrimSpace(o.stdout), "https://cistern.example.com"+page+"#")
	if o.status != 0 || !found {
		t.Fatalf("%v ended with %d: %q %s", args, o.status, o.stdout, o.stderr)
	}
	return secret
}

// enter signs in with a password and returns the cookie.
func (p *process) enter(t *testing.T, email string) string {
	t.Helper()
	r := fetch(t, "POST", p.public+"/auth/sign-in", fmt.Sprintf(`{"email": %q, "password": "a good long password"}`, email), "Content-Type: application/json")
	cookie, _, found := strings.Cut(r.header.Get("Set-Cookie"), ";")
	if !found {
		t.Fatalf("%s does not get in: %d %s", email, r.status, r.body)
	}
	return cookie
}

// The first person of an installation gets in without SQL, and lets in the others.
func TestPeople(t *testing.T) {
	t.Parallel()
	address := newDatabase(t, template)
	p := serving(t, address)
	const isJSON = "Content-Type: application/json"
	setPassword := func(t *testing.T, secret string) {
		t.Helper()
		body := fmt.Sprintf(`{"secret": %q, "password": "a good long password"}`, secret)
		if r := fetch(t, "POST", p.public+"/auth/reset-password", body, isJSON); r.status != 204 {
			t.Fatalf("%d %s", r.status, r.body)
		}
	}
	ask := func(t *testing.T, cookie, query string) reply {
		t.Helper()
		body, err := json.Marshal(map[string]string{"query": query})
		must(t, err)
		return fetch(t, "POST", p.public+"/graphql", string(body), isJSON, "Cookie: "+cookie)
	}

	setPassword(t, secretOf(t, address, "/reset-password", "--email", "ada@example.com", "--name", "Ada", "--new-contract", "Example"))
	ada := p.enter(t, "ada@example.com")
	var seen struct {
		Data struct {
			Viewer struct {
				Contracts struct{ Nodes []struct{ ID string } }
			}
		}
	}
	r := ask(t, ada, `{ viewer { contracts { nodes { id } } workspaces { nodes { name } } } }`)
	must(t, json.Unmarshal([]byte(r.body), &seen))
	if len(seen.Data.Viewer.Contracts.Nodes) != 1 || !strings.Contains(r.body, `"workspaces":{"nodes":[{"name":"Example"}]}`) {
		t.Fatalf("%s", r.body)
	}
	contract := seen.Data.Viewer.Contracts.Nodes[0].ID
	if r := ask(t, ada, `mutation { createContract(input: {name: "Another", workspaceName: "One", ownerName: "Eve", ownerEmail: "eve@example.com"}) {
		contractId userErrors { message } } }`); !strings.Contains(r.body, `"contractId":"con_`) {
		t.Errorf("the first person is on no account team: %s", r.body)
	}

	invitation := secretOf(t, address, "/invitation", "--email", "bob@example.com", "--contract", contract, "--role", "ACCOUNT_TEAM")
	body := fmt.Sprintf(`{"invitation": %q, "name": "Bob", "password": "a good long password", "locale": "en"}`, invitation)
	if r := fetch(t, "POST", p.public+"/auth/join", body, isJSON); r.status != 204 {
		t.Fatalf("%d %s", r.status, r.body)
	}
	if r := ask(t, p.enter(t, "bob@example.com"), `{ contract(id: "`+contract+`") { name } }`); !strings.Contains(r.body, `"name":"Example"`) {
		t.Errorf("%s", r.body)
	}

	setPassword(t, secretOf(t, address, "/reset-password", "--email", "EVE@example.com"))
	p.enter(t, "eve@example.com")
}

func TestPeopleRefuses(t *testing.T) {
	t.Parallel()
	address := newDatabase(t, template)
	unknown := globalid.ID{Type: globalid.Contract, Of: [16]byte{1}}.String()
	for args, want := range map[string]struct {
		status int
		says   string
	}{
		"":                               {2, "--email is needed"},
		"--email a@b.c --role ORG_OWNER": {2, "--contract and --role go together"},
		"--email a@b.c --new-contract X": {2, "goes with --name"},
		"--email a@b.c --contract wsp_1 --role ORG_OWNER":           {2, "not the global id of a contract"},
		"--email a@b.c --contract " + unknown + " --role OWNER":     {2, "--role"},
		"--email a@b.c --contract " + unknown + " --role ORG_OWNER": {1, "no such contract"},
		"--email a@b.c": {1, "nobody who signs in with a password has the address a@b.c"},
		"--email nobody --name N --new-contract X": {1, "an email address"},
	} {
		o := runs(t, []string{"DATABASE_URL=" + address}, append([]string{"people"}, strings.Fields(args)...)...)
		if o.status != want.status || !strings.Contains(o.stderr, want.says) || o.stdout != "" {
			t.Errorf("%s ended with %d: %q %s", args, o.status, o.stdout, o.stderr)
		}
	}
}
