package metering_test

import (
	"context"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"pgregory.net/rapid"

	"cistern/credit"
	"cistern/ent"
	entrun "cistern/ent/run"
	"cistern/internal/dbtest"
	"cistern/metering"
)

// Whatever is told, in whatever order and however often, metering answers as the model does, for the same reason, and what it has
// counted is what ran.
func TestMeteringFollowsTheModel(t *testing.T) {
	t.Parallel()
	plants := newPlants(t)
	seen := map[string]int{}
	rapid.Check(t, func(rt *rapid.T) {
		s := newScene(t, rt, plants)
		for range rapid.IntRange(8, 20).Draw(rt, "steps") {
			switch rapid.SampledFrom([]string{"runs", "runs", "runs", "wait", "switch", "switch", "stall"}).Draw(rt, "step") {
			case "runs":
				s.applyBatch(rt, seen)
			case "wait":
				s.wait(rt)
			case "switch":
				s.throwSwitch(rt)
			case "stall":
				s.stall(rt)
			}
		}
		s.compareRuns(rt)
	})
	requireVariety(t, seen)
}

// requireVariety fails a run of the property in which some answer never came.
func requireVariety(t *testing.T, seen map[string]int) {
	t.Helper()
	t.Logf("answers: %v", seen)
	if seen["accepted"] < 300 {
		return // few checks were asked for
	}
	for _, answer := range []string{
		"accepted", "repeated", "late", "stop", "BAD_USER_INPUT", "NOT_FOUND", "CONFLICT", "PERIOD_CLOSED",
		"POOL_EXHAUSTED", "ALLOCATION_REACHED", "AGENT_LIMIT_REACHED", "DISABLED_BY_ADMIN",
	} {
		if seen[answer] == 0 {
			t.Errorf("no request was answered with %s", answer)
		}
	}
}

// scene is a contract of two workspaces and three agents beside its model.
type scene struct {
	*plant
	model *model
	now   time.Time

	agents     []uuid.UUID // the last one is of no contract
	workspaces []*modelWorkspace
	runs       []uuid.UUID
	told       []metering.Request
}

func newScene(t *testing.T, rt *rapid.T, plants func(*testing.T, ...func(*ent.ContractCreate)) *plant) *scene {
	t.Helper()
	allowance := credit.Amount(rapid.SampledFrom([]int{0, 100, 1000, 1000}).Draw(rt, "allowance"))
	billed := rapid.SampledFrom([]int{-3, 0, 1}).Draw(rt, "billed from")
	p := plants(t, func(c *ent.ContractCreate) {
		c.SetAllowance(allowance).SetBillingStartsOn(dbtest.Epoch.AddDate(0, billed, 0))
	})
	s := &scene{plant: p, now: noon, model: &model{
		allowance:  allowance,
		billedFrom: monthOf(dbtest.Epoch) + billed,
		agents:     map[uuid.UUID]*modelAgent{},
		runs:       map[uuid.UUID]*modelRun{},
	}}
	second := dbtest.Workspace(t, p.client, p.contract)
	for _, w := range []*ent.Workspace{p.workspace, second} {
		s.workspaces = append(s.workspaces, &modelWorkspace{id: w.ID})
	}
	for _, a := range []*ent.Agent{p.agent, dbtest.Agent(t, p.client, p.workspace), dbtest.Agent(t, p.client, second)} {
		s.agents = append(s.agents, a.ID)
		s.model.agents[a.ID] = &modelAgent{workspace: s.workspaces[0]}
	}
	s.model.agents[s.agents[2]].workspace = s.workspaces[1]
	s.agents = append(s.agents, newID())
	for range 12 {
		s.runs = append(s.runs, newID())
	}
	return s
}

