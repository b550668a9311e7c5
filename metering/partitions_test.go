package metering_test

import (
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/lib/pq"

	"cistern/internal/dbtest"
	"cistern/metering"
)

func TestMakePartitions(t *testing.T) {
	t.Parallel()
	plants := newPlants(t)
	p := plants(t)

	// A run of the next month is there before its partition.
	early := p.record(7, noon)
	early.Run = idAt(noon.AddDate(0, 1, 0))
	p.accepted(t, noon, early)
	for range 2 {
		must(t, metering.MakePartitions(t.Context(), p.db.SQL, noon))
	}
	want := []string{"runs_2026_11", "runs_2027_01", "runs_2027_02", "runs_default"}
	var made []string
	must(t, p.db.SQL.QueryRowContext(t.Context(), children).Scan(pq.Array(&made)))
	if slices.Sort(made); !slices.Equal(made, want) {
		t.Errorf("made %v, want %v", made, want)
	}

	edge := dbtest.Epoch.AddDate(0, 2, 0)
	for id, want := range map[uuid.UUID]string{
		early.Run:                             "runs_default",
		idAt(noon):                            "runs_2026_11",
		idAt(edge.Add(-time.Millisecond)):     "runs_default",
		idAt(edge):                            "runs_2027_01",
		uuid.New():                            "runs_default",
		idAt(noon.AddDate(10, 0, 0)):          "runs_default",
		idAt(edge.AddDate(0, 2, 0)):           "runs_default",
		idAt(edge.AddDate(0, 2, 0).Add(-1e6)): "runs_2027_02",
	} {
		run := p.record(7, noon)
		run.Run = id
		first := p.accepted(t, noon, run)
		if again := p.accepted(t, noon, run); !again.Repeated || first.Repeated != (id == early.Run) {
			t.Errorf("run %s is told again: %+v, first %+v", id, again, first)
		}
		var partition string
		const statement = "select tableoid::regclass::text from runs where contract_id = $1 and id = $2"
		must(t, p.db.SQL.QueryRowContext(t.Context(), statement, p.contract.ID, id).Scan(&partition))
		if partition != want {
			t.Errorf("run %s is in %s, want %s", id, partition, want)
		}
	}
}

// Old months leave the table whole; one in which a run still goes stays, and so do those that are kept.
func TestDetachPartitions(t *testing.T) {
	t.Parallel()
	p := newPlants(t)(t)
	must(t, metering.MakePartitions(t.Context(), p.db.SQL, dbtest.Epoch))
	finished, going := p.record(7, noon), p.start(0)
	finished.Run, going.Run = idAt(noon), idAt(noon.AddDate(0, 1, 0))
	p.accepted(t, noon, finished)
	p.accepted(t, noon, going)
	detach := func(months int, now time.Time) {
		t.Helper()
		must(t, metering.DetachPartitions(t.Context(), p.db.SQL, months, now))
	}
	requireAttached := func(want ...string) {
		t.Helper()
		var attached []string
		must(t, p.db.SQL.QueryRowContext(t.Context(), children).Scan(pq.Array(&attached)))
		if slices.Sort(attached); !slices.Equal(attached, want) {
			t.Errorf("attached are %v, want %v", attached, want)
		}
	}
	detach(3, dbtest.Epoch.AddDate(0, 3, 20))
	requireAttached("runs_2026_11", "runs_2026_12", "runs_2027_01", "runs_2027_02", "runs_default")
	for range 2 {
		detach(3, dbtest.Epoch.AddDate(0, 5, 0))
	}
	requireAttached("runs_2026_12", "runs_2027_01", "runs_2027_02", "runs_default")
	if err := dbtest.CountersAgree(t.Context(), p.db.SQL); err != nil {
		t.Errorf("the periods that miss runs are compared: %v", err)
	}
}

const children = "select array_agg(inhrelid::regclass::text order by 1) from pg_inherits where inhparent = 'runs'::regclass"

// idAt is a UUIDv7 of the instant, its random part all zeros.
func idAt(at time.Time) (id uuid.UUID) {
	ms := at.UnixMilli()
	for i := range 6 {
		id[i] = byte(ms >> (40 - 8*i))
	}
	id[6], id[8] = 0x70, 0x80
	return id
}
