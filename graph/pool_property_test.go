package graph_test

import (
	"cmp"
	"fmt"
	"maps"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"pgregory.net/rapid"

	"cistern/auth"
	"cistern/credit"
	"cistern/ent"
	"cistern/internal/dbtest"
	"cistern/verify"
)

// Whatever people, programs and time do to a contract through the API: it answers as the model does, for the same reason; what is
// refused changes nothing; and counters, runs and ledger agree at the end. POOL_STEPS is how many steps a life has at the most.
func TestThePoolFollowsTheModel(t *testing.T) {
	longest, err := strconv.Atoi(cmp.Or(os.Getenv("POOL_STEPS"), "10"))
	must(t, err)
	var mu sync.Mutex
	seen := map[string]int{}
	t.Run("lives", func(t *testing.T) {
		for i := range 2 {
			t.Run(strconv.Itoa(i), func(t *testing.T) {
				w := setup(t)
				w.doors = &clock{at: noon}
				people := w.poolPeople(t)
				rapid.Check(t, func(rt *rapid.T) {
					s := newPoolScene(t, rt, w, people)
					for range rapid.IntRange(5, longest).Draw(rt, "steps") {
						answer := s.step(rt)
						mu.Lock()
						seen[answer]++
						mu.Unlock()
					}
					s.compare(rt)
					s.requireWhole(rt)
				})
			})
		}
	})
	requireSeen(t, seen)
}

// requireSeen fails a long enough run of the property in which some answer never came.
func requireSeen(t *testing.T, seen map[string]int) {
	t.Helper()
	steps := 0
	for _, n := range seen {
		steps += n
	}
	t.Logf("%d steps: %v", steps, seen)
	if steps < 10_000 {
		return
	}
	for _, answer := range []string{
		"started", "start DISABLED_BY_ADMIN", "start POOL_EXHAUSTED", "start ALLOCATION_REACHED", "start AGENT_LIMIT_REACHED", "start SAFETY_HOLD",
		"finished", "recorded", "recorded late", "record PERIOD_CLOSED", "switched", "capped", "waited", "granted", "given", "given BAD_USER_INPUT", "kept", "lowered",
		"lower BAD_USER_INPUT", "bought", "bought again", "buy CONFLICT", "buy BAD_USER_INPUT", "refunded",
	} {
		if !slices.ContainsFunc(slices.Collect(maps.Keys(seen)), func(s string) bool { return strings.HasPrefix(s, answer) }) {
			t.Errorf("never answered: %s", answer)
		}
	}
}

// poolPeople call in all scenes.
type poolPeople struct {
	owner, orgOwner, team  caller
	ownerID, orgID, teamID *ent.User
}

func (w *world) poolPeople(t *testing.T) poolPeople {
	t.Helper()
	p := poolPeople{ownerID: dbtest.User(t, w.client), orgID: dbtest.User(t, w.client), teamID: dbtest.User(t, w.client)}
	p.owner, p.orgOwner, p.team = w.signedIn(t, p.ownerID), w.signedIn(t, p.orgID), w.signedIn(t, p.teamID)
	return p
}

// poolScene is a contract of two workspaces and three agents beside its model.
type poolScene struct {
	*world
	poolPeople
	t          *testing.T
	model      *pool
	contract   *ent.Contract
	runtime    caller
	workspaces []*ent.Workspace
	agents     []*ent.Agent
	purchases  map[string]string // global ids by idempotency key
	before     string            // the content before the next step; empty where it is to be read
}

func newPoolScene(t *testing.T, rt *rapid.T, w *world, people poolPeople) *poolScene {
	t.Helper()
	w.clock.set(noon)
	allowance := rapid.SampledFrom([]credit.Amount{0, 500, 1000, 1000}).Draw(rt, "allowance") * credit.Credit
	billedFrom := dbtest.Epoch.AddDate(0, rapid.SampledFrom([]int{-3, -3, 1}).Draw(rt, "billed from"), 0)
	billed := credit.DateOf(billedFrom)
	day := rapid.SampledFrom([]int16{1, 15, 31}).Draw(rt, "service day")
	s := &poolScene{world: w, poolPeople: people, t: t, purchases: map[string]string{}}
	s.contract = dbtest.Contract(t, w.client, func(c *ent.ContractCreate) {
		c.SetAllowance(allowance).SetBillingStartsOn(billedFrom).SetServiceDay(day)
	})
	s.model = newPool(credit.Calendar{ServiceDay: int(day), Zone: time.UTC}, &billed, allowance, noon)
	for range 2 {
		s.workspaces = append(s.workspaces, dbtest.Workspace(t, w.client, s.contract))
		s.model.workspaces = append(s.model.workspaces, &poolWorkspace{})
		dbtest.Membership(t, w.client, people.ownerID, s.workspaces[len(s.workspaces)-1], func(m *ent.MembershipCreate) { m.SetRole(credit.RoleOwner) })
	}
	for _, in := range []int{0, 0, 1} {
		s.agents = append(s.agents, dbtest.Agent(t, w.client, s.workspaces[in], func(a *ent.AgentCreate) { a.SetCreatedAt(noon.AddDate(0, 0, -30)) }))
		s.model.agents = append(s.model.agents, &poolAgent{workspace: s.model.workspaces[in], hours: map[time.Time]credit.Amount{}})
	}
	dbtest.ContractRole(t, w.client, people.orgID, s.contract)
	dbtest.ContractRole(t, w.client, people.teamID, s.contract, func(r *ent.ContractRoleCreate) { r.SetRole(credit.RoleAccountTeam) })
	s.runtime = w.token(t, auth.Scope{Contract: s.contract.ID}, credit.ScopeRunsWrite)
	s.compare(rt) // opens the first period
	return s
}

