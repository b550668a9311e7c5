package auth

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"

	"github.com/hashicorp/golang-lru/v2/simplelru"
	"golang.org/x/sync/singleflight"
)

const (
	// limitedKeys bounds the memory of a limiter: the keys that were quiet for longest are forgotten first.
	limitedKeys = 10_000
	// leaseTimeout is for the database to answer in; nobody waits for it longer than that.
	leaseTimeout = 4 * time.Second
)

// limit is how much may be taken by a key.
type limit struct {
	of    string        // what is limited; keys of one limit are not those of another
	every time.Duration // after so long one comes back
	burst int           // what a key that was quiet may take at once
	lease int           // how much a process takes at a time, so that the next come out of its memory; zero for what is asked
}

// limiter holds a limit in all processes of a database together: since a key was first seen, never more than the burst and what has come
// back since. What a process has leased and not used is not there for the others.
type limiter struct {
	limit
	db     *sql.DB
	now    func() time.Time
	asking singleflight.Group

	mu   sync.Mutex
	keys *simplelru.LRU[limitedKey, *account]
}

type limitedKey [sha256.Size]byte

// account is what a process knows of a key.
type account struct {
	leased int       // and not used yet
	fullAt time.Time // when all of the limit is back, as the database said last
}

// balance is what is left to a key, as far as the process knows.
type balance struct {
	left int
	full time.Duration // until all of the limit is back
	wait time.Duration // above zero: it was refused, and is worth another try after that
}

func newLimiter(db *sql.DB, now func() time.Time, l limit) *limiter {
	keys, err := simplelru.NewLRU[limitedKey, *account](limitedKeys, nil)
	if err != nil {
		panic(err) // only for a size below one
	}
	return &limiter{limit: l, db: db, now: now, keys: keys}
}

// take takes n off what is left to a key, or nothing where that is not enough.
func (l *limiter) take(ctx context.Context, name string, n int) (balance, error) {
	key := l.key(name)
	for {
		b, missing := l.takeLeased(key, n)
		if missing == 0 {
			return b, nil
		}
		_, err, _ := l.asking.Do(string(key[:]), func() (any, error) { return nil, l.ask(ctx, key, missing) })
		if err != nil {
			return b, err
		}
	}
}

func (l *limiter) key(name string) limitedKey { return sha256.Sum256([]byte(l.of + "\x00" + name)) }

// takeLeased decides by what the process has and knows. What it does not know is how much is missing, to be asked for.
func (l *limiter) takeLeased(key limitedKey, n int) (b balance, missing int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	known := l.account(key)
	now := l.instant()
	missing = n - known.leased
	wait := l.waitFor(missing, known.fullAt, now)
	switch {
	case missing <= 0:
		known.leased -= n
		missing, wait = 0, 0
	case wait > 0: // it only gets later while others take
		missing = 0
	}
	full := max(known.fullAt.Sub(now), 0)
	taken := int((full + l.every - 1) / l.every)
	left := min(known.leased+max(l.burst-taken, 0), l.burst)
	return balance{left: left, full: full, wait: wait}, missing
}

// instant is the time as the database keeps it.
func (l *limiter) instant() time.Time { return l.now().Truncate(time.Microsecond) }

// account is that of a key; the lock is held.
func (l *limiter) account(key limitedKey) *account {
	known, there := l.keys.Get(key)
	if !there {
		known = &account{}
		l.keys.Add(key, known)
	}
	return known
}

// waitFor is how long until n are there, by when all will be; not above zero when they are.
func (l *limiter) waitFor(n int, fullAt, now time.Time) time.Duration {
	return max(fullAt.Sub(now), 0) - time.Duration(l.burst-n)*l.every
}

// ask takes what is missing from the database, and with it a lease if there is as much.
func (l *limiter) ask(ctx context.Context, key limitedKey, missing int) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), leaseTimeout) // others wait for it too
	defer cancel()
	for _, n := range slices.Compact([]int{max(l.lease, missing), missing}) {
		fullAt, taken, err := l.takeShared(ctx, key, n)
		if err != nil {
			return fmt.Errorf("take of the limit of %s: %w", l.of, err)
		}
		l.mu.Lock()
		known := l.account(key)
		known.fullAt = fullAt
		if taken {
			known.leased += n
		}
		l.mu.Unlock()
		if taken {
			return nil
		}
	}
	return nil
}

// takeShared takes n of what processes share, or nothing.
func (l *limiter) takeShared(ctx context.Context, key limitedKey, n int) (fullAt time.Time, taken bool, err error) {
	for {
		err = l.db.QueryRowContext(ctx, `
			with taken as (
				insert into rate_limits (key, full_at)
				values ($1, $2::timestamptz + $3 * interval '1 microsecond')
				on conflict (key) do update
				set full_at = greatest(rate_limits.full_at, $2) + $3 * interval '1 microsecond'
				where greatest(rate_limits.full_at, $2) + $3 * interval '1 microsecond' <= $2::timestamptz + $4 * interval '1 microsecond'
				returning full_at
			)
			select full_at, true from taken
			union all
			select full_at, false from rate_limits where key = $1 and not exists (select from taken)`,
			key[:], l.instant(), l.micros(n), l.micros(l.burst)).Scan(&fullAt, &taken)
		if !errors.Is(err, sql.ErrNoRows) { // another process made the row just now: it is seen the next time
			return fullAt, taken, err
		}
	}
}

func (l *limiter) micros(n int) int64 { return (time.Duration(n) * l.every).Microseconds() }

// forgive gives a key all of its limit back.
func (l *limiter) forgive(ctx context.Context, name string) error {
	key := l.key(name)
	if _, err := l.db.ExecContext(ctx, `delete from rate_limits where key = $1`, key[:]); err != nil {
		return fmt.Errorf("forgive what was taken of the limit of %s: %w", l.of, err)
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.keys.Remove(key)
	return nil
}
