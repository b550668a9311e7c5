package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"

	"github.com/google/uuid"

	"cistern/credit"
	"cistern/graph/globalid"
	"cistern/internal/crashtest"
)

const (
	startMutation  = `mutation Start($input: StartRunInput!) { answer: startRun(input: $input) { userErrors { code message } } }`
	finishMutation = `mutation Finish($input: FinishRunInput!) { answer: finishRun(input: $input) { repeated run { status credits } userErrors { code message } } }`
	recordMutation = `mutation Record($input: RecordRunsInput!) { answer: recordRuns(input: $input) { recorded repeated refused { error { code message } } userErrors { code message } } }`
)

// caller tells the API of runs, once each time that it is asked to.
type caller struct {
	http       *http.Client
	url, token string
	contract   uuid.UUID
}

// refusal is an error as the API tells it, whatever refused.
type refusal struct{ Code, Message string }

// report starts and finishes a single run, and records several.
func (c caller) report(ctx context.Context, runs []crashtest.Run) (repeated int, err error) {
	if len(runs) > 1 {
		return c.record(ctx, runs)
	}
	r := runs[0]
	if err := c.start(ctx, r); err != nil {
		return 0, err
	}
	return c.finish(ctx, r)
}

func (c caller) start(ctx context.Context, r crashtest.Run) error {
	var answer struct{ UserErrors []refusal }
	err := c.call(ctx, startMutation, map[string]any{"runId": r.ID, "agentId": c.agentID(r), "estimate": credit.Credit}, &answer)
	if err == nil && len(answer.UserErrors) > 0 {
		return fmt.Errorf("start run: %v", answer.UserErrors)
	}
	return err
}

func (c caller) finish(ctx context.Context, r crashtest.Run) (repeated int, err error) {
	var answer struct {
		Repeated bool
		Run      struct {
			Status  credit.RunStatus
			Credits credit.Amount
		}
		UserErrors []refusal
	}
	err = c.call(ctx, finishMutation, map[string]any{
		"runId": r.ID, "credits": r.Credits, "outcome": r.Outcome, "finishedAt": r.FinishedAt,
	}, &answer)
	switch {
	case err != nil:
		return 0, err
	case answer.Run.Status != r.Outcome.Status() || answer.Run.Credits != r.Credits:
		return 0, fmt.Errorf("finish run: %+v", answer)
	case answer.Repeated:
		return 1, nil
	}
	return 0, nil
}

func (c caller) record(ctx context.Context, runs []crashtest.Run) (repeated int, err error) {
	inputs := make([]map[string]any, len(runs))
	for i, r := range runs {
		inputs[i] = map[string]any{
			"runId": r.ID, "agentId": c.agentID(r), "credits": r.Credits, "outcome": r.Outcome, "finishedAt": r.FinishedAt,
		}
	}
	var answer struct {
		Recorded, Repeated int
		Refused            []struct{ Error refusal }
		UserErrors         []refusal
	}
	err = c.call(ctx, recordMutation, map[string]any{"runs": inputs}, &answer)
	if err == nil && answer.Recorded+answer.Repeated != len(runs) {
		return 0, fmt.Errorf("record %d runs: %+v", len(runs), answer)
	}
	return answer.Repeated, err
}

func (c caller) agentID(r crashtest.Run) string {
	return globalid.ID{Type: globalid.Agent, Contract: c.contract, Of: r.Agent}.String()
}

func (c caller) call(ctx context.Context, mutation string, input, answer any) error {
	body, err := json.Marshal(map[string]any{"query": mutation, "variables": map[string]any{"input": input}})
	if err != nil {
		return err
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, c.url, bytes.NewReader(body))
	if err != nil {
		return err
	}
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("Authorization", "Bearer "+c.token)
	response, err := c.http.Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	var told struct {
		Data   struct{ Answer json.RawMessage }
		Errors []refusal
	}
	if err := json.NewDecoder(response.Body).Decode(&told); err != nil {
		return fmt.Errorf("answered with status %d: %w", response.StatusCode, err)
	}
	if len(told.Errors) > 0 || told.Data.Answer == nil {
		return fmt.Errorf("answered with status %d: %v", response.StatusCode, told.Errors)
	}
	return json.Unmarshal(told.Data.Answer, answer)
}
