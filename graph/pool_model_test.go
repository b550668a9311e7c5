package graph_test

import (
	"cmp"
	"slices"
	"time"

	"github.com/google/uuid"

	"cistern/credit"
)

// pool says what the rules D3 to D11 and D16 make of one contract, as plainly as can be: use is drawn from grants at once, and time
// passes instant by instant.
type pool struct {
	calendar     credit.Calendar
	billingStart *credit.Date
	now          time.Time

	allowance  credit.Amount
	pending    *credit.Amount
	grants     []*poolGrant // in the order in which they were made
	periods    []*poolPeriod
	debt       credit.Amount // use of the running period that no grant has paid yet
	workspaces []*poolWorkspace
	agents     []*poolAgent
	runs       map[uuid.UUID]*poolRun
	orders     map[string]*poolOrder // by idempotency key
}

type poolPeriod struct {
	credit.Period
	kind credit.PeriodKind
	used credit.Amount
}

type poolGrant struct {
	kind                 credit.GrantKind
	amount, left         credit.Amount
	effective, expires   time.Time // a zero expires is never
	forFirstBilledPeriod bool      // bought while that was not known: it ends with that
}

type poolWorkspace struct {
	allocation *credit.Amount
	used       credit.Amount // in the running period
}

type poolAgent struct {
	workspace *poolWorkspace
	limit     *credit.Amount
	disabled  bool
	held      bool          // for spending fast
	active    bool          // has run in the running period
	used      credit.Amount // in the running period
	runs      int           // that have finished, ever
	hours     map[time.Time]credit.Amount
}

type poolRun struct {
	agent   *poolAgent
	hold    credit.Amount
	going   bool
	credits credit.Amount // once it has finished
}

type poolOrder struct {
	kind    credit.PurchaseKind
	credits credit.Amount
	agreed  int64      // cents
	grant   *poolGrant // nil where nothing was granted at once
	status  credit.PurchaseStatus
}

func newPool(calendar credit.Calendar, billingStart *credit.Date, allowance credit.Amount, now time.Time) *pool {
	p := &pool{calendar: calendar, billingStart: billingStart, allowance: allowance, now: now, runs: map[uuid.UUID]*poolRun{}, orders: map[string]*poolOrder{}}
	p.open(calendar.PeriodAt(now))
	return p
}

func (p *pool) running() *poolPeriod { return p.periods[len(p.periods)-1] }

func (p *pool) billed() bool { return p.running().kind == credit.PeriodBilled }

// wait lets time pass until now, crossing what lies between.
func (p *pool) wait(now time.Time) {
	for {
		next := p.running().End
		for _, g := range p.grants {
			for _, at := range []time.Time{g.effective, g.expires} {
				if at.After(p.now) && at.Before(next) {
					next = at
				}
			}
		}
		if next.After(now) {
			p.now = now
			return
		}
		p.now = next
		if next.Equal(p.running().End) {
			p.reset()
		}
		p.pay()
	}
}

func (p *pool) reset() {
	p.debt = 0
	for _, g := range p.grants {
		if g.expired(p.now) {
			g.left = 0
		}
	}
	for _, w := range p.workspaces {
		w.used = 0
	}
	for _, a := range p.agents {
		a.used, a.active = 0, false
	}
	p.open(p.calendar.Next(p.running().Period))
}

func (p *pool) open(period credit.Period) {
	opened := &poolPeriod{Period: period, kind: p.calendar.Kind(period, p.billingStart)}
	p.periods = append(p.periods, opened)
	if opened.kind == credit.PeriodFree {
		return
	}
	for _, g := range p.grants {
		if g.forFirstBilledPeriod {
			g.forFirstBilledPeriod, g.expires = false, period.End
		}
	}
	if p.pending != nil {
		p.allowance, p.pending = *p.pending, nil
	}
	if p.allowance > 0 {
		p.grants = append(p.grants, &poolGrant{
			kind: credit.GrantMonthly, amount: p.allowance, left: p.allowance, effective: period.Start, expires: period.End,
		})
	}
}

func (g *poolGrant) expired(at time.Time) bool { return !g.expires.IsZero() && !g.expires.After(at) }

func (g *poolGrant) spendable(at time.Time) bool { return !g.effective.After(at) && !g.expired(at) }

// credited is what the running period could spend in all, as of now.
func (p *pool) credited() credit.Amount {
	if !p.billed() {
		return 0
	}
	return p.running().used + p.left()
}

// left is what can be spent still; below zero is use that nothing has paid.
func (p *pool) left() (sum credit.Amount) {
	for _, g := range p.grants {
		if g.spendable(p.now) {
			sum += g.left
		}
	}
	return sum - p.debt
}

// pay draws the debt from the grants in burn order (D4).
func (p *pool) pay() {
	if !p.billed() {
		return
	}
	burning := slices.Clone(p.grants)
	slices.SortStableFunc(burning, func(a, b *poolGrant) int {
		return cmp.Or(cmp.Compare(a.annual(), b.annual()), compareEnds(a, b), cmp.Compare(a.bought(), b.bought()), a.effective.Compare(b.effective))
	})
	for _, g := range burning {
		if g.spendable(p.now) {
			draw := min(g.left, p.debt)
			g.left -= draw
			p.debt -= draw
		}
	}
}

func (g *poolGrant) annual() int {
	if g.kind == credit.GrantAnnual {
		return 1
	}
	return 0
}

func (g *poolGrant) bought() int {
	if g.kind == credit.GrantTrial || g.kind == credit.GrantPromo {
		return 0
	}
	return 1
}

