package graph_test

import (
	"reflect"
	"testing"

	"cistern/credit"
	entagent "cistern/ent/agent"
)

type capPreview struct {
	Used      string
	Stops     int
	ReachedAt *string
}

const (
	limitPreview      = `query ($id: ID!, $limit: Credits) { node(id: $id) { ... on Agent { limitPreview(limit: $limit) { used stops reachedAt } } } }`
	allocationPreview = `query ($id: ID!, $limit: Credits) { workspace(id: $id) { allocationPreview(allocation: $limit) { cap { used stops } allocated } } }`
)

// A preview tells what the change would do, and changes nothing.
func TestPreviewOfACap_D10(t *testing.T) {
	w := setup(t)
	got[recorded](t, w.runtime(t), recordRuns, recordInput(happened(w.agent, "7", noon)))
	admin, owner := w.admin(t), w.officer(t, credit.RoleOrgOwner)
	agent, workspace := agentID(w.agent), workspaceID(w.workspace)

	for limit, stops := range map[string]int{"7": 1, "7.5": 0} {
		p := got[struct {
			Node struct{ LimitPreview capPreview }
		}](t, admin, limitPreview, variables{"id": agent, "limit": limit}).Node.LimitPreview
		if want := (capPreview{Used: "7", Stops: stops}); !reflect.DeepEqual(p, want) {
			t.Errorf("a limit of %s: %+v, want %+v", limit, p, want)
		}
		a := got[struct {
			Workspace struct {
				AllocationPreview struct {
					Cap       capPreview
					Allocated string
				}
			}
		}](t, owner, allocationPreview, variables{"id": workspace, "limit": limit}).Workspace.AllocationPreview
		if a.Cap.Used != "7" || a.Cap.Stops != stops || a.Allocated != limit {
			t.Errorf("an allocation of %s: %+v", limit, a)
		}
	}
	after, err := w.client.Agent.Query().Where(entagent.ContractID(w.contract.ID), entagent.ID(w.agent.ID)).Only(t.Context())
	must(t, err)
	if after.CreditLimit != nil {
		t.Errorf("the agent is limited to %s", *after.CreditLimit)
	}

	member, _ := w.person(t, credit.RoleMember)
	for name, refused := range map[string]struct {
		by    caller
		query string
		id    string
		code  string
	}{
		"AdminOfTheWorkspaceAllocates": {admin, allocationPreview, workspace, "FORBIDDEN"},
		"MemberAllocates":              {member, allocationPreview, workspace, "FORBIDDEN"},
		"NobodyLimits":                 {w.anonymous(), limitPreview, agent, "UNAUTHENTICATED"},
	} {
		if a := refused.by.ask(t, refused.query, variables{"id": refused.id, "limit": "1"}); a.code(t) != refused.code {
			t.Errorf("%s: %s", name, a.body)
		}
	}
	if a := member.ask(t, limitPreview, variables{"id": agent, "limit": "1"}); string(a.Data) != `{"node":null}` {
		t.Errorf("a member is shown %s", a.body)
	}
}

func TestUseByAgent(t *testing.T) {
	w := setup(t)
	got[recorded](t, w.runtime(t), recordRuns, recordInput(happened(w.agent, "7", noon)))
	const query = `query ($id: ID!) { workspace(id: $id) { creditsDashboard {
		days { cumulative }
		daysByAgent(top: 1) { agent { id } cumulative }
		agents(first: 1) { nodes { days } }
	} } }`
	type series struct {
		Agent      *struct{ ID string }
		Cumulative []string
	}
	d := got[struct {
		Workspace struct {
			CreditsDashboard struct {
				Days        []struct{ Cumulative string }
				DaysByAgent []series
				Agents      struct{ Nodes []struct{ Days []string } }
			}
		}
	}](t, w.admin(t), query, variables{"id": workspaceID(w.workspace)}).Workspace.CreditsDashboard
	last := len(d.Days) - 1
	if len(d.DaysByAgent) != 1 || d.DaysByAgent[0].Agent.ID != agentID(w.agent) || d.DaysByAgent[0].Cumulative[last] != "7" ||
		d.Days[last].Cumulative != "7" || d.Agents.Nodes[0].Days[last] != "7" {
		t.Errorf("got %+v", d)
	}
}
