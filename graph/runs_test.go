package graph_test

import (
	"net/http"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"cistern/auth"
	"cistern/credit"
	"cistern/ent"
	"cistern/ent/agent"
	"cistern/internal/dbtest"
)

const (
	startRun = `mutation ($input: StartRunInput!) {
		startRun(input: $input) {
			repeated
			run { id runId status hold credits startedAt finishedAt late }
			blockers { code clearsAt }
			userErrors { code field message }
		}
	}`
	heartbeatRun = `mutation ($input: HeartbeatRunInput!) {
		heartbeatRun(input: $input) { stopRequested run { status } userErrors { code field } }
	}`
	finishRun = `mutation ($input: FinishRunInput!) {
		finishRun(input: $input) {
			repeated
			run { status hold credits finishedAt late }
			userErrors { code field message }
		}
	}`
	recordRuns = `mutation ($input: RecordRunsInput!) {
		recordRuns(input: $input) {
			recorded
			repeated
			refused { runId }
			results { runId status late error { code field } }
			userErrors { code field }
		}
	}`
)

type userError struct {
	Code    credit.ErrorCode
	Field   []string
	Message string
}

type run struct {
	ID, RunID, Status, Hold string
	Credits                 *string
	StartedAt, FinishedAt   *time.Time
	Late                    bool
}

type blocker struct {
	Code     credit.BlockerCode
	ClearsAt *time.Time
}

type started struct {
	StartRun struct {
		Repeated   bool
		Run        *run
		Blockers   []blocker
		UserErrors []userError
	}
}

type finished struct {
	FinishRun struct {
		Repeated   bool
		Run        *run
		UserErrors []userError
	}
}

type beaten struct {
	HeartbeatRun struct {
		StopRequested bool
		Run           *run
		UserErrors    []userError
	}
}

type recorded struct {
	RecordRuns struct {
		Recorded, Repeated int
		Refused            []recordedRun
		Results            []recordedRun
		UserErrors         []userError
	}
}

type recordedRun struct {
	RunID  uuid.UUID
	Status string
	Late   bool
	Error  *userError
}

func startInput(a *ent.Agent, id uuid.UUID, estimate any) variables {
	return variables{"input": variables{"agentId": agentID(a), "runId": id, "estimate": estimate}}
}

func finishInput(id uuid.UUID, credits any) variables {
	return variables{"input": variables{"runId": id, "credits": credits}}
}

func runInput(id uuid.UUID) variables { return variables{"input": variables{"runId": id}} }

func recordInput(runs ...variables) variables { return variables{"input": variables{"runs": runs}} }

func happened(a *ent.Agent, credits string, at time.Time) variables {
	return variables{"agentId": agentID(a), "runId": newID(), "credits": credits, "finishedAt": at}
}

func TestStartRun(t *testing.T) {
	w := setup(t)
	c := w.runtime(t)
	id := newID()

	first := got[started](t, c, startRun, startInput(w.agent, id, "2.5")).StartRun
	if first.Run == nil || first.Repeated || len(first.Blockers) > 0 || len(first.UserErrors) > 0 {
		t.Fatalf("refused: %+v", first)
	}
	if r := first.Run; r.Status != "RUNNING" || r.Hold != "2.5" || r.RunID != id.String() || r.Credits != nil || !r.StartedAt.Equal(noon) || r.FinishedAt != nil {
		t.Errorf("admitted as %+v", r)
	}

	again := got[started](t, c, startRun, startInput(w.agent, id, "2.5")).StartRun
	if !again.Repeated || !reflect.DeepEqual(again.Run, first.Run) {
		t.Errorf("the repeat is answered %+v, the first %+v", again.Run, first.Run)
	}

	before := w.content(t)
	other := got[started](t, c, startRun, startInput(w.agent, id, "3")).StartRun
	requireRefusal(t, other.UserErrors, credit.CodeConflict, "runId")
	if other.Run != nil || w.content(t) != before {
		t.Error("a conflict changed something")
	}

	whole := got[started](t, c, startRun, variables{"input": variables{"agentId": agentID(w.agent), "runId": newID()}}).StartRun
	if whole.Run == nil || whole.Run.Hold != "1" {
		t.Errorf("without an estimate it holds %+v", whole.Run)
	}
}

