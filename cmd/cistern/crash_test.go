package main

import (
	"math/rand/v2"
	"net/http"
	"testing"
	"time"

	"entgo.io/ent/dialect"
	entsql "entgo.io/ent/dialect/sql"
	"github.com/google/uuid"

	"cistern/credit"
	"cistern/ent"
	"cistern/graph/globalid"
	"cistern/internal/crashtest"
	"cistern/internal/dbtest"
)

const callers = 16

// Acknowledged means durable, for callers of the API: `kill -9` of the program, of PostgreSQL and of both, again and again in the
// middle of their work, loses no run that was acknowledged, counts none twice, and leaves no hold behind (D7, D8). Each cycle kills
// each once.
func TestKillingTheProgramLosesNoAcknowledgedRun(t *testing.T) {
	t.Parallel()
	postgres := crashtest.NewPostgres(t)
	p := newVictim(t, postgres.URL)
	p.command(t, "migrate")
	workspace, agents := hireAgents(t, postgres)
	runtime := caller{
		http:     &http.Client{Timeout: 10 * time.Second, Transport: &http.Transport{MaxIdleConnsPerHost: callers}},
		url:      "http://" + p.address + "/graphql",
		token:    p.command(t, "token", "--workspace", workspaceID(workspace), "--name", "runtime"),
		contract: workspace.ContractID,
	}
	t.Cleanup(runtime.http.CloseIdleConnections)
	load := crashtest.NewLoad(func() crashtest.Run {
		return crashtest.NewRun(agents[rand.IntN(len(agents))], time.Now())
	}, runtime.report)

	kills := []func(){
		func() { p.kill(t); p.serve(t) },
		func() { postgres.Kill(t); postgres.Start(t) },
		func() { p.kill(t); postgres.Kill(t); postgres.Start(t); p.serve(t) },
	}
	cycles := crashtest.Cycles(t, 3)
	p.serve(t)
	began := time.Now()
	load.Start(t.Context(), callers)
	for range cycles {
		for _, next := range rand.Perm(len(kills)) {
			must(t, load.AwaitMoment(t.Context()))
			kills[next]()
		}
	}
	must(t, load.AwaitMoment(t.Context()))
	must(t, load.Stop())

	log := load.Log()
	t.Logf("%d kills each of the program, of PostgreSQL and of both in %.1f s: %d runs acknowledged, %d of them stored before; %d requests sent again",
		cycles, time.Since(began).Seconds(), len(log.Acknowledged), log.Repeated, log.Again)
	must(t, crashtest.Verify(t.Context(), postgres.Open(t, ""), workspace.ContractID, log.Acknowledged))
	if log.Again == 0 {
		t.Error("no request met a killed process")
	}
}

// hireAgents makes a contract whose period is billed and whose pool does not run dry.
func hireAgents(t *testing.T, postgres *crashtest.Postgres) (in *ent.Workspace, agents []uuid.UUID) {
	t.Helper()
	client := ent.NewClient(ent.Driver(entsql.OpenDB(dialect.Postgres, postgres.Open(t, ""))))
	contract := dbtest.Contract(t, client, func(c *ent.ContractCreate) {
		c.SetBillingStartsOn(time.Now().AddDate(-1, 0, 0)).SetAllowance(1_000_000_000 * credit.Credit)
	})
	in = dbtest.Workspace(t, client, contract)
	for range 4 {
		agents = append(agents, dbtest.Agent(t, client, in).ID)
	}
	return in, agents
}

func workspaceID(w *ent.Workspace) string {
	return globalid.ID{Type: globalid.Workspace, Contract: w.ContractID, Of: w.ID}.String()
}
