package auth

import (
	"bytes"
	"testing"
	"time"

	"cistern/ent"
	"cistern/internal/dbtest"
)

func TestSessions(t *testing.T) {
	t.Parallel()
	b := setup(t)

	alive := func(t *testing.T, secret string, user *ent.User) bool {
		t.Helper()
		v := must(b.sessions.viewer(t.Context(), secret))
		return v != nil && v.UserID == user.ID
	}
	seenAt := func(t *testing.T, secret string) (seen time.Time) {
		t.Helper()
		if err := b.db.QueryRowContext(t.Context(), `select seen_at from sessions where id = $1`, sessionID(secret)).Scan(&seen); err != nil {
			t.Fatal(err)
		}
		return seen
	}

	t.Run("EndsWhenNobodyUsesIt", func(t *testing.T) {
		user := dbtest.User(t, b.client)
		secret := b.signedIn(t, user)
		for range 3 {
			b.clock.pass(sessionIdle - time.Second)
			if !alive(t, secret, user) {
				t.Fatal("over although it was used")
			}
		}
		b.clock.pass(sessionIdle)
		if alive(t, secret, user) {
			t.Error("still good")
		}
	})
	t.Run("EndsAfterItsLifeHoweverUsed", func(t *testing.T) {
		user := dbtest.User(t, b.client)
		secret := b.signedIn(t, user)
		for end := b.clock.now().Add(sessionLife); b.clock.now().Add(time.Hour).Before(end); b.clock.pass(time.Hour) {
			if !alive(t, secret, user) {
				t.Fatal("over before its time")
			}
		}
		b.clock.pass(time.Hour)
		if alive(t, secret, user) {
			t.Error("still good")
		}
	})
	t.Run("NotesItsUseOnceAMinute", func(t *testing.T) {
		user := dbtest.User(t, b.client)
		secret := b.signedIn(t, user)
		started := seenAt(t, secret)
		b.clock.pass(seenInterval - time.Second)
		alive(t, secret, user)
		if !seenAt(t, secret).Equal(started) {
			t.Error("noted within the minute")
		}
		b.clock.pass(time.Second)
		alive(t, secret, user)
		if !seenAt(t, secret).Equal(b.clock.now()) {
			t.Error("not noted after it")
		}
	})
	t.Run("OthersOfThePersonGoOn", func(t *testing.T) {
		user := dbtest.User(t, b.client)
		here, there := b.signedIn(t, user), b.signedIn(t, user)
		if err := b.sessions.end(t.Context(), here); err != nil {
			t.Fatal(err)
		}
		if alive(t, here, user) || !alive(t, there, user) {
			t.Error("the wrong one ended")
		}
	})
	t.Run("TheNextSweepsUpThoseThatAreOver", func(t *testing.T) {
		user := dbtest.User(t, b.client)
		b.signedIn(t, user)
		b.clock.pass(sessionIdle)
		b.signedIn(t, user)
		var count int
		if err := b.db.QueryRowContext(t.Context(), `select count(*) from sessions where user_id = $1`, user.ID).Scan(&count); err != nil || count != 1 {
			t.Errorf("%d sessions, %v", count, err)
		}
	})
	t.Run("TheDatabaseHasNoSecret", func(t *testing.T) {
		user := dbtest.User(t, b.client)
		secret := b.signedIn(t, user)
		var row []byte
		if err := b.db.QueryRowContext(t.Context(), `select s::text from sessions s where user_id = $1`, user.ID).Scan(&row); err != nil {
			t.Fatal(err)
		}
		if bytes.Contains(row, []byte(secret)) || len(secret) != 43 {
			t.Errorf("secret %q, row %s", secret, row)
		}
	})
	t.Run("TakesAnyUserAgent", func(t *testing.T) {
		user := dbtest.User(t, b.client)
		for _, agent := range []string{"", "caf\xe9", string(bytes.Repeat([]byte("ế"), maxUserAgent))} {
			if _, err := b.sessions.start(t.Context(), user.ID, agent); err != nil {
				t.Errorf("%.9q: %v", agent, err)
			}
		}
	})
}
