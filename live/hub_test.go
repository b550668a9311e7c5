package live

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/uuid"
)

func TestWatching(t *testing.T) {
	t.Parallel()
	t.Run("BeginsWithWhatThereIsNow", func(t *testing.T) {
		t.Parallel()
		g := newGauge()
		g.value.Store(7)
		f := next(t, watch(t, hub(t), g.topic(), ""))
		if !strings.HasSuffix(string(f.Body), shows(7)) || !strings.Contains(string(f.Body), f.Version) || strings.Contains(string(f.Body), Pending) {
			t.Errorf("version %s of %s", f.Version, f.Body)
		}
	})
	t.Run("ShowsEveryChangeThatIsToldOf", func(t *testing.T) {
		t.Parallel()
		h, g := hub(t), newGauge()
		w := watch(t, h, g.topic(), "")
		var versions []string
		for i := range int64(5) {
			g.value.Store(i)
			h.changed([]uuid.UUID{uuid.New(), g.contract})
			f := next(t, w)
			versions = append(versions, f.Version)
			if !strings.HasSuffix(string(f.Body), shows(i)) {
				t.Errorf("after change %d: %s", i, f.Body)
			}
		}
		if !slices.IsSorted(versions) || len(slices.Compact(versions)) != 5 {
			t.Errorf("versions %q", versions)
		}
	})
	t.Run("ReadsOnceForAll", func(t *testing.T) {
		t.Parallel()
		h, g := hub(t), newGauge()
		g.hold = make(chan struct{})
		first := watch(t, h, g.topic(), "")
		for g.reads.Load() == 0 {
			h.changed([]uuid.UUID{g.contract})
		}
		others := make([]*Watcher, 200)
		for i := range others {
			others[i] = watch(t, h, g.topic(), "")
		}
		close(g.hold)
		next(t, first)
		for _, w := range others {
			next(t, w)
		}
		if n := g.reads.Load(); n > 2 {
			t.Errorf("%d readings for 201 watchers of two moments", n)
		}
	})
	t.Run("SkipsToTheLatest", func(t *testing.T) {
		t.Parallel()
		h, g := hub(t), newGauge()
		slow, quick := watch(t, h, g.topic(), ""), watch(t, h, g.topic(), "")
		for i := range int64(4) {
			g.value.Store(i)
			h.changedAll()
			for !strings.HasSuffix(string(next(t, quick).Body), shows(i)) {
			}
		}
		if f := next(t, slow); !strings.HasSuffix(string(f.Body), shows(3)) {
			t.Errorf("the slow one got %s", f.Body)
		}
	})
	t.Run("ShowsNothingToWhoHasSeenIt", func(t *testing.T) {
		t.Parallel()
		h, g := hub(t), newGauge()
		seen := next(t, watch(t, h, g.topic(), "")).Version
		elsewhere := hub(t) // as on another process
		back := watch(t, elsewhere, g.topic(), seen)
		witness := watch(t, elsewhere, g.topic(), "")
		next(t, witness)
		idle, cancel := context.WithCancel(t.Context())
		cancel()
		if f, err := back.Next(idle, nil); !errors.Is(err, context.Canceled) {
			t.Errorf("got %v, %v", f, err)
		}
		g.value.Store(1)
		elsewhere.changedAll()
		if f := next(t, back); !strings.HasSuffix(string(f.Body), shows(1)) {
			t.Errorf("after a change: %s", f.Body)
		}
	})
	t.Run("ShowsNothingReadBeforeItBegan", func(t *testing.T) {
		t.Parallel()
		h, g := hub(t), newGauge()
		g.hold = make(chan struct{})
		watch(t, h, g.topic(), "")
		for g.reads.Load() == 0 {
			h.changedAll()
		}
		g.value.Store(1) // after the reading in flight
		late := watch(t, h, g.topic(), "0-seen elsewhere")
		close(g.hold)
		if f := next(t, late); !strings.HasSuffix(string(f.Body), shows(1)) {
			t.Errorf("got %s", f.Body)
		}
	})
	t.Run("LooksAroundWhenInterrupted", func(t *testing.T) {
		t.Parallel()
		h, g := hub(t), newGauge()
		w := watch(t, h, g.topic(), "")
		next(t, w)
		interrupt := make(chan struct{})
		close(interrupt)
		if f, err := w.Next(t.Context(), interrupt); f != nil || err != nil {
			t.Errorf("got %v, %v", f, err)
		}
	})
}

func TestTopicsEnd(t *testing.T) {
	t.Parallel()
	t.Run("WithTheirLastWatcher", func(t *testing.T) {
		t.Parallel()
		h, g := hub(t), newGauge()
		a, b := watch(t, h, g.topic(), ""), watch(t, h, g.topic(), "")
		a.Close()
		a.Close() // of no effect
		next(t, b)
		b.Close()
		h.reading.Wait()
		if len(h.topics) != 0 {
			t.Errorf("%d topics are left", len(h.topics))
		}
		next(t, watch(t, h, g.topic(), ""))
	})
	t.Run("ByAFinalError", func(t *testing.T) {
		t.Parallel()
		h := hub(t)
		gone := errors.New("gone")
		topic := Topic{Key: "x", Read: func(context.Context) (Reading, error) { return Reading{}, &FinalError{gone} }}
		w := watch(t, h, topic, "")
		if err := nextError(t, w); !errors.Is(err, gone) {
			t.Error(err)
		}
		h.reading.Wait()
	})
	t.Run("NotByAnother", func(t *testing.T) {
		t.Parallel()
		h, g := hub(t), newGauge()
		topic := g.topic()
		var failed sync.Once
		topic.Read = func(ctx context.Context) (r Reading, err error) {
			failed.Do(func() { err = errors.New("the database is away") })
			if err != nil {
				return r, err
			}
			return g.read(ctx)
		}
		next(t, watch(t, h, topic, ""))
	})
	t.Run("WithTheHub", func(t *testing.T) {
		t.Parallel()
		ctx, cancel := context.WithCancel(t.Context())
		h, g := newHub(ctx, nil), newGauge()
		w := watch(t, h, g.topic(), "")
		next(t, w)
		cancel()
		if err := nextError(t, w); !errors.Is(err, ErrClosed) {
			t.Error(err)
		}
		if _, err := h.Watch(g.topic(), ""); !errors.Is(err, ErrClosed) {
			t.Error(err)
		}
		h.reading.Wait()
	})
	t.Run("AtTheMostSoMany", func(t *testing.T) {
		t.Parallel()
		h, g := hub(t), newGauge()
		for range maxTopics {
			h.topics[uuid.NewString()] = nil
		}
		if _, err := h.Watch(g.topic(), ""); !errors.Is(err, ErrFull) {
			t.Error(err)
		}
		clear(h.topics)
	})
}
