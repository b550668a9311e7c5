package demo

import (
	"testing"
	"time"

	"cistern/internal/dbtest"
)

// Every one of them is in the state that it is there for, whenever the demo is made.
func TestOthers(t *testing.T) {
	t.Parallel()
	const (
		used    = `select coalesce((select used / 1000000 from billing_periods where contract_id = $1 order by starts_at desc limit 1), 0)`
		granted = `select coalesce((select credited / 1000000 from billing_periods where contract_id = $1 order by starts_at desc limit 1), 0)`
		days    = `select count(distinct (hour at time zone (select time_zone from contracts where id = $1))::date) from workspace_hours where contract_id = $1`
		news    = `select count(*) from notifications where contract_id = $1`
	)
	for _, now := range []time.Time{noon, noon.AddDate(0, 3, 9), noon.Add(13*time.Hour + time.Minute)} {
		t.Run(now.Format(time.DateTime), func(t *testing.T) {
			t.Parallel()
			db := dbtest.New(t)
			if err := (Config{DB: db.SQL, Now: now}).makeOthers(t.Context(), db.Client()); err != nil {
				t.Fatal(err)
			}
			for _, want := range []struct {
				of       *company
				query    string
				from, to int64
			}{
				{clinics, granted, 20_000, 29_000},
				{clinics, used, 2000, 7000},
				{bakery, granted, 1000, 1000},
				{bakery, used, 1000, 1020},
				{bakery, `select count(*) from notifications where contract_id = $1 and kind = 'POOL_THRESHOLD'`, 1, 2},
				{couriers, granted, 500, 500},
				{couriers, used, 10, 200},
				{couriers, days, 1, 2},
				{books, `select count(*) from billing_periods where contract_id = $1 and kind = 'FREE'`, 2, 2},
				{books, `select count(*) from grants where contract_id = $1 and kind = 'TOP_UP'`, 1, 1},
				{tours, granted, 0, 0},
				{tours, used, 0, 0},
				{tours, `select count(*) from notifications where contract_id = $1 and kind = 'BILLED_PERIOD_SHORT'`, 1, 1},
				{choir, `select count(*) from runs where contract_id = $1`, 10, 100},
				{labs, `select count(*) from agents where contract_id = $1`, 0, 0},
			} {
				if got := countOf(t, db, want.of, want.query); got < want.from || got > want.to {
					t.Errorf("%s: %s: %d, want %d to %d", want.of.name, want.query, got, want.from, want.to)
				}
			}
			for _, of := range others {
				if held := countOf(t, db, of, `select count(safety_hold_at) from agents where contract_id = $1`); held != 0 {
					t.Errorf("%s: %d agents are on hold", of.name, held)
				}
			}
		})
	}
}
