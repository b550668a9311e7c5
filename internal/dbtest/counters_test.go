package dbtest

import (
	"strings"
	"testing"

	"cistern/credit"
	"cistern/ent"
)

func TestCountersAgree(t *testing.T) {
	t.Parallel()
	db := New(t)
	client := db.Client()
	contract := Contract(t, client)
	workspace := Workspace(t, client, contract)
	agent := Agent(t, client, workspace)
	period := Period(t, client, contract)
	if err := CountersAgree(t.Context(), db.SQL); err != nil {
		t.Errorf("nothing ran: %v", err)
	}

	finished := Epoch.AddDate(0, 0, 1)
	ran := func(change func(*ent.RunCreate)) {
		create := client.Run.Create().
			SetID(newID()).SetContractID(contract.ID).SetWorkspaceID(workspace.ID).SetAgentID(agent.ID).
			SetHold(0).SetReportedAt(finished).SetLate(false)
		change(create)
		if err := create.Exec(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	ran(func(r *ent.RunCreate) {
		r.SetStatus(credit.RunSucceeded).SetPeriodID(period.ID).SetCredits(7 * credit.Credit).SetFinishedAt(finished)
	})
	ran(func(r *ent.RunCreate) { r.SetStatus(credit.RunRunning).SetHold(3 * credit.Credit) })
	err := CountersAgree(t.Context(), db.SQL)
	if err == nil {
		t.Fatal("runs that nothing counts pass")
	}
	for _, place := range []string{
		"billing_periods.used", "workspace_usage.succeeded", "agent_usage.first_run_at", "workspace_hours.used", "agent_hours.succeeded",
		"contracts.held", "workspaces.held", "agents.held",
	} {
		if !strings.Contains(err.Error(), place) {
			t.Errorf("says nothing of %s: %v", place, err)
		}
	}
}
