package demo

import (
	"context"
	"fmt"
	"time"

	"cistern/credit"
	"cistern/ent"
)

// begin makes the contract, its workspaces, its agents, none of which has run, and its people, so that they are told of what happens.
func (s Story) begin(ctx context.Context, tx *ent.Tx) error {
	allowance, minor := s.firstAllowance()
	err := tx.Contract.Create().
		SetID(s.id).SetName(s.name).
		SetPlan(s.plan).SetTrial(s.trial).SetChannel(s.channel).
		SetServiceDay(int16(s.calendar.ServiceDay)).SetTimeZone(s.zone).
		SetNillableBillingStartsOn(s.billingDay()).
		SetAllowance(allowance).SetAllowanceMinor(minor).SetHeld(0).SetCreatedAt(s.first.Start).
		Exec(ctx)
	if err != nil {
		return fmt.Errorf("make the contract of the demo: %w", err)
	}
	for i, name := range s.workspaces {
		err := tx.Workspace.Create().
			SetID(s.workspaceID(i)).SetContractID(s.id).SetName(name).
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
		SetID(s.agentID(a)).SetContractID(s.id).SetWorkspaceID(s.workspaceID(a.Workspace)).
		SetName(a.Name).SetCreatedBy(s.creatorID(a.Creator)).SetHeld(0).SetCreatedAt(s.createdAt(a))
}

// billingDay is the first day of the first billed period, as a column of dates takes it; nil where none is planned.
func (s Story) billingDay() *time.Time {
	if s.billedFrom == never {
		return nil
	}
	d := credit.DateOf(s.billed.Start.In(s.calendar.Zone))
	day := time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC)
	return &day
}
