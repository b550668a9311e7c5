package guard_test

import (
	"context"
	"strings"
	"testing"

	"cistern/audit"
	"cistern/credit"
	"cistern/ent"
	"cistern/ent/agent"
	"cistern/guard"
	"cistern/internal/dbtest"
)

func TestDisableAndEnable_D11(t *testing.T) {
	t.Run("KeepsTheFirst", func(t *testing.T) {
		s := setup(t)
		disabled := s.apply(t, guard.Disable, s.turn("runs wild"), noon)
		if !disabled.DisabledAt.Equal(noon) || *disabled.DisabledBy != s.admin.ID || *disabled.DisabledReason != "runs wild" {
			t.Errorf("disabled as %v", disabled)
		}
		again := s.apply(t, guard.Disable, s.turn("still"), later)
		if !again.DisabledAt.Equal(noon) || *again.DisabledReason != "runs wild" {
			t.Errorf("disabled again as %v", again)
		}
		entry := s.requireLogged(t, "agent.disable")[0]
		if entry.SubjectID != s.agent.ID || entry.Reason != "runs wild" || !entry.At.Equal(noon) ||
			!strings.Contains(string(entry.Before), `"disabledAt": null`) || strings.Contains(string(entry.After), `"disabledAt": null`) {
			t.Errorf("recorded as %v", entry)
		}
	})
	t.Run("EnableTakesItBackAlone", func(t *testing.T) {
		s := setup(t)
		must(t, s.client.Agent.Update().Where(agent.ContractID(s.contract.ID), agent.ID(s.agent.ID)).SetSafetyHoldAt(noon).Exec(t.Context()))
		if a := s.apply(t, guard.Enable, s.turn(""), noon); a.DisabledAt != nil {
			t.Errorf("enabled as %v", a)
		}
		s.apply(t, guard.Disable, s.turn(""), noon)
		enabled := s.apply(t, guard.Enable, s.turn("repaired"), later)
		if enabled.DisabledAt != nil || enabled.DisabledBy != nil || enabled.DisabledReason != nil || enabled.SafetyHoldAt == nil {
			t.Errorf("enabled as %v", enabled)
		}
		s.requireLogged(t, "agent.disable", "agent.enable")
	})
	t.Run("InAnyState", func(t *testing.T) {
		s := setup(t)
		s.apply(t, guard.DeleteAgent, s.turn(""), noon)
		if a := s.apply(t, guard.Disable, s.turn(""), later); a.DisabledAt == nil {
			t.Error("a deleted agent is not disabled")
		}
	})
	t.Run("ByAProgramNobodyIsNamed", func(t *testing.T) {
		s := setup(t)
		byProgram := s.turn("")
		byProgram.Actor = audit.Actor{Kind: audit.System}
		if a := s.apply(t, guard.Disable, byProgram, noon); a.DisabledBy != nil || a.DisabledReason != nil {
			t.Errorf("disabled as %v", a)
		}
	})
}

func TestClearSafetyHold_D13(t *testing.T) {
	s := setup(t)
	s.apply(t, guard.ClearSafetyHold, s.turn(""), noon)
	must(t, s.client.Agent.Update().Where(agent.ContractID(s.contract.ID), agent.ID(s.agent.ID)).
		SetSafetyHoldAt(noon).SetDisabledAt(noon).Exec(t.Context()))
	if a := s.apply(t, guard.ClearSafetyHold, s.turn("looked at"), later); a.SafetyHoldAt != nil || a.DisabledAt == nil {
		t.Errorf("cleared as %v", a)
	}
	s.requireLogged(t, "agent.clear_safety_hold")
}

func TestDeleteAgent(t *testing.T) {
	s := setup(t)
	s.apply(t, guard.DeleteAgent, s.turn(""), noon)
	if a := s.apply(t, guard.DeleteAgent, s.turn(""), later); !a.DeletedAt.Equal(noon) {
		t.Errorf("deleted at %v", a.DeletedAt)
	}
	s.requireLogged(t, "agent.delete")
}

func TestSwitchRefuses(t *testing.T) {
	s := setup(t)
	foreign := dbtest.Agent(t, s.client, dbtest.Workspace(t, s.client, dbtest.Contract(t, s.client)))
	for name, c := range map[string]struct {
		change func(*guard.Switch)
		code   credit.ErrorCode
		field  string
	}{
		"AnotherContractsAgent": {func(w *guard.Switch) { w.Agent = foreign.ID }, credit.CodeNotFound, ""},
		"UnknownAgent":          {func(w *guard.Switch) { w.Agent = newID() }, credit.CodeNotFound, ""},
		"LongReason":            {func(w *guard.Switch) { w.Reason = strings.Repeat("a", 501) }, credit.CodeBadInput, "reason"},
		"ReasonThatIsNoText":    {func(w *guard.Switch) { w.Reason = "a\x00b" }, credit.CodeBadInput, "reason"},
	} {
		for _, o := range []operation{guard.Disable, guard.Enable, guard.ClearSafetyHold, guard.DeleteAgent} {
			on := s.turn("")
			c.change(&on)
			err := s.locked(t, func(ctx context.Context, tx *ent.Tx) error {
				_, err := o(ctx, tx, on, noon)
				return err
			})
			t.Log(name)
			requireCode(t, err, c.code, c.field)
		}
	}
	s.requireLogged(t)
}
