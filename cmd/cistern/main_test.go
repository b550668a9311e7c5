package main

import (
	"bytes"
	"strings"
	"testing"
)

func TestUsage(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		args           string
		status         int
		stdout, stderr string // parts
	}{
		{"", 0, "Usage: cistern COMMAND", ""},
		{"help", 0, "Usage: cistern COMMAND", ""},
		{"--help", 0, "Usage: cistern COMMAND", ""},
		{"-h", 0, "Usage: cistern COMMAND", ""},
		{"serve --help", 0, "CISTERN_OPERATIONS_LISTEN (default 127.0.0.1:9090)", ""},
		{"serve -h", 0, "Usage: cistern serve", ""},
		{"migrate --help", 0, "Usage: cistern migrate", ""},
		{"token --help", 0, "-workspace", ""},
		{"version --help", 0, "Usage: cistern version", ""},
		{"version", 0, "cistern ", ""},
		{"sreve", 2, "", `there is no command "sreve"`},
		{"serve --port 80", 2, "", "Try 'cistern serve --help'"},
		{"serve now", 2, "", `"now"`},
		{"migrate down", 2, "", `"down"`},
		{"version 2", 2, "", `"2"`},
		{"token --workspace wsp_x", 2, "", "is not the global id of a workspace"},
		{"serve", 1, "", "DATABASE_URL is not set"},
		{"migrate", 1, "", "DATABASE_URL is not set"},
	} {
		t.Run(test.args, func(t *testing.T) {
			t.Parallel()
			var stdout, stderr bytes.Buffer
			p := program{stdin: strings.NewReader(""), stdout: &stdout, stderr: &stderr}
			status := run(t.Context(), p, strings.Fields(test.args))
			if status != test.status || !strings.Contains(stdout.String(), test.stdout) || !strings.Contains(stderr.String(), test.stderr) {
				t.Errorf("ended with %d, %q, %q", status, stdout.String(), stderr.String())
			}
			if (stdout.Len() == 0) != (test.stdout == "") || (stderr.Len() == 0) != (test.stderr == "") {
				t.Errorf("says %q and, of errors, %q", stdout.String(), stderr.String())
			}
		})
	}
}

func TestUsageListsEveryCommand(t *testing.T) {
	t.Parallel()
	var stdout bytes.Buffer
	usage(&stdout)
	for _, c := range commands() {
		if !strings.Contains(stdout.String(), c.name+" ") || !strings.Contains(stdout.String(), c.summary) {
			t.Errorf("nothing is said of %s", c.name)
		}
	}
}
