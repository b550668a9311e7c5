package main

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/uuid"

	"cistern/graph/globalid"
	"cistern/internal/dbtest"
)

func TestVerify(t *testing.T) {
	t.Parallel()
	address := newDatabase(t, template)
	db := openDatabase(t, address)
	right, wrong := dbtest.Contract(t, clientOf(db)), dbtest.Contract(t, clientOf(db))
	env := []string{"DATABASE_URL=" + address}
	if o := runs(t, env, "verify"); o.status != 0 || o.stdout != "2 contracts: counters, runs and ledger agree\n" || o.stderr != "" {
		t.Errorf("ended with %d: %s %s", o.status, o.stdout, o.stderr)
	}
	if _, err := db.ExecContext(t.Context(), "update contracts set held = 7000000 where id = $1", wrong.ID); err != nil {
		t.Fatal(err)
	}
	first := fmt.Sprintf("contract %s: contracts.held is 7, but 0 by its going runs\n", wrong.ID)
	if o := runs(t, env, "verify"); o.status != 1 || o.stdout != first || o.stderr != "cistern verify: 1 of 2 contracts have figures that disagree\n" {
		t.Errorf("ended with %d: %s %s", o.status, o.stdout, o.stderr)
	}
	if o := runs(t, env, "verify", "--contract", globalid.ID{Type: globalid.Contract, Of: right.ID}.String()); o.status != 0 {
		t.Errorf("ended with %d: %s %s", o.status, o.stdout, o.stderr)
	}
	nowhere := globalid.ID{Type: globalid.Contract, Of: uuid.Must(uuid.NewV7())}.String()
	for name, test := range map[string]struct {
		args   []string
		status int
		says   string
	}{
		"NoSuchContract": {[]string{"--contract", nowhere}, 1, "there is no contract"},
		"NoContractID":   {[]string{"--contract", "wsp_x"}, 2, "is not the global id of a contract"},
		"Arguments":      {[]string{"everything"}, 2, `there is no use for "everything"`},
	} {
		if o := runs(t, env, append([]string{"verify"}, test.args...)...); o.status != test.status || !strings.Contains(o.stderr, test.says) {
			t.Errorf("%s: ended with %d: %s", name, o.status, o.stderr)
		}
	}
	if o := runs(t, nil, "verify"); o.status != 1 || !strings.Contains(o.stderr, "DATABASE_URL is not set") {
		t.Errorf("ended with %d: %s", o.status, o.stderr)
	}
}