func TestStartRunBlocked(t *testing.T) {
	w := setup(t)
	c := w.runtime(t)
	got[recorded](t, c, recordRuns, recordInput(happened(w.agent, "5", noon)))
	must(t, w.client.Agent.Update().Where(agent.ContractID(w.contract.ID), agent.ID(w.agent.ID)).
		SetDisabledAt(noon).SetCreditLimit(5*credit.Credit).Exec(t.Context()))
	before := w.content(t)
	blocked := got[started](t, c, startRun, startInput(w.agent, newID(), "1")).StartRun
	requireRefusal(t, blocked.UserErrors, credit.CodeBlocked, "agentId")
	reset := dbtest.Epoch.AddDate(0, 1, 0)
	want := []blocker{{credit.BlockerDisabledByAdmin, nil}, {credit.BlockerAgentLimitReached, &reset}}
	if blocked.Run != nil || !reflect.DeepEqual(blocked.Blockers, want) {
		t.Errorf("blockers are %+v", blocked.Blockers)
	}
	if w.content(t) != before {
		t.Error("a start that was blocked changed something")
	}
}

func TestFinishRun(t *testing.T) {
	w := setup(t)
	c := w.runtime(t)
	id := newID()
	got[started](t, c, startRun, startInput(w.agent, id, "2"))
	w.clock.set(noon.Add(time.Minute))

	first := got[finished](t, c, finishRun, finishInput(id, "1.000001")).FinishRun
	if r := first.Run; r == nil || first.Repeated || r.Status != "SUCCEEDED" || *r.Credits != "1.000001" || !r.FinishedAt.Equal(noon.Add(time.Minute)) {
		t.Fatalf("finished as %+v, %+v", first, r)
	}
	again := got[finished](t, c, finishRun, finishInput(id, "1.000001")).FinishRun
	if !again.Repeated || !reflect.DeepEqual(again.Run, first.Run) {
		t.Errorf("the repeat is answered %+v", again)
	}
	before := w.content(t)
	for name, input := range map[string]variables{
		"Credits": {"runId": id, "credits": "1"},
		"Outcome": {"runId": id, "credits": "1.000001", "outcome": "FAILED"},
		"Time":    {"runId": id, "credits": "1.000001", "finishedAt": noon},
	} {
		conflict := got[finished](t, c, finishRun, variables{"input": input}).FinishRun
		requireRefusal(t, conflict.UserErrors, credit.CodeConflict, "runId")
		if conflict.Run != nil || w.content(t) != before {
			t.Errorf("%s: a conflict changed something", name)
		}
	}
	unknown := got[finished](t, c, finishRun, finishInput(newID(), "1")).FinishRun
	requireRefusal(t, unknown.UserErrors, credit.CodeNotFound, "runId")
}

func TestHeartbeatRun(t *testing.T) {
	w := setup(t)
	c := w.runtime(t)
	id := newID()
	got[started](t, c, startRun, startInput(w.agent, id, "1"))
	alive := got[beaten](t, c, heartbeatRun, runInput(id)).HeartbeatRun
	if alive.StopRequested || alive.Run == nil || alive.Run.Status != "RUNNING" || len(alive.UserErrors) > 0 {
		t.Errorf("answered %+v", alive)
	}
	must(t, w.client.Agent.Update().Where(agent.ContractID(w.contract.ID), agent.ID(w.agent.ID)).SetDisabledAt(noon).Exec(t.Context()))
	if stop := got[beaten](t, c, heartbeatRun, runInput(id)).HeartbeatRun; !stop.StopRequested {
		t.Error("the run of a disabled agent may go on")
	}
	unknown := got[beaten](t, c, heartbeatRun, runInput(newID())).HeartbeatRun
	requireRefusal(t, unknown.UserErrors, credit.CodeNotFound, "runId")
}