func compareEnds(a, b *poolGrant) int {
	switch {
	case a.expires.IsZero() && b.expires.IsZero():
		return 0
	case a.expires.IsZero():
		return 1
	case b.expires.IsZero():
		return -1
	}
	return a.expires.Compare(b.expires)
}

// use counts credits of an agent in the period of an instant; what lands in a closed one leaves the pool alone (D7).
func (p *pool) use(a *poolAgent, credits credit.Amount, at time.Time) (refused credit.ErrorCode, late bool) {
	period := p.running()
	if late = at.Before(period.Start); late {
		i := slices.IndexFunc(p.periods, func(q *poolPeriod) bool { return q.Contains(at) })
		if i < 0 || p.now.Sub(p.periods[i].End) > 72*time.Hour {
			return credit.CodePeriodClosed, false
		}
		period = p.periods[i]
		period.used += credits
		a.runs++
		a.hours[at.Truncate(time.Hour)] += credits
		return "", true
	}
	period.used += credits
	a.used, a.active = a.used+credits, true
	a.workspace.used += credits
	if p.billed() {
		p.debt += credits
		p.pay()
	}
	p.spend(a, credits, at.Truncate(time.Hour))
	return "", false
}

// spend holds an agent in its first 20 runs that spends fast (D13). All agents are older than 7 days.
func (p *pool) spend(a *poolAgent, credits credit.Amount, hour time.Time) {
	before := a.hours[hour]
	a.hours[hour] += credits
	limit := max(200*credit.Credit, p.credited()/20)
	if p.billed() && a.runs < 20 && before <= limit && a.hours[hour] > limit && p.now.Before(hour.Add(2*time.Hour)) {
		a.held = true
	}
	a.runs++
}

// blockers are why an agent may not start a run now, in the order in which they are told, and what a start may hold.
func (p *pool) blockers(a *poolAgent, estimate credit.Amount) (codes []credit.BlockerCode, hold credit.Amount) {
	if a.disabled {
		codes = append(codes, credit.BlockerDisabledByAdmin)
	}
	if a.held {
		codes = append(codes, credit.BlockerSafetyHold)
	}
	if !p.billed() {
		return codes, 0
	}
	hold = estimate
	for _, level := range []struct {
		code  credit.BlockerCode
		limit *credit.Amount
		used  credit.Amount
		has   func(*poolAgent) bool
	}{
		{credit.BlockerPoolExhausted, new(p.credited()), p.running().used, func(*poolAgent) bool { return true }},
		{credit.BlockerAllocationReached, a.workspace.allocation, a.workspace.used, func(b *poolAgent) bool { return b.workspace == a.workspace }},
		{credit.BlockerAgentLimitReached, a.limit, a.used, func(b *poolAgent) bool { return b == a }},
	} {
		if level.limit == nil {
			continue
		}
		headroom := *level.limit - level.used - p.held(level.has)
		if headroom <= 0 {
			codes = append(codes, level.code)
		}
		hold = min(hold, headroom)
	}
	return codes, hold
}

func (p *pool) held(has func(*poolAgent) bool) (sum credit.Amount) {
	for _, r := range p.runs {
		if r.going && has(r.agent) {
			sum += r.hold
		}
	}
	return sum
}

// priceList is what an amount costs in cents; 0 is not in it.
var priceList = map[credit.Amount]int64{500 * credit.Credit: 500, 1000 * credit.Credit: 1000, 2500 * credit.Credit: 2500}

// buy answers with the purchase, or why there is none (D16).
func (p *pool) buy(key string, kind credit.PurchaseKind, credits credit.Amount, agreed int64) (*poolOrder, credit.ErrorCode) {
	if first := p.orders[key]; first != nil {
		if first.kind == kind && first.credits == credits && first.agreed == agreed {
			return first, ""
		}
		return nil, credit.CodeConflict
	}
	granted, price := credits, priceList[credits]
	if kind == credit.PurchaseAllowance {
		granted = credits - p.allowance
		price = int64(granted / credit.Credit) // a cent a credit
		if !p.billed() {
			price = 0
		}
	}
	if priceList[credits] == 0 || granted <= 0 || price != agreed {
		return nil, credit.CodeBadInput
	}
	order := &poolOrder{kind: kind, credits: credits, agreed: agreed, status: credit.PurchaseGranted}
	p.orders[key] = order
	if kind == credit.PurchaseAllowance {
		p.allowance, p.pending = credits, nil
		if !p.billed() {
			return order, ""
		}
	}
	order.grant = &poolGrant{kind: credit.GrantTopUp, amount: granted, left: granted, effective: p.now}
	if kind == credit.PurchaseAllowance {
		order.grant.kind = credit.GrantMonthly
	}
	if order.grant.expires = p.running().End; !p.billed() {
		order.grant.expires, order.grant.forFirstBilledPeriod = time.Time{}, true
	}
	p.grant(order.grant)
	return order, ""
}

func (p *pool) grant(g *poolGrant) {
	p.grants = append(p.grants, g)
	p.pay()
}

// lower makes the allowance less from the next reset on.
func (p *pool) lower(credits credit.Amount) credit.ErrorCode {
	if credits >= p.allowance || credits != 0 && priceList[credits] == 0 {
		return credit.CodeBadInput
	}
	p.pending = &credits
	return ""
}

// refund takes back what is left of what was bought.
func (o *poolOrder) refund() {
	o.status = credit.PurchaseRefunded
	if o.grant != nil {
		o.grant.left = 0
	}
}