func (s *scene) applyBatch(rt *rapid.T, seen map[string]int) {
	batch := make([]metering.Request, rapid.IntRange(1, 8).Draw(rt, "size"))
	for i := range batch {
		batch[i] = s.drawRequest(rt)
	}
	wanted := s.model.apply(batch, s.now)
	changes := slices.ContainsFunc(wanted, func(a answer) bool { return a.code == "" && !a.repeated })
	var before string
	if !changes {
		before = s.content(rt)
	}
	outcome, err := inTx(s.client, func(ctx context.Context, tx *ent.Tx) (metering.Outcome, error) {
		return s.meter.Apply(ctx, tx, batch, s.now)
	})
	if err != nil {
		rt.Fatal(err)
	}
	for i, want := range wanted {
		if got := answerOf(outcome.Results[i]); got != want {
			rt.Fatalf("at %s request %d of\n%+v\nwas answered\n%+v, want\n%+v", s.now, i, batch, got, want)
		}
		note(seen, want)
	}
	if !changes && s.content(rt) != before {
		rt.Fatalf("a batch of refusals and repeats changed something: %+v", batch)
	}
}

func note(seen map[string]int, a answer) {
	switch {
	case a.blockers != "":
		for _, blocker := range strings.Fields(a.blockers) {
			seen[blocker]++
		}
	case a.code != "":
		seen[string(a.code)]++
	case a.repeated:
		seen["repeated"]++
	default:
		seen["accepted"]++
	}
	if a.stop {
		seen["stop"]++
	}
	if a.late {
		seen["late"]++
	}
}

func (s *scene) drawRequest(rt *rapid.T) metering.Request {
	if len(s.told) > 0 && rapid.IntRange(0, 4).Draw(rt, "again") == 0 {
		return rapid.SampledFrom(s.told).Draw(rt, "told before")
	}
	kinds := []metering.Kind{
		metering.Start, metering.Start, metering.Start, metering.Finish, metering.Finish, metering.Heartbeat, metering.Record, metering.Import,
	}
	q := metering.Request{
		Kind:     rapid.SampledFrom(kinds).Draw(rt, "kind"),
		Contract: s.contract.ID,
		Run:      s.drawRun(rt),
	}
	if rapid.IntRange(0, 9).Draw(rt, "bound") == 0 {
		q.Workspace = rapid.SampledFrom(s.workspaces).Draw(rt, "workspace").id
	}
	if q.Kind == metering.Start || q.Kind == metering.Record || q.Kind == metering.Import {
		q.Agent = s.agents[min(rapid.IntRange(0, 9).Draw(rt, "agent")/3, 3)]
	}
	switch q.Kind {
	case metering.Start:
		q.Estimate = drawCredits(rt)
	case metering.Heartbeat:
	default:
		q.Credits = drawCredits(rt)
		q.Outcome = rapid.SampledFrom([]credit.RunOutcome{credit.OutcomeSucceeded, credit.OutcomeFailed}).Draw(rt, "outcome")
		q.FinishedAt = s.drawInstant(rt, "finished")
	}
	if q.Kind == metering.Record && rapid.Bool().Draw(rt, "says when it started") {
		q.StartedAt = s.drawInstant(rt, "started")
	}
	s.told = append(s.told, q)
	return q
}

// drawRun is the id of one that goes on, mostly, if there are any.
func (s *scene) drawRun(rt *rapid.T) uuid.UUID {
	going := slices.DeleteFunc(slices.Clone(s.runs), func(id uuid.UUID) bool {
		run := s.model.runs[id]
		return run == nil || run.told != nil
	})
	if len(going) > 0 && rapid.Bool().Draw(rt, "one that goes on") {
		return rapid.SampledFrom(going).Draw(rt, "run")
	}
	return rapid.SampledFrom(s.runs).Draw(rt, "run")
}

func drawCredits(rt *rapid.T) credit.Amount {
	return rapid.SampledFrom([]credit.Amount{0, 1, 10, 10, 20, 20, 30, 40, 60, 99, 100, 101, 5000, -1}).Draw(rt, "credits")
}

// drawInstant is one at which something may be different from the instant beside it.
func (s *scene) drawInstant(rt *rapid.T, what string) time.Time {
	reset := startOf(monthOf(s.now))
	return rapid.SampledFrom([]time.Time{
		{}, {}, s.now, s.now, s.now.Add(-time.Minute),
		reset, reset.Add(-time.Microsecond), reset.AddDate(0, -1, 0), reset.AddDate(0, -5, 3),
		s.now.Add(5 * time.Minute), s.now.Add(5*time.Minute + time.Microsecond),
	}).Draw(rt, what)
}