func TestRecordRuns(t *testing.T) {
	t.Run("EachGetsItsOwnResult", func(t *testing.T) {
		w := setup(t)
		c := w.runtime(t)
		good, bad, future, old := happened(w.agent, "1", noon), happened(w.agent, "-1", noon),
			happened(w.agent, "1", noon.Add(time.Hour)), happened(w.agent, "1", dbtest.Epoch.AddDate(0, -2, 0))
		unknown := happened(w.agent, "1", noon)
		unknown["agentId"] = idOf("agt", w.contract.ID, newID())
		other := variables{}
		for k, v := range good {
			other[k] = v
		}
		other["credits"] = "2"
		sent := []variables{good, bad, good, future, unknown, other, old, happened(w.agent, "0.5", noon)}
		all := got[recorded](t, c, recordRuns, recordInput(sent...)).RecordRuns
		want := []struct {
			status string
			code   credit.ErrorCode
			field  string
		}{
			{"RECORDED", "", ""}, {"REFUSED", credit.CodeBadInput, "credits"}, {"REPEATED", "", ""},
			{"REFUSED", credit.CodeBadInput, "finishedAt"}, {"REFUSED", credit.CodeNotFound, "agentId"},
			{"REFUSED", credit.CodeConflict, "runId"}, {"REFUSED", credit.CodePeriodClosed, "finishedAt"}, {"RECORDED", "", ""},
		}
		if len(all.Results) != len(want) || all.Recorded != 2 || all.Repeated != 1 || len(all.Refused) != 5 || len(all.UserErrors) > 0 {
			t.Fatalf("answered %+v", all)
		}
		var refused []uuid.UUID
		for i, r := range all.Results {
			if r.Status != want[i].status || r.RunID != sent[i]["runId"] || r.Late || (r.Error == nil) != (want[i].code == "") {
				t.Errorf("run %d is answered %+v", i, r)
				continue
			}
			if r.Error == nil {
				continue
			}
			refused = append(refused, r.RunID)
			if r.Error.Code != want[i].code || !slices.Equal(r.Error.Field, []string{"runs", strconv.Itoa(i), want[i].field}) {
				t.Errorf("run %d is refused with %+v", i, r.Error)
			}
		}
		for i, r := range all.Refused {
			if r.RunID != refused[i] {
				t.Errorf("refused are %v, want %v", all.Refused, refused)
			}
		}
		if used := w.used(t); used != 1_500_000 {
			t.Errorf("counted %s", used)
		}
	})
	t.Run("Takes1To500", func(t *testing.T) {
		w := setup(t)
		c := w.runtime(t)
		for _, n := range []int{0, 1, 500, 501} {
			runs := make([]variables, n)
			for i := range runs {
				runs[i] = happened(w.agent, "0.001", noon)
			}
			before := w.content(t)
			all := got[recorded](t, c, recordRuns, recordInput(runs...)).RecordRuns
			if n >= 1 && n <= 500 {
				if all.Recorded != n || len(all.Results) != n || len(all.UserErrors) > 0 {
					t.Errorf("%d runs: %d recorded, %v", n, all.Recorded, all.UserErrors)
				}
				continue
			}
			requireRefusal(t, all.UserErrors, credit.CodeBadInput, "runs")
			if len(all.Results) > 0 || w.content(t) != before {
				t.Errorf("%d runs changed something", n)
			}
		}
		if used := w.used(t); used != 501_000 {
			t.Errorf("counted %s", used)
		}
	})
}

// Whoever may not write runs changes none, whatever the mutation.
func TestRunsAreForTheirRuntime(t *testing.T) {
	w := setup(t)
	runtime := w.runtime(t)
	foreign := dbtest.Contract(t, w.client)
	sibling := dbtest.Workspace(t, w.client, w.contract)
	stranger := dbtest.Agent(t, w.client, dbtest.Workspace(t, w.client, foreign))
	admin, _ := w.person(t, credit.RoleAdmin)
	running := newID()
	got[started](t, runtime, startRun, startInput(w.agent, running, "1"))

	type mutation struct {
		name, query string
		input       variables
		field       string // that a refusal of the item names
	}
	mutations := []mutation{
		{"startRun", startRun, startInput(w.agent, newID(), "1"), "agentId"},
		{"heartbeatRun", heartbeatRun, runInput(running), "runId"},
		{"finishRun", finishRun, finishInput(running, "1"), "runId"},
		{"recordRuns", recordRuns, recordInput(happened(w.agent, "1", noon)), "agentId"},
	}
	before := w.content(t)
	for _, m := range mutations {
		for name, test := range map[string]struct {
			caller caller
			code   string
		}{
			"Anonymous":         {w.anonymous(), "UNAUTHENTICATED"},
			"Person":            {admin, "FORBIDDEN"},
			"TokenWithoutScope": {w.token(t, auth.Scope{Contract: w.contract.ID}, credit.ScopeUsageRead, credit.ScopeAgentsWrite), "FORBIDDEN"},
		} {
			a := test.caller.ask(t, m.query, m.input)
			if a.code(t) != test.code || string(a.Data) != "null" || !reflect.DeepEqual(a.Errors[0].Path, []any{m.name}) {
				t.Errorf("%s of %s: %d %s", m.name, name, a.status, a.body)
			}
		}
		for name, c := range map[string]caller{
			"SiblingWorkspace": w.token(t, auth.Scope{Contract: w.contract.ID, Workspace: sibling.ID}, credit.ScopeRunsWrite),
			"ForeignContract":  w.token(t, auth.Scope{Contract: foreign.ID}, credit.ScopeRunsWrite),
		} {
			a := c.ask(t, m.query, m.input)
			if len(a.Errors) > 0 || !strings.Contains(a.body, `"code":"NOT_FOUND"`) || !strings.Contains(a.body, m.field) {
				t.Errorf("%s of %s: %s", m.name, name, a.body)
			}
		}
	}
	if after := w.content(t); after != before {
		t.Errorf("changed\n%s to\n%s", before, after)
	}

	theirs := runtime.ask(t, startRun, startInput(stranger, newID(), "1")).body
	nobodys := runtime.ask(t, startRun, startInput(&ent.Agent{ContractID: w.contract.ID, ID: newID()}, newID(), "1")).body
	if theirs != nobodys {
		t.Errorf("an agent of another contract is answered\n%s, an unknown one\n%s", theirs, nobodys)
	}
}

