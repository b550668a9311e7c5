package graph

import (
	"context"
	"fmt"
	"strconv"

	"github.com/google/uuid"

	"cistern/auth"
	"cistern/credit"
	"cistern/graph/globalid"
	"cistern/graph/model"
	"cistern/metering"
)

// maxRecorded bounds one recordRuns.
const maxRecorded = 500

// submit commits one request about a run for a caller who may write runs.
func (r *Resolver) submit(ctx context.Context, q metering.Request) (metering.Result, error) {
	results, err := r.submitAll(ctx, []metering.Request{q})
	if err != nil {
		return metering.Result{}, err
	}
	return results[0], nil
}

// submitAll commits requests within the reach of the caller's token.
func (r *Resolver) submitAll(ctx context.Context, requests []metering.Request) ([]metering.Result, error) {
	scope, err := runtimeScope(ctx)
	if err != nil {
		return nil, err
	}
	for i := range requests {
		requests[i].Contract, requests[i].Workspace = scope.Contract, scope.Workspace
	}
	return r.Ingest.Submit(ctx, requests)
}

// runtimeScope is the contract, and the workspace if it is bound to one, that the caller's token may write runs of.
func runtimeScope(ctx context.Context) (auth.Scope, error) {
	v := auth.From(ctx)
	switch {
	case v == nil:
		return auth.Scope{}, auth.ErrUnauthenticated
	case !v.Program():
		return auth.Scope{}, &auth.Error{Code: auth.CodeForbidden, Message: "Runs are told by runtimes: send a service token that may write runs."}
	}
	return v.Token.On, v.Require(auth.WriteRuns, v.Token.On)
}

// agentID is the agent that an id names; an id of another contract names none that the token's contract has.
func agentID(id globalid.ID) uuid.UUID {
	if id.Type != globalid.Agent {
		return uuid.Nil
	}
	return id.Of
}

// checkCount refuses a recordRuns that has no runs, or too many.
func checkCount(n int) *model.RecordRunsPayload {
	if n > 0 && n <= maxRecorded {
		return nil
	}
	return &model.RecordRunsPayload{
		Results: []model.RecordRunResult{}, Refused: []model.RecordRunResult{},
		UserErrors: userErrors(&credit.Error{
			Code: credit.CodeBadInput, Field: "runs", Message: fmt.Sprintf("give 1 to %d runs; these are %d", maxRecorded, n),
		}),
	}
}

func recordRequests(runs []model.RecordRunInput) []metering.Request {
	requests := make([]metering.Request, len(runs))
	for i, run := range runs {
		requests[i] = metering.Request{
			Kind: metering.Record, Run: run.RunID, Agent: agentID(run.AgentID),
			Credits: run.Credits, Outcome: run.Outcome, FinishedAt: run.FinishedAt,
		}
		if run.StartedAt != nil {
			requests[i].StartedAt = *run.StartedAt
		}
	}
	return requests
}

func recordPayload(runs []model.RecordRunInput, results []metering.Result) *model.RecordRunsPayload {
	p := &model.RecordRunsPayload{
		Results: make([]model.RecordRunResult, len(results)), Refused: []model.RecordRunResult{}, UserErrors: userErrors(nil),
	}
	for i, result := range results {
		r := &p.Results[i]
		r.RunID = runs[i].RunID
		switch {
		case result.Err != nil:
			refusal := userError(result.Err, "runs", strconv.Itoa(i))
			r.Status, r.Error = model.RecordRunStatusRefused, &refusal
			p.Refused = append(p.Refused, *r)
		case result.Repeated:
			r.Status, r.Late = model.RecordRunStatusRepeated, result.Run.Late
			p.Repeated++
		default:
			r.Status, r.Late = model.RecordRunStatusRecorded, result.Run.Late
			p.Recorded++
		}
	}
	return p
}

func runOf(r *metering.Run) *model.Run {
	if r == nil {
		return nil
	}
	return &model.Run{
		ID:         globalid.ID{Type: globalid.Run, Contract: r.Contract, Of: r.ID},
		RunID:      r.ID,
		Status:     r.Status,
		Hold:       r.Hold,
		Credits:    r.Credits,
		StartedAt:  r.StartedAt,
		FinishedAt: r.FinishedAt,
		Late:       r.Late,
	}
}

func userError(err *credit.Error, path ...string) model.UserError {
	if err.Field != "" {
		path = append(path, err.Field)
	}
	if path == nil {
		path = []string{}
	}
	return model.UserError{Code: err.Code, Field: path, Message: err.Message}
}
