package main

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"cistern/credit"
	"cistern/ent"
	"cistern/graph/globalid"
	"cistern/internal/dbtest"
)

// office is a live server, a contract, and somebody of its account team with a token for scripts.
type office struct {
	environ  []string
	contract string // global id
	client   *ent.Client
	row      *ent.Contract
}

func newOffice(t *testing.T) office {
	t.Helper()
	address := newDatabase(t, template)
	signer, keys := signingFiles(t)
	client := clientOf(openDatabase(t, address))
	contract := dbtest.Contract(t, client, func(c *ent.ContractCreate) { c.SetName("Example Corp") })
	dbtest.Workspace(t, client, contract, func(w *ent.WorkspaceCreate) { w.SetName(`=Research, "applied"`) })
	staff := dbtest.User(t, client)
	dbtest.ContractRole(t, client, staff, contract, func(r *ent.ContractRoleCreate) { r.SetRole(credit.RoleAccountTeam) })
	p := serving(t, address, "CISTERN_TOKEN_KEYS="+keys)
	signed := runs(t, signer, "token", "--sign", "access", "--scopes", "ACCOUNTS_WRITE,USAGE_READ",
		"--subject", globalid.ID{Type: globalid.User, Of: staff.ID}.String())
	if signed.status != 0 {
		t.Fatal(signed.stderr)
	}
	return office{
		environ:  append(os.Environ(), "CISTERN_URL="+p.public, "CISTERN_TOKEN="+strings.TrimSpace(signed.stdout)),
		contract: globalid.ID{Type: globalid.Contract, Of: contract.ID}.String(), client: client, row: contract,
	}
}

// TestExamples runs the scripts of examples/ in all languages against a live server.
func TestExamples(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	dir := t.TempDir()
	goProgram, tsProgram := filepath.Join(dir, "cistern"), filepath.Join(dir, "cistern.mjs")
	o.run(t, "go", "build", "-o", goProgram, "../../examples/go")
	o.run(t, "../../ui/node_modules/.bin/rolldown", "../../examples/typescript/cistern.ts", "--file", tsProgram)
	for name, script := range map[string][]string{
		"Curl": {"../../examples/curl/cistern"}, "Go": {goProgram}, "TypeScript": {"node", tsProgram},
	} {
		t.Run(name, func(t *testing.T) {
			if out := o.run(t, append(script, "contracts")...); !strings.HasPrefix(out, o.contract+"\tExample Corp\t") {
				t.Errorf("contracts: %s", out)
			}
			if out := o.run(t, append(script, "grant", o.contract, "250.5", "for "+name)...); !strings.HasPrefix(out, "grt_") {
				t.Errorf("grant: %s", out)
			}
			if out := o.run(t, append(script, "allowance", o.contract, "2000", "for "+name)...); strings.TrimSpace(out) != o.contract {
				t.Errorf("allowance: %s", out)
			}
			if out := o.run(t, append(script, "usage", o.contract)...); !strings.Contains(out, `,"'=Research, ""applied""",`) {
				t.Errorf("usage: %s", out)
			}
			refused := exec.CommandContext(t.Context(), script[0], append(script[1:], "grant", "con_AAAAAAAAAAAAAAAAAAAAAQ", "1", "stray")...)
			refused.Env = o.environ
			if out, err := refused.CombinedOutput(); err == nil || !strings.Contains(string(out), "nothing here") {
				t.Errorf("grants to a contract of others: %v, %s", err, out)
			}
		})
	}
	if after := o.client.Contract.GetX(context.Background(), o.row.ID); after.Allowance != 2000*credit.Credit {
		t.Errorf("the allowance is %s", after.Allowance)
	}
}

// run runs a command that must succeed, and returns what it prints.
func (o office) run(t *testing.T, command ...string) string {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), command[0], command[1:]...)
	cmd.Env = o.environ
	var problems strings.Builder
	cmd.Stderr = &problems
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v: %v: %s", command, err, &problems)
	}
	return string(out)
}
