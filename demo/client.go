package demo

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"time"

	"github.com/google/uuid"

	"cistern/credit"
)

const (
	startRun     = `mutation Start($input: StartRunInput!) { startRun(input: $input) { userErrors { code message } } }`
	heartbeatRun = `mutation Heartbeat($input: HeartbeatRunInput!) { heartbeatRun(input: $input) { stopRequested userErrors { code message } } }`
	finishRun    = `mutation Finish($input: FinishRunInput!) { finishRun(input: $input) { userErrors { code message } } }`
	recordRuns   = `mutation Record($input: RecordRunsInput!) { recordRuns(input: $input) { results { error { code message } } userErrors { code message } } }`
)

// What is asked again after a while: nothing was wrong with it. Runs are told by their ids, so telling twice counts once.
var passing = []string{"OVERLOADED", "TIMEOUT", "INTERNAL"}

const (
	firstWait   = time.Second
	longestWait = 30 * time.Second
)

// client speaks to the API about runs.
type client struct {
	http            *http.Client
	endpoint, token string
}

// start asks to start a run; false means that the agent is blocked.
func (c *client) start(ctx context.Context, agent string, run uuid.UUID, estimate credit.Amount) (admitted bool, err error) {
	var data struct{ StartRun payload }
	err = c.call(ctx, startRun, map[string]any{"agentId": agent, "runId": run, "estimate": estimate.String()}, &data)
	if err != nil {
		return false, err
	}
	err = data.StartRun.refused()
	var refused *refusal
	if errors.As(err, &refused) && refused.code == string(credit.CodeBlocked) {
		return false, nil
	}
	return err == nil, err
}

// heartbeat tells that a run still goes on; true means that it should not.
func (c *client) heartbeat(ctx context.Context, run uuid.UUID) (stop bool, err error) {
	var data struct {
		HeartbeatRun struct {
			payload
			StopRequested bool
		}
	}
	if err := c.call(ctx, heartbeatRun, map[string]any{"runId": run}, &data); err != nil {
		return false, err
	}
	return data.HeartbeatRun.StopRequested, data.HeartbeatRun.refused()
}

func (c *client) finish(ctx context.Context, run uuid.UUID, used credit.Amount, outcome credit.RunOutcome) error {
	var data struct{ FinishRun payload }
	if err := c.call(ctx, finishRun, map[string]any{"runId": run, "credits": used.String(), "outcome": outcome}, &data); err != nil {
		return err
	}
	return data.FinishRun.refused()
}

// recordedRun is a RecordRunInput.
type recordedRun struct {
	RunID      uuid.UUID         `json:"runId"`
	AgentID    string            `json:"agentId"`
	Credits    credit.Amount     `json:"credits"`
	Outcome    credit.RunOutcome `json:"outcome"`
	FinishedAt time.Time         `json:"finishedAt"`
}

func (c *client) record(ctx context.Context, runs []recordedRun) error {
	var data struct {
		RecordRuns struct {
			payload
			Results []struct{ Error *userError }
		}
	}
	if err := c.call(ctx, recordRuns, map[string]any{"runs": runs}, &data); err != nil {
		return err
	}
	for _, result := range data.RecordRuns.Results {
		if result.Error != nil {
			return &refusal{result.Error.Code, result.Error.Message}
		}
	}
	return data.RecordRuns.refused()
}

type payload struct{ UserErrors []userError }

type userError struct{ Code, Message string }

func (p payload) refused() error {
	if len(p.UserErrors) == 0 {
		return nil
	}
	return &refusal{p.UserErrors[0].Code, p.UserErrors[0].Message}
}

// call sends a mutation until it is answered, ever less often. The end of the context ends the waiting, not a request under way, so
// that whether a run has started is known.
func (c *client) call(ctx context.Context, mutation string, input, data any) error {
	body, err := json.Marshal(map[string]any{"query": mutation, "variables": map[string]any{"input": input}})
	if err != nil {
		return err
	}
	for wait := firstWait; ; wait = min(2*wait, longestWait) {
		again, err := c.post(context.WithoutCancel(ctx), body, data)
		if err == nil || !again {
			return err
		}
		if !sleep(ctx, wait) {
			return err
		}
	}
}

// post sends a request once; again says that it may go through later.
func (c *client) post(ctx context.Context, body []byte, data any) (again bool, err error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, c.endpoint, bytes.NewReader(body))
	if err != nil {
		return false, err
	}
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("Authorization", "Bearer "+c.token)
	response, err := c.http.Do(request)
	if err != nil {
		return true, err
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		return true, err
	}
	var answer struct {
		Data   json.RawMessage
		Errors []struct {
			Message    string
			Extensions struct{ Code string }
		}
	}
	if err := json.Unmarshal(text, &answer); err != nil {
		return true, fmt.Errorf("answered with status %d: %.200s", response.StatusCode, text)
	}
	if len(answer.Errors) > 0 {
		e := answer.Errors[0]
		return slices.Contains(passing, e.Extensions.Code), &refusal{e.Extensions.Code, e.Message}
	}
	return false, json.Unmarshal(answer.Data, data)
}
