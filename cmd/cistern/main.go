// Cistern meters the runs of AI agents against a pool of credits, and decides who may run.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"slices"
	"strings"
	"syscall"
	_ "time/tzdata" // contracts name their time zones; the machine may have none
)

// command is one of the things that the program does.
type command struct {
	name, summary string
	run           func(ctx context.Context, p program, args []string) error
}

// program is what a command has of the world.
type program struct {
	environ        []string
	stdin          io.Reader
	stdout, stderr io.Writer
}

func commands() []command {
	return []command{
		{"serve", "serve the API and the dashboard on a migrated database", serve},
		{"demo", "run everything on a private database, with a demo contract and simulated agents", runDemo},
		{"migrate", "bring the database up to date", migrate},
		{"import", "read runs that already happened from CSV or NDJSON", importRuns},
		{"token", "issue a service token for a contract", token},
		{"people", "let people in: the first of an installation, an account team, whoever forgot their password", letIn},
		{"verify", "prove that counters, runs and ledger agree", verifyContracts},
		{"audit", "prove that the audit log was not changed", auditLog},
		{"version", "say which version this is", version},
	}
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	p := program{environ: os.Environ(), stdin: os.Stdin, stdout: os.Stdout, stderr: os.Stderr}
	status := run(ctx, p, os.Args[1:])
	stop()
	os.Exit(status)
}

// run does what the arguments say and returns the exit status: 0 done, 1 refused or broken, 2 not understood.
func run(ctx context.Context, p program, args []string) int {
	if len(args) == 0 || slices.Contains([]string{"help", "-h", "--help"}, args[0]) {
		usage(p.stdout)
		return 0
	}
	for _, c := range commands() {
		if c.name != args[0] {
			continue
		}
		err := c.run(ctx, p, args[1:])
		var misused *usageError
		switch {
		case err == nil:
			return 0
		case errors.As(err, &misused):
			fmt.Fprintf(p.stderr, "cistern %s: %v\nTry 'cistern %s --help'.\n", c.name, err, c.name)
			return 2
		}
		fmt.Fprintf(p.stderr, "cistern %s: %v\n", c.name, err)
		return 1
	}
	fmt.Fprintf(p.stderr, "cistern: there is no command %q.\nTry 'cistern help'.\n", args[0])
	return 2
}

func usage(w io.Writer) {
	var list strings.Builder
	for _, c := range commands() {
		fmt.Fprintf(&list, "  %-9s %s\n", c.name, c.summary)
	}
	fmt.Fprintf(w, `Cistern meters the runs of AI agents against a pool of credits, and decides who may run.

Usage: cistern COMMAND [FLAGS]

%s
'cistern COMMAND --help' says more of one. Settings come from the environment:
'cistern serve --help' lists them.
`, list.String())
}

// usageError says that the command line was not understood.
type usageError struct{ error }

func misuse(format string, args ...any) error { return &usageError{fmt.Errorf(format, args...)} }
