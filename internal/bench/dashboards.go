package main

import (
	"bytes"
	"context"
	_ "embed"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	"cistern/auth"
	"cistern/graph/globalid"
	"cistern/ui"
)

//go:embed fill.sql
var fillSQL string

const smallRuns = 10_000

// dashboards measures (c): the query of the dashboard's page behind a few runs and behind many.
func (b *bench) dashboards(ctx context.Context, runs int) error {
	program, err := b.startCistern(ctx)
	if err != nil {
		return err
	}
	defer program.stop()
	fmt.Printf("(c) the dashboard's query, one caller; filling %d runs\n", runs)
	t := newTable("", "queries/s", "p50", "p99", "server µs/query", "database µs/query")
	small, err := b.fill(ctx, program, smallRuns)
	if err != nil {
		return err
	}
	large, err := b.fill(ctx, program, runs)
	if err != nil {
		return err
	}
	for range b.rounds {
		for _, m := range []struct {
			name string
			load load
		}{
			{fmt.Sprintf("%d runs", smallRuns), small},
			{fmt.Sprintf("%d runs", runs), large},
		} {
			m.load.connections, m.load.lasting = 1, b.lasting
			r, err := b.measure(ctx, program, m.load)
			if err != nil {
				return err
			}
			t.add(m.name, r)
		}
	}
	t.print()
	fmt.Printf("  p50 with many runs is %.2f of that with few (goal 1.20 at the most)\n\n",
		t.median(fmt.Sprintf("%d runs", runs), 1)/t.median(fmt.Sprintf("%d runs", smallRuns), 1))
	return nil
}

// fill makes a contract with 40 agents and that many runs in the running period, the counters made of the runs, and an admin who
// looks at it.
func (b *bench) fill(ctx context.Context, p *process, runs int) (load, error) {
	s, err := b.newStage(ctx)
	if err != nil {
		return load{}, err
	}
	const password = "bench bench bench" //nolint:gosec // of a database that lives as long as the bench
	hash, err := auth.NewPasswords().Hash(ctx, password)
	if err != nil {
		return load{}, err
	}
	email := fmt.Sprintf("%s@bench.test", s.contract)
	if _, err := b.db.ExecContext(ctx, fmt.Sprintf(fillSQL, s.contract, s.workspace, email, hash, runs)); err != nil {
		return load{}, fmt.Errorf("fill: %w", err)
	}
	cookie, err := signIn(ctx, p.address, email, password)
	if err != nil {
		return load{}, err
	}
	page, err := creditsPage()
	if err != nil {
		return load{}, err
	}
	workspace := globalid.ID{Type: globalid.Workspace, Contract: s.contract, Of: s.workspace}
	return load{
		address: p.address, path: "/graphql", header: "Cookie: " + cookie + "\r\n", accepted: []byte(`"asOf"`),
		request: func(body *bytes.Buffer) {
			fmt.Fprintf(body, `{"extensions":{"persistedQuery":{"version":1,"sha256Hash":%q}},
				"variables":{"workspaceId":%q,"orderBy":{"field":"CREDITS","direction":"DESC"},"filter":{}}}`, page, workspace)
		},
	}, nil
}

// creditsPage is the hash by which the dashboard's page asks for its figures.
func creditsPage() (hash string, err error) {
	documents, err := ui.Documents()
	if err != nil {
		return "", err
	}
	for name, document := range documents {
		if strings.Contains(document, "query CreditsPage(") {
			return strings.TrimPrefix(name, "sha256:"), nil
		}
	}
	return "", errors.New("the dashboard has no query CreditsPage")
}

func signIn(ctx context.Context, address, email, password string) (cookie string, err error) {
	body := fmt.Sprintf(`{"email":%q,"password":%q}`, email, password)
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, "http://"+address+"/auth/sign-in", bytes.NewBufferString(body))
	if err != nil {
		return "", err
	}
	request.Header.Set("Content-Type", "application/json")
	client := http.Client{Timeout: 10 * time.Second}
	response, err := client.Do(request)
	if err != nil {
		return "", err
	}
	defer response.Body.Close()
	for _, c := range response.Cookies() {
		return c.Name + "=" + c.Value, nil
	}
	return "", fmt.Errorf("sign in: %s", response.Status)
}
