package graph_test

import (
	"testing"
	"time"

	"cistern/credit"
	"cistern/ent/billingperiod"
	entrun "cistern/ent/run"
	"cistern/internal/dbtest"
	"cistern/verify"
)

const (
	moveClock = `mutation ($input: MoveClockInput!) { changed: moveClock(input: $input) {
		workspace { clock { now aheadSeconds movable ahead } creditsDashboard { asOf pool { used granted } period { startsAt } } }
		userErrors { code field message } } }`
	clockQuery = `query ($id: ID!) { workspace(id: $id) { clock { now aheadSeconds movable ahead } } }`
)

type moved struct {
	Changed struct {
		Workspace *struct {
			Clock            shownClock
			CreditsDashboard struct {
				AsOf   time.Time
				Pool   struct{ Used, Granted string }
				Period struct{ StartsAt time.Time }
			}
		}
		UserErrors []userError
	}
	Workspace struct{ Clock shownClock }
}

type shownClock struct {
	Now          time.Time
	AheadSeconds float64
	Movable      bool
	Ahead        []time.Time
}

func (w *world) to(at time.Time) variables {
	return variables{"input": variables{"workspaceId": workspaceID(w.workspace), "to": at.Format(time.RFC3339Nano)}}
}

// A moved clock is the time of all that concerns its contract: a reset is crossed at once, runs are admitted and counted by it, and it
// goes on from there.
func TestMoveClock(t *testing.T) {
	w := setup(t)
	admin, runtime := w.admin(t), w.runtime(t)
	december := dbtest.Epoch.AddDate(0, 1, 0)
	going := newID()
	got[started](t, runtime, startRun, startInput(w.agent, going, "400"))
	if c := got[moved](t, admin, clockQuery, variables{"id": workspaceID(w.workspace)}).Workspace.Clock; !c.Now.Equal(noon) || c.AheadSeconds != 0 ||
		!c.Movable || len(c.Ahead) != 1 || !c.Ahead[0].Equal(december) {
		t.Errorf("the clock is %+v", c)
	}

	to := december.AddDate(0, 0, 3)
	now := got[moved](t, admin, moveClock, w.to(to)).Changed.Workspace
	if d := now.CreditsDashboard; !now.Clock.Now.Equal(to) || !d.Period.StartsAt.Equal(december) || !d.AsOf.Equal(to) || d.Pool.Granted != "1000" {
		t.Errorf("moved to %+v", now)
	}
	stalled, err := w.client.Run.Query().Where(entrun.ContractID(w.contract.ID), entrun.ID(going)).Only(t.Context())
	if err != nil || stalled.Status != credit.RunStalled {
		t.Errorf("a run that has been silent for days is %v, %v", stalled, err)
	}
	fresh := newID()
	if begun := got[started](t, runtime, startRun, startInput(w.agent, fresh, "100")).StartRun.Run; !begun.StartedAt.Equal(to) {
		t.Errorf("started at %s", begun.StartedAt)
	}
	w.clock.set(noon.Add(time.Hour))
	finish := got[finished](t, runtime, finishRun, finishInput(fresh, "100")).FinishRun.Run
	if !finish.FinishedAt.Equal(to.Add(time.Hour)) || finish.Late {
		t.Errorf("finished at %s", finish.FinishedAt)
	}
	if used := got[billed](t, admin.keyed("one"), buyCredits, w.topUp("500", 500)).Changed.Workspace.CreditsDashboard.Pool.Granted; used != "1500" {
		t.Errorf("granted %s", used)
	}

	years := to.AddDate(3, 4, 0)
	got[moved](t, admin, moveClock, w.to(years))
	periods, err := w.client.BillingPeriod.Query().Where(billingperiod.ContractID(w.contract.ID)).All(t.Context())
	if err != nil || len(periods) != 42 {
		t.Errorf("%d periods after forty missed ones, %v", len(periods), err)
	}
	if differences, err := verify.Snapshot(t.Context(), w.client, w.contract.ID); err != nil || len(differences) > 0 {
		t.Errorf("%v, %v", differences, err)
	}
	w.requireLogged(t, "contract.move_clock", "purchase.order", "purchase.advance", "contract.move_clock")
}

func TestMoveClockRefuses(t *testing.T) {
	w := setup(t)
	admin := w.admin(t)
	requireRefusal(t, got[moved](t, admin, moveClock, w.to(noon)).Changed.UserErrors, credit.CodeBadInput, "to")
	requireRefusal(t, got[moved](t, admin, moveClock, w.to(noon.AddDate(0, 0, -1))).Changed.UserErrors, credit.CodeBadInput, "to")
	requireRefusal(t, got[moved](t, admin, moveClock, w.to(noon.AddDate(6, 0, 0))).Changed.UserErrors, credit.CodeBadInput, "to")
	member, _ := w.person(t, credit.RoleMember)
	if code := member.ask(t, moveClock, w.to(noon.AddDate(0, 0, 1))).code(t); code != "FORBIDDEN" {
		t.Errorf("a member: %s", code)
	}
	stranger := w.signedIn(t, dbtest.User(t, w.client))
	if code := stranger.ask(t, moveClock, w.to(noon.AddDate(0, 0, 1))).code(t); code != "NOT_FOUND" {
		t.Errorf("a stranger: %s", code)
	}
	w.resolver.Trial = false
	requireRefusal(t, got[moved](t, admin, moveClock, w.to(noon.AddDate(0, 0, 1))).Changed.UserErrors, credit.CodeForbidden)
	if c, err := w.client.Contract.Get(t.Context(), w.contract.ID); err != nil || c.ClockAhead != 0 {
		t.Errorf("moved: %v, %v", c, err)
	}
}
