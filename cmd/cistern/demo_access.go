package main

import (
	"context"
	"crypto/rand"
	"database/sql"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"
	"time"
	"unicode/utf8"

	"cistern/audit"
	"cistern/auth"
	"cistern/credit"
	"cistern/demo"
)

// tokenLife is how long the agents of a demo may go on before it has to be started again.
const tokenLife = 30 * 24 * time.Hour

// demoAccess is how people and programs get into a running demo. Password and token are new with every start, so that nobody who
// knows the source gets into a demo that others can reach.
type demoAccess struct {
	URL       string `json:"url"`
	Site      string `json:"site"` // of somebody else, with the widgets
	Email     string `json:"email"`
	Password  string `json:"password"`
	Token     string `json:"token"`     // may write runs
	Workspace string `json:"workspace"` // global id of the largest one
	Database  string `json:"database"`  // URL, as its owner
}

// openDemo makes a password and a token; where the demo is reached is not known yet.
func openDemo(ctx context.Context, db *sql.DB) (a demoAccess, err error) {
	a = demoAccess{
		Email: demo.Admin.Email, Password: strings.ToLower(rand.Text()[:12]), Workspace: demo.MainWorkspace.String(),
	}
	hash, err := auth.NewPasswords().Hash(ctx, a.Password)
	if err != nil {
		return a, err
	}
	if err := demo.SetPassword(ctx, db, hash); err != nil {
		return a, err
	}
	now := time.Now()
	a.Token, err = issue(ctx, db, auth.NewToken{
		On: auth.Scope{Contract: demo.MainWorkspace.Contract}, Name: "Simulated agents",
		Scopes: []credit.TokenScope{credit.ScopeRunsWrite}, ExpiresAt: now.Add(tokenLife),
		Actor: audit.Actor{Kind: audit.Operator}, Reason: "cistern demo",
	}, now)
	return a, err
}

// write puts everything into a file that is there whole or not at all; without a path it does nothing.
func (a demoAccess) write(path string) error {
	if path == "" {
		return nil
	}
	text, err := json.Marshal(a) //nolint:gosec // the password is what the file is for
	if err != nil {
		return err
	}
	partial := path + ".partial"
	if err := os.WriteFile(partial, append(text, '\n'), 0o600); err != nil {
		return err
	}
	return os.Rename(partial, path)
}

// welcome tells people where to go and how to get in.
func (a demoAccess) welcome(w io.Writer) {
	lines := []string{"Cistern runs at " + a.URL, "", "Sign in with one of these and the password " + a.Password}
	for _, p := range demo.People {
		lines = append(lines, fmt.Sprintf("  %-25s sees %s", p.Email, p.Sees))
	}
	lines = append(lines, "", "What there is to see: "+a.URL+"/demo", "The widgets on a page of another site: "+a.Site,
		"", "Ctrl-C stops everything; the next start finds it again.")
	width := 0
	for _, line := range lines {
		width = max(width, utf8.RuneCountInString(line))
	}
	fmt.Fprintf(w, "\n┌%s┐\n", strings.Repeat("─", width+4))
	for _, line := range lines {
		fmt.Fprintf(w, "│  %-*s  │\n", width, line)
	}
	fmt.Fprintf(w, "└%s┘\n", strings.Repeat("─", width+4))
}
