package guard_test

import (
	"context"
	"strings"
	"testing"

	"cistern/credit"
	"cistern/ent"
	"cistern/ent/workspace"
	"cistern/guard"
)

func TestSetAgentLimit_D10(t *testing.T) {
	s := setup(t)
	set := func(limit *credit.Amount) (changed *ent.Agent, err error) {
		err = s.locked(t, func(ctx context.Context, tx *ent.Tx) (err error) {
			changed, err = guard.SetAgentLimit(ctx, tx, guard.AgentLimit{Switch: s.turn("budget"), Limit: limit}, noon)
			return err
		})
		return changed, err
	}
	for _, limit := range []*credit.Amount{nil, amount(5), amount(5), amount(0), nil} {
		changed, err := set(limit)
		must(t, err)
		if (changed.CreditLimit == nil) != (limit == nil) || limit != nil && *changed.CreditLimit != *limit {
			t.Errorf("the limit is %v, want %v", changed.CreditLimit, limit)
		}
	}
	_, err := set(amount(-1))
	requireCode(t, err, credit.CodeBadInput, "limit")

	entries := s.requireLogged(t, "agent.set_limit", "agent.set_limit", "agent.set_limit")
	if e := entries[1]; !strings.Contains(string(e.Before), `"creditLimit": "5"`) || !strings.Contains(string(e.After), `"creditLimit": "0"`) {
		t.Errorf("recorded from %s to %s", e.Before, e.After)
	}
}

func TestSetAllocation_D10(t *testing.T) {
	s := setup(t)
	set := func(a guard.Allocation) error {
		a.Contract, a.Cause = s.contract.ID, s.by(s.admin, "shares")
		return s.locked(t, func(ctx context.Context, tx *ent.Tx) error { return guard.SetAllocation(ctx, tx, a, noon) })
	}
	for _, limit := range []*credit.Amount{nil, amount(5), amount(5), amount(0), nil} {
		must(t, set(guard.Allocation{Workspace: s.workspace.ID, Limit: limit}))
		got, err := s.client.Workspace.Query().Where(workspace.ContractID(s.contract.ID)).Only(t.Context())
		must(t, err)
		if (got.Allocation == nil) != (limit == nil) || limit != nil && *got.Allocation != *limit {
			t.Errorf("the allocation is %v, want %v", got.Allocation, limit)
		}
	}
	requireCode(t, set(guard.Allocation{Workspace: s.workspace.ID, Limit: amount(-1)}), credit.CodeBadInput, "limit")
	requireCode(t, set(guard.Allocation{Workspace: newID()}), credit.CodeNotFound, "")
	const action = "workspace.set_allocation"
	if e := s.requireLogged(t, action, action, action)[0]; string(e.Before) != `{"allocation": null}` || string(e.After) != `{"allocation": "5"}` {
		t.Errorf("recorded from %s to %s", e.Before, e.After)
	}
}
