package auth

import (
	"context"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"pgregory.net/rapid"
)

var tenAMinute = limit{of: "tests", every: 6 * time.Second, burst: 10}

func TestLimiter(t *testing.T) {
	t.Parallel()
	b := setup(t)
	leasing := limit{of: "leases", every: time.Second, burst: 100, lease: 25}
	t.Run("TellsWhatIsLeftAndHowLongToWait", func(t *testing.T) {
		t.Parallel()
		clock := &clock{at: b.clock.now()}
		l := newLimiter(b.db, clock.now, tenAMinute)
		for _, step := range []struct {
			pass time.Duration
			n    int
			want balance
		}{
			{0, 0, balance{left: 10}},
			{0, 4, balance{left: 6, full: 24 * time.Second}},
			{0, 7, balance{left: 6, full: 24 * time.Second, wait: 6 * time.Second}},
			{5 * time.Second, 7, balance{left: 6, full: 19 * time.Second, wait: time.Second}},
			{time.Second, 7, balance{left: 0, full: time.Minute}},
			{0, 1, balance{left: 0, full: time.Minute, wait: 6 * time.Second}},
			{time.Hour, 0, balance{left: 10}},
		} {
			clock.pass(step.pass)
			if got := must(l.take(t.Context(), "one", step.n)); got != step.want {
				t.Errorf("%d after %s: %+v, want %+v", step.n, step.pass, got, step.want)
			}
		}
		if got := must(l.take(t.Context(), "another", 10)); got.wait > 0 {
			t.Errorf("another key: %+v", got)
		}
	})
	t.Run("ALimitOfAnotherNameIsAnother", func(t *testing.T) {
		t.Parallel()
		other := tenAMinute
		other.of = "something else"
		for _, of := range []limit{tenAMinute, other} {
			if got := must(newLimiter(b.db, b.clock.now, of).take(t.Context(), "named", 10)); got.wait > 0 {
				t.Errorf("%s: %+v", of.of, got)
			}
		}
	})
	t.Run("ForgivesInEveryProcess", func(t *testing.T) {
		t.Parallel()
		first, second := newLimiter(b.db, b.clock.now, tenAMinute), newLimiter(b.db, b.clock.now, tenAMinute)
		must(first.take(t.Context(), "forgiven", 10))
		if err := first.forgive(t.Context(), "forgiven"); err != nil {
			t.Fatal(err)
		}
		for _, l := range []*limiter{first, second} {
			if got := must(l.take(t.Context(), "forgiven", 5)); got.wait > 0 {
				t.Errorf("%+v", got)
			}
		}
	})
	t.Run("TheDatabaseIsAskedOnceALease", func(t *testing.T) {
		t.Parallel()
		l := newLimiter(b.db, b.clock.now, leasing)
		before := must(l.take(t.Context(), "leased", 1))
		l.db = nil // nobody may ask
		for range leasing.lease - 1 {
			before = must(l.take(t.Context(), "leased", 1))
		}
		if before.left != 75 {
			t.Errorf("%d left", before.left)
		}
	})
	t.Run("ARefusalIsRememberedWithoutTheDatabase", func(t *testing.T) {
		t.Parallel()
		l := newLimiter(b.db, b.clock.now, tenAMinute)
		must(l.take(t.Context(), "refused", 10))
		l.db = nil
		if got := must(l.take(t.Context(), "refused", 1)); got.wait != tenAMinute.every {
			t.Errorf("%+v", got)
		}
	})
	t.Run("RemembersNoMoreThanItMay", func(t *testing.T) {
		t.Parallel()
		l := newLimiter(b.db, b.clock.now, tenAMinute)
		for n := range 2 * limitedKeys {
			must(l.take(t.Context(), strconv.Itoa(n), 0))
		}
		if n := l.keys.Len(); n != limitedKeys {
			t.Errorf("%d keys", n)
		}
	})
	t.Run("ManyAtOnceInSeveralProcesses", func(t *testing.T) {
		t.Parallel()
		var taken atomic.Int64
		var callers sync.WaitGroup
		for range 4 {
			l := newLimiter(b.db, b.clock.now, leasing)
			for range 50 {
				callers.Go(func() {
					got, err := l.take(t.Context(), "crowded", 1)
					if err != nil {
						t.Error(err)
					}
					if got.wait == 0 {
						taken.Add(1)
					}
				})
			}
		}
		callers.Wait()
		if taken.Load() != int64(leasing.burst) {
			t.Errorf("%d of %d", taken.Load(), leasing.burst)
		}
	})
}

// Whatever processes take, and however their clocks differ, together they never get more than the limit gives.
func TestLimiterNeverGivesMore(t *testing.T) {
	t.Parallel()
	b := setup(t)
	run := 0
	rapid.Check(t, func(t *rapid.T) {
		run++
		key, start := strconv.Itoa(run), b.clock.now()
		clock := &clock{at: start}
		of := limit{of: "model", every: time.Second, burst: 20, lease: rapid.IntRange(0, 8).Draw(t, "lease")}
		processes := make([]*limiter, 3)
		for i := range processes {
			late := time.Duration(rapid.IntRange(0, 3000).Draw(t, "late")) * time.Millisecond
			processes[i] = newLimiter(b.db, func() time.Time { return clock.now().Add(-late) }, of)
		}
		taken := 0
		for range rapid.IntRange(1, 25).Draw(t, "steps") {
			clock.pass(time.Duration(rapid.IntRange(0, 2000).Draw(t, "pass")) * time.Millisecond)
			n := rapid.IntRange(0, 10).Draw(t, "n")
			got, err := processes[rapid.IntRange(0, 2).Draw(t, "process")].take(context.Background(), key, n)
			if err != nil {
				t.Fatal(err)
			}
			if got.wait <= 0 {
				taken += n
			}
			if most := of.burst + int(clock.now().Sub(start).Seconds()) + 3; taken > most { // 3: the latest clock
				t.Fatalf("%d taken, %d at the most", taken, most)
			}
			if got.left < 0 || got.left > of.burst {
				t.Fatalf("%d left", got.left)
			}
		}
	})
}
