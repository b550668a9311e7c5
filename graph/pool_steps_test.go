package graph_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"
	"pgregory.net/rapid"

	"cistern/credit"
	"cistern/ent"
	"cistern/ledger"
)

// step does something and tells what the answer was.
func (s *poolScene) step(rt *rapid.T) string {
	steps := map[string]func(*rapid.T) string{
		"start": s.start, "finish": s.finish, "record": s.record, "switch": s.throwSwitch, "cap": s.setCap, "wait": s.wait,
		"buy": s.buy, "lower": s.lower, "keep": s.keep, "refund": s.refund, "grant": s.grant, "give": s.give,
	}
	name := rapid.SampledFrom([]string{
		"start", "start", "start", "start", "finish", "finish", "finish", "record", "record", "record", "record", "switch", "cap", "cap",
		"wait", "wait", "buy", "buy", "buy", "lower", "keep", "refund", "grant", "give",
	}).Draw(rt, "step")
	if s.before == "" {
		s.before = s.content(rt)
	}
	answer := steps[name](rt)
	if !strings.Contains(answer, "_") && !strings.Contains(answer, "CONFLICT") && !strings.HasSuffix(answer, "again") {
		s.before = ""
		return answer
	}
	if after := s.content(rt); after != s.before {
		rt.Fatalf("%s changed something:\n%s\n%s", answer, s.before, after)
	}
	return answer
}

func (s *poolScene) drawAgent(rt *rapid.T) (*ent.Agent, *poolAgent) {
	i := rapid.IntRange(0, len(s.agents)-1).Draw(rt, "agent")
	return s.agents[i], s.model.agents[i]
}

func drawUse(rt *rapid.T) credit.Amount {
	return rapid.SampledFrom([]credit.Amount{0, 1, 10, 50, 90, 120, 400}).Draw(rt, "credits") * credit.Credit
}

func (s *poolScene) start(rt *rapid.T) string {
	a, model := s.drawAgent(rt)
	estimate, id := drawUse(rt), newID()
	want, hold := s.model.blockers(model, estimate)
	answer := got[started](s.t, s.runtime, startRun, startInput(a, id, estimate.String())).StartRun
	var codes []credit.BlockerCode
	for _, b := range answer.Blockers {
		codes = append(codes, b.Code)
	}
	if !slices.Equal(codes, want) || (answer.Run == nil) != (len(want) > 0) {
		rt.Fatalf("a start is blocked by %v, want %v", codes, want)
	}
	if len(want) > 0 {
		return "start " + fmt.Sprint(want[0])
	}
	if answer.Run.Hold != hold.String() {
		rt.Fatalf("a start holds %s, want %s", answer.Run.Hold, hold)
	}
	s.model.runs[id] = &poolRun{agent: model, hold: hold, going: true}
	return "started"
}

func (s *poolScene) finish(rt *rapid.T) string {
	ids := slices.SortedFunc(maps.Keys(s.model.runs), func(a, b uuid.UUID) int { return strings.Compare(a.String(), b.String()) })
	if len(ids) == 0 {
		return "nothing to finish"
	}
	id := rapid.SampledFrom(ids).Draw(rt, "run")
	run, credits := s.model.runs[id], drawUse(rt)
	answer := got[finished](s.t, s.runtime, finishRun, finishInput(id, credits.String())).FinishRun
	switch {
	case run.going:
		run.going, run.credits = false, credits
		s.model.use(run.agent, credits, s.model.now)
		requireAnswer(rt, answer.UserErrors, "")
		return "finished"
	case run.credits == credits:
		requireAnswer(rt, answer.UserErrors, "")
		if !answer.Repeated {
			rt.Fatal("a repeated finish was counted again")
		}
		return "finished again"
	}
	requireAnswer(rt, answer.UserErrors, credit.CodeConflict)
	return "finish CONFLICT"
}

func (s *poolScene) record(rt *rapid.T) string {
	a, model := s.drawAgent(rt)
	start := s.model.running().Start
	at := rapid.SampledFrom([]time.Time{
		s.model.now, s.model.now, start, start.Add(-time.Microsecond), start.Add(-time.Microsecond), start.AddDate(0, -3, 0),
	}).Draw(rt, "finished")
	credits := drawUse(rt)
	answer := got[recorded](s.t, s.runtime, recordRuns, recordInput(variables{
		"agentId": agentID(a), "runId": newID(), "credits": credits.String(), "outcome": "SUCCEEDED", "finishedAt": at.Format(time.RFC3339Nano),
	})).RecordRuns
	requireAnswer(rt, answer.UserErrors, "")
	refused, late := s.model.use(model, credits, at)
	result := answer.Results[0]
	var code credit.ErrorCode
	if result.Error != nil {
		code = result.Error.Code
	}
	if code != refused || result.Late != late {
		rt.Fatalf("a run that finished at %s was recorded as %+v, want refusal %q, late %v", at, result, refused, late)
	}
	switch {
	case refused != "":
		return "record " + string(refused)
	case late:
		return "recorded late"
	}
	return "recorded"
}