type poolShown struct {
	CreditsDashboard struct {
		Used   string
		Pool   struct{ Used, Granted, Held string }
		Agents struct {
			Nodes []struct {
				Agent    struct{ ID string }
				Status   string
				Credits  string
				Blockers []explained
			}
		}
	}
	Billing struct {
		Allowance        string
		PendingAllowance *string
	}
}

const poolFields = `{
	creditsDashboard { used pool { used granted held } agents { nodes { agent { id } status credits blockers { code } } } }
	billing { allowance pendingAllowance }
}`

// compare holds what the dashboards show against the model.
func (s *poolScene) compare(rt *rapid.T) {
	shown := got[map[string]poolShown](s.t, s.owner,
		`query ($a: ID!, $b: ID!) { a: workspace(id: $a) `+poolFields+` b: workspace(id: $b) `+poolFields+` }`,
		variables{"a": workspaceID(s.workspaces[0]), "b": workspaceID(s.workspaces[1])})
	agents := map[string]*poolAgent{}
	for i, a := range s.agents {
		agents[agentID(a)] = s.model.agents[i]
	}
	for i, name := range []string{"a", "b"} {
		d := shown[name].CreditsDashboard
		want := fmt.Sprint(s.model.workspaces[i].used, s.model.running().used, s.model.credited(), s.model.held(func(*poolAgent) bool { return true }))
		if got := fmt.Sprint(d.Used, " ", d.Pool.Used, " ", d.Pool.Granted, " ", d.Pool.Held); got != want {
			rt.Fatalf("at %s the dashboard shows %s used, pool used, granted, held; want %s", s.model.now, got, want)
		}
		for _, n := range d.Agents.Nodes {
			a := agents[n.Agent.ID]
			if n.Credits != a.used.String() {
				rt.Fatalf("an agent has used %s, want %s", n.Credits, a.used)
			}
			s.requireStatus(rt, a, n.Status, n.Blockers)
		}
		b := shown[name].Billing
		if b.Allowance != s.model.allowance.String() || (b.PendingAllowance == nil) != (s.model.pending == nil) ||
			b.PendingAllowance != nil && *b.PendingAllowance != s.model.pending.String() {
			rt.Fatalf("the allowance is %s, pending %v, want %s, %v", b.Allowance, b.PendingAllowance, s.model.allowance, s.model.pending)
		}
	}
}

func (s *poolScene) requireStatus(rt *rapid.T, model *poolAgent, status string, blockers []explained) {
	want, _ := s.model.blockers(model, 0)
	var codes []credit.BlockerCode
	for _, b := range blockers {
		codes = append(codes, b.Code)
	}
	if !slices.Equal(codes, want) {
		rt.Fatalf("an agent is shown as blocked by %v, want %v", codes, want)
	}
	shown := "IDLE"
	switch {
	case model.disabled:
		shown = "DISABLED"
	case model.held:
		shown = "ON_HOLD"
	case len(want) > 0:
		shown = "PAUSED"
	case model.active:
		shown = "ACTIVE"
	}
	if status != shown {
		rt.Fatalf("an agent is shown as %s, want %s", status, shown)
	}
}

// requireWhole says that counters, runs and ledger agree.
func (s *poolScene) requireWhole(rt *rapid.T) {
	differences, err := verify.Snapshot(s.t.Context(), s.client, s.contract.ID)
	if err != nil || len(differences) > 0 {
		rt.Fatalf("%v, %v", differences, err)
	}
}

// content is everything that the steps may change.
func (s *poolScene) content(rt *rapid.T) (digest string) {
	const statement = `
		select md5(string_agg(line, chr(10) order by line)) from (
		  select c::text from contracts c where id = $1
		  union all select w::text from workspaces w where contract_id = $1
		  union all select a::text from agents a where contract_id = $1
		  union all select r::text from runs r where contract_id = $1
		  union all select u::text from workspace_usage u where contract_id = $1
		  union all select u::text from agent_usage u where contract_id = $1
		  union all select h::text from agent_hours h where contract_id = $1
		  union all select p::text from billing_periods p where contract_id = $1
		  union all select p::text from purchases p where contract_id = $1
		  union all select g::text from grants g where contract_id = $1
		  union all select l::text from ledger_entries l where contract_id = $1
		  union all select b::text from billing_events b where contract_id = $1
		  union all select a::text from audit_entries a where contract_id = $1
		  union all select n::text from notifications n where contract_id = $1
		) contract_id (line)`
	if err := s.db.SQL.QueryRowContext(s.t.Context(), statement, s.contract.ID).Scan(&digest); err != nil {
		rt.Fatal(err)
	}
	return digest
}