func TestMalformedScalars(t *testing.T) {
	w := setup(t)
	c := w.runtime(t)
	start := func(field string, value any) variables {
		input := variables{"agentId": agentID(w.agent), "runId": newID(), "estimate": "1"}
		input[field] = value
		return variables{"input": input}
	}
	before := w.content(t)
	for _, test := range []struct {
		field string
		value any
	}{
		{"estimate", "1e3"}, {"estimate", "0.0000001"}, {"estimate", "99999999999999999999"}, {"estimate", 1.5},
		{"estimate", 1e300}, {"estimate", "NaN"}, {"estimate", ""}, {"estimate", true}, {"estimate", []string{"1", "2"}},
		{"runId", "1"}, {"runId", "{" + newID().String() + "}"}, {"runId", 7}, {"runId", ""},
		{"agentId", "agt_"}, {"agentId", newID().String()}, {"agentId", "agt_AAAA"}, {"agentId", "\x00"}, {"agentId", 5},
	} {
		a := c.ask(t, startRun, start(test.field, test.value))
		if a.code(t) != "BAD_USER_INPUT" || string(a.Data) != "null" ||
			!reflect.DeepEqual(a.Errors[0].Path, []any{"startRun", "input", test.field}) {
			t.Errorf("%s %v: %d %s", test.field, test.value, a.status, a.body)
		}
	}
	for _, value := range []any{"yesterday", "2026-11-10", "2026-13-01T00:00:00Z", 0, "9999999-01-01T00:00:00Z", "2026-11-10T12:00:00"} {
		spoilt := happened(w.agent, "1", noon)
		spoilt["finishedAt"] = value
		a := c.ask(t, recordRuns, recordInput(happened(w.agent, "1", noon), spoilt))
		if a.code(t) != "BAD_USER_INPUT" || !reflect.DeepEqual(a.Errors[0].Path, []any{"recordRuns", "input", "runs", 1.0, "finishedAt"}) {
			t.Errorf("finishedAt %v: %d %s", value, a.status, a.body)
		}
	}
	for name, given := range map[string]variables{
		"Missing":     {},
		"Null":        {"input": nil},
		"NoObject":    {"input": "text"},
		"MissingPart": {"input": variables{"runId": newID()}},
		"UnknownPart": {"input": variables{"agentId": agentID(w.agent), "runId": newID(), "credit": "1"}},
	} {
		if a := c.ask(t, startRun, given); a.status != http.StatusBadRequest || a.code(t) != "GRAPHQL_VALIDATION_FAILED" {
			t.Errorf("%s: %d %s", name, a.status, a.body)
		}
	}
	if w.content(t) != before {
		t.Error("malformed input changed something")
	}
	if faults := w.log.all(); len(faults) > 0 {
		t.Errorf("mistakes of a caller were logged: %s", faults)
	}
}

// used is what the contract has used in its only period.
func (w *world) used(t testing.TB) (used credit.Amount) {
	t.Helper()
	must(t, w.db.SQL.QueryRowContext(t.Context(), "select sum(used)::bigint from billing_periods where contract_id = $1", w.contract.ID).Scan(&used))
	return used
}

func requireRefusal(t testing.TB, errors []userError, code credit.ErrorCode, field ...string) {
	t.Helper()
	if len(errors) != 1 || errors[0].Code != code || !slices.Equal(errors[0].Field, field) {
		t.Fatalf("refused with %+v, want %s about %s", errors, code, field)
	}
}