func (s *poolScene) throwSwitch(rt *rapid.T) string {
	a, model := s.drawAgent(rt)
	mutation := rapid.SampledFrom([]string{"disableAgent", "enableAgent", "clearSafetyHold"}).Draw(rt, "switch")
	answer := got[changed](s.t, s.owner, agentMutation(mutation), on(agentID(a))).Changed
	requireAnswer(rt, answer.UserErrors, "")
	switch mutation {
	case "disableAgent":
		model.disabled = true
	case "enableAgent":
		model.disabled = false
	default:
		model.held = false
	}
	s.requireStatus(rt, model, answer.Usage.Status, answer.Usage.Blockers)
	return "switched"
}

func (s *poolScene) setCap(rt *rapid.T) string {
	limit := rapid.SampledFrom([]*credit.Amount{nil, nil, new(credit.Amount(0)), new(60 * credit.Credit), new(400 * credit.Credit)}).Draw(rt, "limit")
	var shown any
	if limit != nil {
		shown = limit.String()
	}
	if i := rapid.IntRange(0, 4).Draw(rt, "of"); i < len(s.workspaces) {
		s.model.workspaces[i].allocation = limit
		input := variables{"input": variables{"workspaceId": workspaceID(s.workspaces[i]), "limit": shown}}
		requireAnswer(rt, got[changed](s.t, s.orgOwner, setAllocation, input).Changed.UserErrors, "")
		return "capped a workspace"
	}
	a, model := s.drawAgent(rt)
	model.limit = limit
	answer := got[changed](s.t, s.owner, agentMutation("setAgentLimit"), on(agentID(a), variables{"limit": shown})).Changed
	requireAnswer(rt, answer.UserErrors, "")
	s.requireStatus(rt, model, answer.Usage.Status, answer.Usage.Blockers)
	return "capped an agent"
}

func (s *poolScene) wait(rt *rapid.T) string {
	now, reset := s.model.now, s.model.running().End
	to := rapid.SampledFrom([]time.Time{
		now.Add(time.Hour), now.Add(26 * time.Hour), reset.Add(-time.Microsecond), reset, reset.Add(72 * time.Hour),
		reset.Add(72*time.Hour + time.Microsecond), reset.AddDate(0, 3, 0),
	}).Draw(rt, "until")
	if to.Before(now) {
		return "waited for nothing"
	}
	s.clock.set(to)
	s.model.wait(to)
	s.compare(rt)
	return "waited"
}

func (s *poolScene) buy(rt *rapid.T) string {
	key := rapid.SampledFrom([]string{"one", "two", "three", "four", "five", "six"}).Draw(rt, "key")
	kind := rapid.SampledFrom([]credit.PurchaseKind{credit.PurchaseTopUp, credit.PurchaseTopUp, credit.PurchaseAllowance}).Draw(rt, "kind")
	credits := rapid.SampledFrom([]credit.Amount{500, 500, 1000, 2500, 0, -500, 499, 9_000_000_000_000}).Draw(rt, "amount") * credit.Credit
	agreed := int64(credits / credit.Credit)
	if kind == credit.PurchaseAllowance {
		if agreed -= int64(s.model.allowance / credit.Credit); !s.model.billed() {
			agreed = 0
		}
	}
	if first := s.model.orders[key]; first != nil && rapid.IntRange(0, 2).Draw(rt, "the same") > 0 {
		kind, credits, agreed = first.kind, first.credits, first.agreed
	}
	_, known := s.model.orders[key]
	if agreed > 1<<31-1 || agreed < -1<<31 {
		agreed = 1
	}
	order, refused := s.model.buy(key, kind, credits, agreed)
	answer := got[billed](s.t, s.owner.keyed(key), buyCredits, variables{"input": variables{
		"workspaceId": workspaceID(s.workspaces[0]), "kind": kind, "credits": credits.String(), "amountMinor": agreed,
	}}).Changed
	requireAnswer(rt, answer.UserErrors, refused)
	if refused != "" {
		return "buy " + string(refused)
	}
	if answer.Purchase.Status != string(order.status) || known && answer.Purchase.ID != s.purchases[key] {
		rt.Fatalf("bought %+v, want it to be %s", answer.Purchase, order.status)
	}
	s.purchases[key] = answer.Purchase.ID
	if known {
		return "bought again"
	}
	return "bought"
}

func (s *poolScene) lower(rt *rapid.T) string {
	credits := rapid.SampledFrom([]credit.Amount{0, 500, 1000, 2500, 1}).Draw(rt, "amount") * credit.Credit
	same := s.model.pending != nil && *s.model.pending == credits
	refused := s.model.lower(credits)
	answer := got[billed](s.t, s.owner, lowerAllowance, variables{"input": variables{
		"workspaceId": workspaceID(s.workspaces[1]), "credits": credits.String(),
	}}).Changed
	requireAnswer(rt, answer.UserErrors, refused)
	switch {
	case refused != "":
		return "lower " + string(refused)
	case same:
		return "lowered again"
	}
	return "lowered"
}

