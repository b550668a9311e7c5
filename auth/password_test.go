package auth

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/alexedwards/argon2id"
)

func TestPasswords(t *testing.T) {
	t.Parallel()
	p := NewPasswords()
	hash, err := p.Hash(t.Context(), "correct horse")
	if err != nil {
		t.Fatal(err)
	}
	t.Run("HashesAsStronglyAsSaid", func(t *testing.T) {
		for name, h := range map[string]string{"a password": hash, "nobody's": unknownHash} {
			params, _, _, err := argon2id.DecodeHash(h)
			if err != nil || *params != *hashing {
				t.Errorf("%s: %+v, %v", name, params, err)
			}
		}
	})
	for name, test := range map[string]struct {
		password string
		hash     *string
		want     bool
	}{
		"Right":          {"correct horse", &hash, true},
		"Wrong":          {"correct horse ", &hash, false},
		"Empty":          {"", &hash, false},
		"NobodysAccount": {"correct horse", nil, false},
	} {
		t.Run(name, func(t *testing.T) {
			if matches, err := p.Check(t.Context(), test.password, test.hash); matches != test.want || err != nil {
				t.Errorf("%v, %v", matches, err)
			}
		})
	}
	t.Run("SpoiltHashIsAFault", func(t *testing.T) {
		spoilt := "plain text"
		if matches, err := p.Check(t.Context(), spoilt, &spoilt); matches || err == nil {
			t.Errorf("%v, %v", matches, err)
		}
	})
}

func TestGate(t *testing.T) {
	t.Parallel()
	t.Run("TwoHundredAtOnceHashAFewAtATime", func(t *testing.T) {
		t.Parallel()
		gate := NewPasswords().gate
		var done, busy, working atomic.Int64
		var callers sync.WaitGroup
		start := make(chan struct{})
		for range 200 {
			callers.Go(func() {
				<-start
				err := gate.do(t.Context(), func() error {
					if n := working.Add(1); n > int64(hashesAtOnce) {
						t.Errorf("%d at a time", n)
					}
					defer working.Add(-1)
					_, err := argon2id.CreateHash("correct horse", hashing)
					return err
				})
				switch {
				case err == nil:
					done.Add(1)
				case errors.Is(err, ErrBusy):
					busy.Add(1)
				default:
					t.Error(err)
				}
			})
		}
		close(start)
		callers.Wait()
		if done.Load() < int64(hashesAtOnce+hashesWaiting) || busy.Load() == 0 {
			t.Errorf("%d done, %d turned away", done.Load(), busy.Load())
		}
	})
	t.Run("WhoGivesUpLeavesTheQueue", func(t *testing.T) {
		t.Parallel()
		gate := newGate(1, 1)
		held, release := make(chan struct{}), make(chan struct{})
		var first sync.WaitGroup
		first.Go(func() {
			_ = gate.do(t.Context(), func() error { close(held); <-release; return nil })
		})
		<-held
		gone, leave := context.WithCancel(t.Context())
		leave()
		for range 3 {
			if err := gate.do(gone, func() error { return nil }); !errors.Is(err, context.Canceled) {
				t.Errorf("got %v", err)
			}
		}
		close(release)
		first.Wait()
		if err := gate.do(t.Context(), func() error { return nil }); err != nil {
			t.Error(err)
		}
	})
}
