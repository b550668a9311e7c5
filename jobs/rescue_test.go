package jobs_test

import (
	"context"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"cistern/internal/dbtest"
	"cistern/jobs"
)

// Here the leader is gone too, so that River itself takes up nothing and adds nothing to the queue.
func TestJobsOfKilledProcessesAreTakenUp(t *testing.T) {
	t.Parallel()
	db := dbtest.New(t)
	pool, err := pgxpool.New(t.Context(), db.URL)
	must(t, err)
	t.Cleanup(pool.Close)
	_, err = pool.Exec(t.Context(), `
		insert into river_leader (elected_at, expires_at, leader_id) values (now(), now() + interval '1 hour', 'a killed process')`)
	must(t, err)
	q := queue{pool}
	killed := q.begin(t, 16*time.Second, 1)
	alive := q.begin(t, 0, 1)
	triedOften := q.begin(t, time.Hour, 25)

	work(t, db, dbtest.Epoch)
	q.awaitCompleted(t, killed)
	for name, id := range map[string]int64{"Alive": alive, "TriedOften": triedOften} {
		if state := q.state(t, id); state != "running" {
			t.Errorf("%s: the job at work is %s", name, state)
		}
	}

	_, err = pool.Exec(t.Context(), "update river_job set attempted_at = now() - interval '16 seconds' where id = $1", alive)
	must(t, err)
	q.awaitCompleted(t, alive)
}

// queue is River's, as its owner sees it.
type queue struct{ pool *pgxpool.Pool }

// begin leaves a job at the given attempt, which another process began so long ago.
func (q queue) begin(t *testing.T, ago time.Duration, attempt int) (id int64) {
	t.Helper()
	must(t, q.pool.QueryRow(t.Context(), `
		insert into river_job (kind, args, max_attempts, state, attempt, attempted_by, attempted_at)
		values ($1, '{}', 25, 'running', $2, '{another process}', now() - $3 * interval '1 second')
		returning id`, jobs.SettleUseArgs{}.Kind(), attempt, ago.Seconds()).Scan(&id))
	return id
}

func (q queue) state(t *testing.T, id int64) (state string) {
	t.Helper()
	must(t, q.pool.QueryRow(t.Context(), "select state from river_job where id = $1", id).Scan(&state))
	return state
}

func (q queue) awaitCompleted(t *testing.T, id int64) {
	t.Helper()
	await(t, func(context.Context) (bool, error) { return q.state(t, id) == "completed", nil })
}
