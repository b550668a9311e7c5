package dbtest

import (
	"testing"

	"cistern/credit"
	"cistern/ent"
)

func TestFactories(t *testing.T) {
	t.Parallel()
	db := New(t).Client()
	contract := Contract(t, db, func(c *ent.ContractCreate) { c.SetServiceDay(31) })
	workspace := Workspace(t, db, contract)
	user, other := User(t, db), User(t, db)
	membership := Membership(t, db, user, workspace)
	Membership(t, db, other, workspace, func(m *ent.MembershipCreate) { m.SetRole(credit.RoleGuest) })
	agent := Agent(t, db, workspace, func(a *ent.AgentCreate) { a.SetCreatedBy(user.ID) })
	period := Period(t, db, contract)
	if contract.ServiceDay != 31 || *agent.CreatedBy != user.ID {
		t.Errorf("a change was lost: service day %d, creator %v", contract.ServiceDay, agent.CreatedBy)
	}
	if membership.ContractID != contract.ID || agent.WorkspaceID != workspace.ID || period.ContractID != contract.ID {
		t.Error("a row belongs to another contract or workspace than was asked for")
	}
}