func (s *scene) wait(rt *rapid.T) {
	reset := startOf(monthOf(s.now) + 1)
	s.now = rapid.SampledFrom([]time.Time{
		s.now.Add(time.Second), s.now.Add(15 * time.Minute), s.now.Add(15*time.Minute + time.Microsecond), s.now.Add(-2 * time.Minute),
		reset, reset.Add(-time.Microsecond), reset.Add(71 * time.Hour), reset.Add(72 * time.Hour), reset.Add(72*time.Hour + time.Microsecond),
		reset.AddDate(0, 2, 5),
	}).Draw(rt, "now")
}

func (s *scene) throwSwitch(rt *rapid.T) {
	limit := rapid.SampledFrom([]*credit.Amount{nil, new(credit.Amount(0)), new(credit.Amount(20)), new(credit.Amount(60))}).Draw(rt, "limit")
	if i := rapid.IntRange(0, 4).Draw(rt, "of"); i < len(s.workspaces) {
		s.setAllocation(rt, s.workspaces[i], limit)
	} else {
		s.setAgent(rt, s.agents[i-len(s.workspaces)], limit, rapid.IntRange(0, 4).Draw(rt, "switch"))
	}
}

func (s *scene) setAllocation(rt *rapid.T, w *modelWorkspace, allocation *credit.Amount) {
	w.allocation = allocation
	s.exec(rt, "update workspaces set allocation = $3 where contract_id = $1 and id = $2", w.id, allocation)
}

// setAgent sets the limit and one of three switches, or none of them.
func (s *scene) setAgent(rt *rapid.T, id uuid.UUID, limit *credit.Amount, which int) {
	a := s.model.agents[id]
	a.limit, a.disabled, a.held, a.deleted = limit, which == 0, which == 1, which == 2
	s.exec(rt, `
		update agents
		set credit_limit = $3,
		  disabled_at = case $4::int when 0 then $5::timestamptz end,
		  safety_hold_at = case $4::int when 1 then $5::timestamptz end,
		  deleted_at = case $4::int when 2 then $5::timestamptz end
		where contract_id = $1 and id = $2`, id, limit, which, s.now)
}

func (s *scene) stall(rt *rapid.T) {
	stalled, err := inTx(s.client, func(ctx context.Context, tx *ent.Tx) (int, error) {
		return metering.Stall(ctx, tx, s.contract.ID, s.now)
	})
	if want := s.model.stall(s.now); err != nil || stalled != want {
		rt.Fatalf("stalled %d, %v, want %d", stalled, err, want)
	}
}

// compareRuns holds every run that is stored against the model.
func (s *scene) compareRuns(rt *rapid.T) {
	stored, err := s.client.Run.Query().Where(entrun.ContractID(s.contract.ID)).All(context.Background())
	if err != nil {
		rt.Fatal(err)
	}
	left := maps.Clone(s.model.runs)
	for _, got := range stored {
		want := left[got.ID]
		delete(left, got.ID)
		if want == nil || got.Status != want.status || got.Hold != want.hold || got.Late != want.late ||
			want.told != nil && (*got.Credits != want.told.Credits || !got.FinishedAt.Equal(want.finished)) {
			rt.Fatalf("stored is %+v, want %+v", got, want)
		}
	}
	if len(left) > 0 {
		rt.Fatalf("runs are missing: %v", left)
	}
	if err := dbtest.CountersAgree(context.Background(), s.db.SQL, s.contract.ID); err != nil {
		rt.Fatal(err)
	}
}

func (s *scene) exec(rt *rapid.T, statement string, args ...any) {
	if _, err := s.db.SQL.ExecContext(context.Background(), statement, append([]any{s.contract.ID}, args...)...); err != nil {
		rt.Fatal(err)
	}
}
