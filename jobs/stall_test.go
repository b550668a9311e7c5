package jobs_test

import (
	"bytes"
	"context"
	"log/slog"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"

	"cistern/credit"
	"cistern/ent"
	"cistern/ent/run"
	"cistern/internal/dbtest"
	"cistern/jobs"
)

// D8: the first job of a process releases what went silent, in every contract.
func TestSilentRunsAreStalled(t *testing.T) {
	t.Parallel()
	db := dbtest.New(t)
	changed := make(chan uuid.UUID, 100)
	client := ent.NewClient(ent.Announcing(db.SQL, func(of ...uuid.UUID) {
		for _, id := range of {
			changed <- id
		}
	}))
	must(t, jobs.Migrate(t.Context(), db.URL, slog.New(slog.DiscardHandler))) // over tables that are there already
	now := dbtest.Epoch.AddDate(0, 0, 9)
	contracts := make([]uuid.UUID, 3)
	for i := range contracts {
		contracts[i] = contractWithRuns(t, client, now).ID
	}

	working, err := jobs.Start(t.Context(), jobs.Config{
		DatabaseURL: db.URL,
		Role:        "cistern_worker",
		Client:      client,
		DB:          db.SQL,
		Now:         func() time.Time { return now },
		Log:         slog.New(slog.DiscardHandler),
	})
	must(t, err)
	for _, id := range contracts {
		await(t, func(ctx context.Context) (bool, error) {
			c, err := client.Contract.Get(ctx, id)
			return err == nil && c.Held == 3*credit.Credit, err
		})
		stalled, err := client.Run.Query().Where(run.ContractID(id), run.StatusEQ(credit.RunStalled)).Count(t.Context())
		if err != nil || stalled != 1 {
			t.Errorf("%d runs are stalled, %v", stalled, err)
		}
	}
	stopping, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	must(t, working.Stop(stopping))
	close(changed)
	var told []uuid.UUID
	for id := range changed {
		told = append(told, id)
	}
	if !slices.Equal(sorted(told), sorted(contracts)) {
		t.Errorf("told of %v, changed were %v", told, contracts)
	}
	must(t, dbtest.CountersAgree(t.Context(), db.SQL))
}

// contractWithRuns has a run that holds 5 credits and went silent, and one of 3 that did not.
func contractWithRuns(t *testing.T, client *ent.Client, now time.Time) *ent.Contract {
	t.Helper()
	const held = 8 * credit.Credit
	contract := dbtest.Contract(t, client, func(c *ent.ContractCreate) { c.SetHeld(held) })
	workspace := dbtest.Workspace(t, client, contract, func(w *ent.WorkspaceCreate) { w.SetHeld(held) })
	agent := dbtest.Agent(t, client, workspace, func(a *ent.AgentCreate) { a.SetHeld(held) })
	for hold, reported := range map[credit.Amount]time.Time{
		5 * credit.Credit: now.Add(-16 * time.Minute),
		3 * credit.Credit: now.Add(-14 * time.Minute),
	} {
		must(t, client.Run.Create().
			SetID(uuid.Must(uuid.NewV7())).SetContractID(contract.ID).SetWorkspaceID(workspace.ID).SetAgentID(agent.ID).
			SetStatus(credit.RunRunning).SetHold(hold).SetReportedAt(reported).SetLate(false).
			Exec(t.Context()))
	}
	return contract
}

func sorted(ids []uuid.UUID) []uuid.UUID {
	return slices.SortedFunc(slices.Values(ids), func(a, b uuid.UUID) int { return bytes.Compare(a[:], b[:]) })
}

// await asks until it is so.
func await(t *testing.T, ask func(context.Context) (bool, error)) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	ticker := time.NewTicker(10 * time.Millisecond)
	defer ticker.Stop()
	for {
		so, err := ask(ctx)
		if so {
			return
		}
		select {
		case <-ticker.C:
		case <-ctx.Done():
			t.Fatalf("not so in time: %v", err)
		}
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
