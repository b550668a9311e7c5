package ingest

import (
	"context"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"cistern/credit"
	"cistern/ent"
	"cistern/ent/contract"
	"cistern/internal/dbtest"
	"cistern/metering"
)

const (
	writers = 64
	pool    = 3000 * credits
)

func withPool(c *ent.ContractCreate) { c.SetAllowance(pool) }

// D8: however many start at once, the holds never pass the pool.
func TestAdmissionIsExact(t *testing.T) {
	t.Parallel()
	for _, scope := range []Scope{ScopeAll, ScopeContract} {
		t.Run(string(scope), func(t *testing.T) {
			t.Parallel()
			s := newSite(t, withPool)
			processes := []*Committer{s.process(t, scope), s.process(t, scope)}
			var admitted atomic.Int64
			var all sync.WaitGroup
			for w := range writers {
				all.Go(func() {
					for range 20 {
						for _, r := range submitAll(t, processes[w%2], s.start(credits), s.start(credits), s.start(credits)) {
							if r.Err == nil {
								admitted.Add(1)
							}
						}
					}
				})
			}
			all.Wait()
			if admitted.Load() != 3000 || s.held(t) != pool {
				t.Errorf("admitted %d of %d, held %s", admitted.Load(), writers*60, s.held(t))
			}
			s.requireCountersAgree(t)
		})
	}
}

// The same writers overspend where each looks first and takes then: what the lock of the contract is for.
func TestACheckBeforeTheHoldOverspends(t *testing.T) {
	t.Parallel()
	s := newSite(t, withPool)
	const rounds = 20
	for range rounds {
		must(t, s.client.Contract.UpdateOne(s.contract).SetHeld(pool-100*credits).Exec(t.Context()))
		var all sync.WaitGroup
		for range writers {
			all.Go(func() {
				for {
					if admitted, err := naiveStart(t.Context(), s); err != nil || !admitted {
						if err != nil {
							t.Error(err)
						}
						return
					}
				}
			})
		}
		all.Wait()
		if s.held(t) > pool {
			return
		}
	}
	t.Errorf("the naive writers kept to the pool in %d rounds: nothing here would notice a lost lock", rounds)
}

func naiveStart(ctx context.Context, s *site) (admitted bool, err error) {
	tx, err := s.client.Tx(ctx)
	if err != nil {
		return false, err
	}
	defer tx.Rollback()
	c, err := tx.Contract.Get(ctx, s.contract.ID)
	if err != nil || c.Held >= pool {
		return false, err
	}
	if err := tx.Contract.Update().Where(contract.ID(c.ID)).AddHeld(credits).Exec(ctx); err != nil {
		return false, err
	}
	return true, tx.Commit()
}

func TestTheFirstRunsOfAnAgentKeepToItsLimit(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	processes := []*Committer{s.process(t, ScopeAll), s.process(t, ScopeAll)}
	for range 10 {
		s.agent = dbtest.Agent(t, s.client, s.workspace, func(a *ent.AgentCreate) { a.SetCreditLimit(3 * credits) })
		var admitted atomic.Int64
		var all sync.WaitGroup
		for i := range 8 {
			all.Go(func() {
				r := submit(t, processes[i%2], s.start(credits))
				switch {
				case r.Err == nil:
					admitted.Add(1)
				case len(r.Blockers) != 1 || r.Blockers[0].Code != credit.BlockerAgentLimitReached:
					t.Errorf("refused for %v: %v", r.Blockers, r.Err)
				}
			})
		}
		all.Wait()
		if admitted.Load() != 3 {
			t.Errorf("admitted %d under a limit of 3", admitted.Load())
		}
	}
	s.requireCountersAgree(t)
}

// A hold is gone after its run went silent, and what the run reports after that still counts, once, whatever it is.
func TestAHoldThatExpiredIsSettledOnce(t *testing.T) {
	t.Parallel()
	s := newSite(t, func(c *ent.ContractCreate) { c.SetAllowance(100 * credits) })
	c := s.process(t, ScopeAll)
	first := s.start(100 * credits)
	submit(t, c, first)
	if r := submit(t, c, s.start(credits)); r.Err == nil {
		t.Error("admitted beside a hold of the whole pool")
	}

	s.clock.set(s.clock.now().Add(time.Hour))
	tx, err := s.client.Tx(t.Context())
	must(t, err)
	stalled, err := metering.Stall(t.Context(), tx, s.contract.ID, s.clock.now())
	must(t, err)
	must(t, tx.Commit())
	if r := submit(t, c, s.start(credits)); stalled != 1 || r.Err != nil {
		t.Errorf("stalled %d, and the next start is answered %v", stalled, r.Err)
	}

	cancelled, cancel := context.WithCancel(t.Context())
	cancel()
	late := s.finish(first.Run, 150*credits)
	_, _ = c.Submit(cancelled, []metering.Request{late}) // answered or not, it was taken
	var repeated atomic.Int64
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			if r := submit(t, c, late); r.Err != nil {
				t.Error(r.Err)
			} else if r.Repeated {
				repeated.Add(1)
			}
		})
	}
	all.Wait()
	if used := s.used(t)[0]; repeated.Load() != 8 || used != 150*credits || s.held(t) != credits {
		t.Errorf("%d of 8 repeats, used %s, held %s", repeated.Load(), used, s.held(t))
	}
	s.requireCountersAgree(t)
}
