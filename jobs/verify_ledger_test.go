package jobs_test

import (
	"bytes"
	"context"
	"encoding/json"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	"cistern/credit"
	"cistern/ent"
	"cistern/internal/dbtest"
	"cistern/jobs"
)

// D6: the night's verification goes through all contracts and tells of the one whose figures disagree, and only of that.
func TestVerifyLedger(t *testing.T) {
	t.Parallel()
	db := dbtest.New(t)
	client := db.Client()
	const contracts = 202 // more than one job takes
	for range contracts - 1 {
		dbtest.Contract(t, client)
	}
	wrong := dbtest.Contract(t, client, func(c *ent.ContractCreate) { c.SetHeld(7 * credit.Credit) })
	log := &journal{}
	working, err := jobs.Start(t.Context(), jobs.Config{
		DatabaseURL: db.URL, Role: "cistern_worker", Client: client, Patient: client, DB: db.SQL,
		Now: func() time.Time { return dbtest.Epoch }, Log: slog.New(slog.NewJSONHandler(log, &slog.HandlerOptions{Level: slog.LevelError})),
	})
	must(t, err)
	must(t, ent.InTx(t.Context(), client, func(tx *ent.Tx) error { return jobs.Enqueue(t.Context(), tx, jobs.VerifyLedgerArgs{}) }))
	await(t, func(ctx context.Context) (done bool, err error) {
		err = db.SQL.QueryRowContext(ctx, "select count(*) = 2 from river_job where kind = 'verify_ledger' and state = 'completed'").Scan(&done)
		return done, err
	})
	stopping, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	must(t, working.Stop(stopping))

	var said struct{ Msg, Contract, First string }
	must(t, json.Unmarshal([]byte(strings.TrimSpace(log.String())), &said)) // one line
	if said.Msg != "figures disagree" || said.Contract != wrong.ID.String() || !strings.Contains(said.First, "contracts.held is 7, but 0 by its going runs") {
		t.Errorf("logged %+v", said)
	}
}

// journal keeps what is logged.
type journal struct {
	mu sync.Mutex
	bytes.Buffer
}

// Write is safe for concurrent use.
func (j *journal) Write(line []byte) (int, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.Buffer.Write(line)
}