func (s *poolScene) keep(rt *rapid.T) string {
	none := s.model.pending == nil
	s.model.pending = nil
	answer := got[billed](s.t, s.owner, keepAllowance, variables{"input": variables{"workspaceId": workspaceID(s.workspaces[0])}}).Changed
	requireAnswer(rt, answer.UserErrors, "")
	if none {
		return "kept again"
	}
	return "kept"
}

func (s *poolScene) refund(rt *rapid.T) string {
	keys := slices.Sorted(maps.Keys(s.purchases))
	if len(keys) == 0 {
		return "nothing to refund"
	}
	key := rapid.SampledFrom(keys).Draw(rt, "purchase")
	order := s.model.orders[key]
	again := order.status == credit.PurchaseRefunded
	order.refund()
	answer := got[billed](s.t, s.team, refundPurchase, variables{"input": variables{"purchaseId": s.purchases[key], "reason": "by mistake"}}).Changed
	requireAnswer(rt, answer.UserErrors, "")
	if answer.Purchase.Status != string(credit.PurchaseRefunded) {
		rt.Fatalf("refunded, it is %s", answer.Purchase.Status)
	}
	if again {
		return "refunded again"
	}
	return "refunded"
}

func (s *poolScene) grant(rt *rapid.T) string {
	kind := rapid.SampledFrom([]credit.GrantKind{credit.GrantAnnual, credit.GrantTrial, credit.GrantPromo, credit.GrantAdjustment}).Draw(rt, "kind")
	amount := rapid.SampledFrom([]credit.Amount{1, 50, 300}).Draw(rt, "amount") * credit.Credit
	now, reset := s.model.now, s.model.running().End
	effective := rapid.SampledFrom([]time.Time{now, now, now.Add(2 * time.Hour), reset}).Draw(rt, "effective")
	expires := rapid.SampledFrom([]time.Time{{}, effective.Add(time.Hour), effective.AddDate(0, 0, 10), effective.AddDate(1, 0, 0)}).Draw(rt, "expires")
	s.inTx(s.t, func(tx *ent.Tx) {
		locked, err := ledger.Lock(s.t.Context(), tx, s.contract.ID)
		must(s.t, err)
		period, err := ledger.OpenPeriod(s.t.Context(), tx, locked, now)
		must(s.t, err)
		_, err = ledger.Grant(s.t.Context(), tx, period, ledger.NewGrant{Kind: kind, Amount: amount, EffectiveAt: effective, ExpiresAt: expires}, now)
		must(s.t, err)
	})
	s.model.grant(&poolGrant{kind: kind, amount: amount, left: amount, effective: effective, expires: expires})
	return "granted"
}

// give grants what the account team can: at once, until a day or what the kind has by itself.
func (s *poolScene) give(rt *rapid.T) string {
	kinds := []credit.GrantKind{credit.GrantMonthly, credit.GrantTopUp, credit.GrantAnnual, credit.GrantTrial}
	kind := rapid.SampledFrom(kinds).Draw(rt, "kind")
	amount := rapid.SampledFrom([]credit.Amount{0, -1, 20, 250}).Draw(rt, "amount") * credit.Credit
	input := variables{"contractId": contractID(s.contract), "kind": kind, "credits": amount.String(), "note": "with compliments"}
	g := &poolGrant{kind: kind, amount: amount, left: amount, effective: s.model.now}
	refused := amount <= 0
	if ofPeriod := kind == credit.GrantMonthly || kind == credit.GrantTopUp; ofPeriod && s.model.billed() {
		g.expires = s.model.running().End
	} else if ofPeriod {
		g.forFirstBilledPeriod = true
	} else {
		on := s.model.now.Truncate(24*time.Hour).AddDate(0, 0, rapid.SampledFrom([]int{-1, 0, 1, 20}).Draw(rt, "days"))
		input["expiresOn"], g.expires = on.Format(time.DateOnly), on
		refused = refused || !on.After(s.model.now)
	}
	var want credit.ErrorCode
	if refused {
		want = credit.CodeBadInput
	} else {
		s.model.grant(g)
	}
	requireAnswer(rt, got[agreed](s.t, s.team.keyed(newID().String()), grantCredits, variables{"input": input}).Changed.UserErrors, want)
	return strings.TrimSpace("given " + string(want))
}

func requireAnswer(rt *rapid.T, userErrors []userError, want credit.ErrorCode) {
	rt.Helper()
	var code credit.ErrorCode
	if len(userErrors) > 0 {
		code = userErrors[0].Code
	}
	if code != want || len(userErrors) > 1 {
		rt.Fatalf("answered with %+v, want %q", userErrors, want)
	}
}
