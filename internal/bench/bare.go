package main

import (
	"context"
	"database/sql"
	"encoding/json"
	"log/slog"
	"net/http"
	"net/url"
	"time"

	"entgo.io/ent/dialect"
	entsql "entgo.io/ent/dialect/sql"
	"github.com/google/uuid"

	"cistern/credit"
	"cistern/ent"
	"cistern/ingest"
	"cistern/metering"
)

// bareHandler is group commit behind nothing but net/http and JSON: what GraphQL and everything around it are measured against.
type bareHandler struct {
	committer       *ingest.Committer
	contract, agent uuid.UUID
}

type bareRequest struct {
	RunID    uuid.UUID `json:"runId"`
	Estimate string    `json:"estimate"`
}

type bareAnswer struct {
	Status credit.RunStatus `json:"status"`
	Hold   credit.Amount    `json:"hold"`
	Error  string           `json:"error,omitempty"`
}

func serveBare(ctx context.Context, databaseURL, listen string, contract, agent uuid.UUID) error {
	u, err := url.Parse(databaseURL)
	if err != nil {
		return err
	}
	query := u.Query()
	query.Set("role", "cistern_worker")
	for name, value := range metering.PlannerSettings {
		query.Set(name, value)
	}
	u.RawQuery = query.Encode()
	db, err := sql.Open("postgres", u.String())
	if err != nil {
		return err
	}
	defer db.Close()
	db.SetMaxIdleConns(4)
	meter, err := metering.Prepare(ctx, db)
	if err != nil {
		return err
	}
	client := ent.NewClient(ent.Driver(entsql.OpenDB(dialect.Postgres, db)))
	server := &http.Server{Addr: listen, ReadHeaderTimeout: 5 * time.Second, Handler: &bareHandler{
		committer: ingest.NewCommitter(ingest.Config{
			Client: client, Meter: meter, Scope: ingest.ScopeAll, Now: time.Now, Log: slog.Default(),
		}),
		contract: contract, agent: agent,
	}}
	go func() { <-ctx.Done(); _ = server.Close() }()
	if err := server.ListenAndServe(); err != http.ErrServerClosed {
		return err
	}
	return nil
}

func (h *bareHandler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	var q bareRequest
	if err := json.NewDecoder(r.Body).Decode(&q); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	estimate, err := credit.ParseAmount(q.Estimate)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	results, err := h.committer.Submit(r.Context(), []metering.Request{{
		Kind: metering.Start, Contract: h.contract, Run: q.RunID, Agent: h.agent, Estimate: estimate,
	}})
	if err != nil {
		http.Error(w, err.Error(), http.StatusServiceUnavailable)
		return
	}
	var answer bareAnswer
	if refused := results[0].Err; refused != nil {
		answer.Error = refused.Message
	} else {
		answer.Status, answer.Hold = results[0].Run.Status, results[0].Run.Hold
	}
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(answer)
}
