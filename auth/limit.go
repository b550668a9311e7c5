package auth

import (
	"sync"
	"time"

	"github.com/hashicorp/golang-lru/v2/simplelru"
	"golang.org/x/time/rate"
)

// limitedKeys bounds the memory of a limiter: the keys that were quiet for longest are forgotten first.
const limitedKeys = 10_000

// limiter counts attempts by key, in this process only: several processes let through as many times more.
type limiter[K comparable] struct {
	every time.Duration // after so long one attempt comes back
	burst int           // attempts of a key that was quiet

	mu   sync.Mutex
	keys *simplelru.LRU[K, *rate.Limiter]
}

func newLimiter[K comparable](every time.Duration, burst int) *limiter[K] {
	keys, err := simplelru.NewLRU[K, *rate.Limiter](limitedKeys, nil)
	if err != nil {
		panic(err) // only for a size below one
	}
	return &limiter[K]{every: every, burst: burst, keys: keys}
}

// take counts one attempt. When there is none left it returns how long to wait for the next.
func (l *limiter[K]) take(key K, now time.Time) (wait time.Duration) {
	l.mu.Lock()
	defer l.mu.Unlock()
	attempts, known := l.keys.Get(key)
	if !known {
		attempts = rate.NewLimiter(rate.Every(l.every), l.burst)
		l.keys.Add(key, attempts)
	}
	attempt := attempts.ReserveN(now, 1)
	if wait = attempt.DelayFrom(now); wait > 0 {
		attempt.CancelAt(now)
	}
	return wait
}

// forgive gives a key all of its attempts back.
func (l *limiter[K]) forgive(key K) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.keys.Remove(key)
}
