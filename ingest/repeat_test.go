package ingest

import (
	"math/rand/v2"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/google/uuid"

	"cistern/credit"
	"cistern/ent"
	"cistern/metering"
)

// D7: one id counts once, whoever sends it how often.
func TestOneIDFrom32CallersCountsOnce(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	processes := []*Committer{s.process(t, ScopeAll), s.process(t, ScopeContract)}
	send := func(request func(caller int) metering.Request) (firsts, repeats, conflicts int64) {
		var all sync.WaitGroup
		for caller := range 32 {
			all.Go(func() {
				switch r := submit(t, processes[caller%2], request(caller)); {
				case r.Err == nil && r.Repeated:
					atomic.AddInt64(&repeats, 1)
				case r.Err == nil:
					atomic.AddInt64(&firsts, 1)
				case r.Err.Code == credit.CodeConflict:
					atomic.AddInt64(&conflicts, 1)
				}
			})
		}
		all.Wait()
		return firsts, repeats, conflicts
	}
	t.Run("WithTheSameContent", func(t *testing.T) {
		same := s.record(7 * credits)
		if firsts, repeats, _ := send(func(int) metering.Request { return same }); firsts != 1 || repeats != 31 {
			t.Errorf("%d first answers, %d repeats", firsts, repeats)
		}
	})
	t.Run("WithOtherContent", func(t *testing.T) {
		same := s.record(0)
		firsts, repeats, conflicts := send(func(caller int) metering.Request {
			other := same
			other.Credits = credit.Amount(caller) * credits
			return other
		})
		if firsts != 1 || repeats != 0 || conflicts != 31 {
			t.Errorf("%d first answers, %d repeats, %d conflicts", firsts, repeats, conflicts)
		}
	})
	s.requireCountersAgree(t)
}

// Credits for exactly 143 of 400 ids, each of which comes twice: a repeat of an applied one must never hear of a lack of credits.
func TestRepeatsUnderALackOfCredits(t *testing.T) {
	t.Parallel()
	const enough = 143
	s := newSite(t, func(c *ent.ContractCreate) { c.SetAllowance(enough * credits) })
	processes := []*Committer{s.process(t, ScopeAll), s.process(t, ScopeAll)}
	requests := make([]metering.Request, 800)
	for i := range 400 {
		requests[i] = s.start(credits)
		requests[400+i] = requests[i]
	}
	rand.Shuffle(len(requests), func(i, j int) { requests[i], requests[j] = requests[j], requests[i] })

	var mu sync.Mutex
	applied, blocked, repeats := map[uuid.UUID]int{}, map[uuid.UUID]int{}, 0
	var next atomic.Int64
	var all sync.WaitGroup
	for w := range writers {
		all.Go(func() {
			for {
				i := int(next.Add(1)) - 1
				if i >= len(requests) {
					return
				}
				r := submit(t, processes[w%2], requests[i])
				mu.Lock()
				if r.Err != nil {
					blocked[requests[i].Run]++
				} else {
					applied[requests[i].Run]++
				}
				if r.Repeated {
					repeats++
				}
				mu.Unlock()
			}
		})
	}
	all.Wait()
	if len(applied) != enough || repeats != enough || s.held(t) != enough*credits || s.runs(t) != enough {
		t.Errorf("applied %d, repeated %d, held %s, stored %d", len(applied), repeats, s.held(t), s.runs(t))
	}
	for id, times := range applied {
		if times != 2 || blocked[id] != 0 {
			t.Errorf("of an applied id %d sendings were accepted and %d blocked", times, blocked[id])
		}
	}
	s.requireCountersAgree(t)
}
