package live

import (
	"context"
	"database/sql"
	"log/slog"
	"strings"
	"testing"

	"github.com/google/uuid"

	"cistern/internal/dbtest"
)

func TestChangesReachEveryProcess(t *testing.T) {
	t.Parallel()
	db := dbtest.New(t)
	one, two := start(t, db), start(t, db)
	g := newGauge()
	watching := []*Watcher{watch(t, one.Hub, g.topic(), ""), watch(t, two.Hub, g.topic(), "")}
	for i := range int64(3) {
		g.value.Store(i)
		one.Changed(g.contract)
		for _, w := range watching {
			requireShown(t, w, i)
		}
	}
}

func TestWhatWasMissedIsReadAfterAReconnection(t *testing.T) {
	t.Parallel()
	db := dbtest.New(t)
	l := start(t, db)
	g := newGauge()
	w := watch(t, l.Hub, g.topic(), "")
	requireShown(t, w, 0)
	for i := int64(1); i <= 3; i++ {
		cutListener(t, db)
		g.value.Store(i) // nobody is told
		requireShown(t, w, i)
	}
}

func TestMarksAreGathered(t *testing.T) {
	t.Parallel()
	a := newAnnouncer(nil, slog.New(slog.DiscardHandler))
	first, second := uuid.New(), uuid.New()
	for range 1000 {
		a.Changed(first, second)
	}
	contracts, all := parsePayload(a.take())
	if len(contracts) != 2 || all {
		t.Errorf("%d contracts, all %t", len(contracts), all)
	}
	if left := a.take(); left != "" {
		t.Errorf("%q is left", left)
	}
	for range 100_000 {
		a.Changed(uuid.New())
	}
	if len(a.marked) > maxNamed+1 {
		t.Errorf("%d marks are kept", len(a.marked))
	}
	if _, all := parsePayload(a.take()); !all {
		t.Error("too many contracts are not all contracts")
	}
	for range maxNamed {
		a.Changed(uuid.New())
	}
	if payload := a.take(); len(payload) >= 8000 || payload == everything {
		t.Errorf("a payload of %d bytes", len(payload))
	}
}

// requireShown waits until the watcher sees the value.
func requireShown(t *testing.T, w *Watcher, value int64) {
	t.Helper()
	for {
		if f := next(t, w); strings.HasSuffix(string(f.Body), shows(value)) {
			return
		}
	}
}

// cutListener ends the connection that listens, once there is one.
func cutListener(t *testing.T, db *dbtest.DB) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	owner, err := sql.Open("postgres", db.URL)
	must(t, err)
	defer owner.Close()
	for cut := 0; cut == 0; {
		must(t, owner.QueryRowContext(ctx, `
			select count(pg_terminate_backend(pid)) from pg_stat_activity
			where datname = current_database() and query like 'LISTEN%'`).Scan(&cut))
	}
}

// What a process has marked is told of when it stops, too.
func TestTheLastMarksAreSent(t *testing.T) {
	t.Parallel()
	db := dbtest.New(t)
	g := newGauge()
	w := watch(t, start(t, db).Hub, g.topic(), "")
	requireShown(t, w, 0)
	stopped, stop := context.WithCancel(t.Context())
	stop()
	for i := int64(1); i <= 3; i++ {
		last := newAnnouncer(db.SQL, slog.New(slog.DiscardHandler))
		g.value.Store(i)
		last.Changed(g.contract)
		last.run(stopped)
		requireShown(t, w, i)
	}
}
