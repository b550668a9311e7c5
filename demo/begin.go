package demo

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"cistern/credit"
	"cistern/ent"
	"cistern/graph/globalid"
)

// begin makes the contract, its workspaces, its agents, none of which has run, and its people, so that they are told of what happens.
func (s Story) begin(ctx context.Context, tx *ent.Tx) error {
	allowance, minor := s.firstAllowance()
	billed := credit.DateOf(s.billed.Start.In(s.calendar.Zone))
	err := tx.Contract.Create().
		SetID(contractID).SetName("Riverbank Foods").
		SetPlan(credit.PlanBusiness).SetTrial(false).SetChannel(credit.ChannelSelfServe).
		SetServiceDay(int16(s.calendar.ServiceDay)).SetTimeZone(zone).
		SetBillingStartsOn(time.Date(billed.Year, billed.Month, billed.Day, 0, 0, 0, 0, time.UTC)).
		SetAllowance(allowance).SetAllowanceMinor(minor).SetHeld(0).SetCreatedAt(s.first.Start).
		Exec(ctx)
	if err != nil {
		return fmt.Errorf("make the contract of the demo: %w", err)
	}
	for i, name := range workspaces {
		err := tx.Workspace.Create().
			SetID(workspaceID(i)).SetContractID(contractID).SetName(name).
			SetCreationPolicy(credit.CreationEveryone).SetHeld(0).SetCreatedAt(s.first.Start).
			Exec(ctx)
		if err != nil {
			return fmt.Errorf("make a workspace of the demo: %w", err)
		}
	}
	for _, a := range s.agents {
		if err := s.hire(tx, a).Exec(ctx); err != nil {
			return fmt.Errorf("make agent %q of the demo: %w", a.Name, err)
		}
	}
	return s.invite(ctx, tx)
}

// hire makes an agent, as free as all are at first.
func (s Story) hire(tx *ent.Tx, a Agent) *ent.AgentCreate {
	return tx.Agent.Create().
		SetID(agentID(a)).SetContractID(contractID).SetWorkspaceID(workspaceID(a.Workspace)).
		SetName(a.Name).SetCreatedBy(creatorID(a.Creator)).SetHeld(0).SetCreatedAt(s.createdAt(a))
}

// MainWorkspace is the largest one.
var MainWorkspace = globalid.ID{Type: globalid.Workspace, Contract: contractID, Of: workspaceID(kitchen)}

func workspaceID(i int) uuid.UUID { return named("workspace " + workspaces[i]) }

func creatorID(i int) uuid.UUID { return named("user " + creators[i]) }
