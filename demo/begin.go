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

// begin makes the contract, its workspaces and its agents, none of which has run. What has become of an agent by now is in its row:
// runs of the past are recorded, not asked for.
func (s Story) begin(ctx context.Context, tx *ent.Tx, now time.Time) error {
	billed := credit.DateOf(s.billed.Start.In(s.calendar.Zone))
	err := tx.Contract.Create().
		SetID(contractID).SetName("Riverbank Foods").
		SetPlan(credit.PlanBusiness).SetTrial(false).SetChannel(credit.ChannelSelfServe).
		SetServiceDay(int16(s.calendar.ServiceDay)).SetTimeZone(zone).
		SetBillingStartsOn(time.Date(billed.Year, billed.Month, billed.Day, 0, 0, 0, 0, time.UTC)).
		SetAllowance(s.allowance(s.first)).SetHeld(0).SetCreatedAt(s.first.Start).
		Exec(ctx)
	if err != nil {
		return fmt.Errorf("make the contract of the demo: %w", err)
	}
	for i, name := range workspaces {
		create := tx.Workspace.Create().
			SetID(workspaceID(i)).SetContractID(contractID).SetName(name).
			SetCreationPolicy(credit.CreationEveryone).SetHeld(0).SetCreatedAt(s.first.Start)
		if i == stores {
			create.SetAllocation(s.allowance(s.present) / 3)
		}
		if err := create.Exec(ctx); err != nil {
			return fmt.Errorf("make a workspace of the demo: %w", err)
		}
	}
	for i := range s.agents {
		if err := s.hire(tx, i, now).Exec(ctx); err != nil {
			return fmt.Errorf("make agent %q of the demo: %w", s.agents[i].Name, err)
		}
	}
	return nil
}

// hire makes an agent as it is now, after all that it has been through.
func (s Story) hire(tx *ent.Tx, agent int, now time.Time) *ent.AgentCreate {
	a := s.agents[agent]
	ended := s.daysBefore(a.Ended).Add(10 * time.Hour)
	create := tx.Agent.Create().
		SetID(agentID(a)).SetContractID(contractID).SetWorkspaceID(workspaceID(a.Workspace)).
		SetName(a.Name).SetCreatedBy(creatorID(a.Creator)).SetHeld(0).SetCreatedAt(s.createdAt(a))
	switch a.Fate {
	case Disabled:
		create.SetDisabledAt(ended).SetDisabledBy(Admin.ID()).SetDisabledReason("Books rooms twice; Priya is looking into it")
	case OnHold:
		create.SetSafetyHoldAt(ended)
	case Deleted:
		create.SetDeletedAt(ended)
	case NearLimit:
		create.SetCreditLimit(s.used(agent, now) * 104 / 100)
	case AtLimit:
		create.SetCreditLimit(s.used(agent, now) * 97 / 100)
	case Well:
	}
	return create
}

// MainWorkspace is the largest one.
var MainWorkspace = globalid.ID{Type: globalid.Workspace, Contract: contractID, Of: workspaceID(kitchen)}

func workspaceID(i int) uuid.UUID { return named("workspace " + workspaces[i]) }

func creatorID(i int) uuid.UUID { return named("user " + creators[i]) }
