// Package jobs is the edge to River: what runs in the background, and when.
//
// Nothing's correctness waits for a job. Each does what a request would do when it comes across it, only sooner.
package jobs

import (
	"context"
	"database/sql"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/rivermigrate"

	"cistern/ent"
	"cistern/notify/email"
)

const (
	workers = 4
	// emailQueue has workers of its own, so that a mail server that hangs holds up nothing else.
	emailQueue   = "email"
	emailWorkers = 4
	// A job that has not ended in time is cancelled, and one whose process was killed is taken up by another.
	jobTimeout  = 10 * time.Second
	rescueAfter = 15 * time.Second
	// fetchCooldown also spaces River's own notifications, so that the default of 100 ms would delay every second job.
	fetchCooldown = 20 * time.Millisecond
)

// Config is what the jobs work with.
type Config struct {
	DatabaseURL string // for River's own small pool
	Role        string // the role that it works as
	Client      *ent.Client
	Patient     *ent.Client // for reading that may take minutes
	DB          *sql.DB
	KeepMonths  int // of runs, beside this one; 0: all
	Now         func() time.Time
	Log         *slog.Logger
	Mail        *email.Mailer // nil: no e-mails are sent
}

// Client works off jobs until it is stopped. Any number of processes may run one; they elect a leader for the schedule.
type Client struct {
	river *river.Client[pgx.Tx]
	pool  *pgxpool.Pool

	rescuing     sync.WaitGroup
	stopRescuing context.CancelFunc
}

// Start begins to work. Stop it to let the jobs at work end.
func Start(ctx context.Context, c Config) (*Client, error) {
	pool, err := openPool(ctx, c.DatabaseURL, c.Role)
	if err != nil {
		return nil, err
	}
	registry := river.NewWorkers()
	river.AddWorker(registry, &stallWorker{db: c.DB, client: c.Client, now: c.Now})
	river.AddWorker(registry, &sweepBoundariesWorker{db: c.DB, client: c.Client, now: c.Now})
	river.AddWorker(registry, &openPeriodWorker{client: c.Client, now: c.Now})
	river.AddWorker(registry, &settleUseWorker{db: c.DB, client: c.Client, now: c.Now})
	river.AddWorker(registry, &makePartitionsWorker{db: c.DB, now: c.Now})
	river.AddWorker(registry, &forgetLimitsWorker{db: c.DB, now: c.Now})
	river.AddWorker(registry, &detachRunsWorker{db: c.DB, keep: c.KeepMonths, now: c.Now})
	river.AddWorker(registry, &verifyLedgerWorker{patient: c.Patient, client: c.Client, now: c.Now, log: c.Log})
	river.AddWorker(registry, &watchPoolsWorker{db: c.DB, client: c.Client, now: c.Now})
	river.AddWorker(registry, &sendEmailWorker{client: c.Client, mail: c.Mail, now: c.Now, log: c.Log})
	river.AddWorker(registry, &sendResetLinkWorker{client: c.Client, mail: c.Mail, now: c.Now, log: c.Log})
	client, err := river.NewClient(riverpgxv5.New(pool), &river.Config{
		Logger: c.Log,
		Queues: map[string]river.QueueConfig{
			river.QueueDefault: {MaxWorkers: workers},
			emailQueue:         {MaxWorkers: emailWorkers},
		},
		Workers:              registry,
		PeriodicJobs:         schedule(),
		JobTimeout:           jobTimeout,
		RescueStuckJobsAfter: rescueAfter,
		FetchCooldown:        fetchCooldown,
	})
	if err == nil {
		err = client.Start(ctx)
	}
	if err != nil {
		pool.Close()
		return nil, fmt.Errorf("start jobs: %w", err)
	}
	started := &Client{river: client, pool: pool}
	started.rescueStuckJobs(c.Log)
	return started, nil
}

// Stop takes no new jobs and waits for those at work until the context ends.
func (c *Client) Stop(ctx context.Context) error {
	defer c.pool.Close()
	c.stopRescuing()
	c.rescuing.Wait()
	if err := c.river.Stop(ctx); err != nil {
		return fmt.Errorf("stop jobs: %w", err)
	}
	return nil
}

// Migrate makes or updates River's tables. It needs the owner of the database.
func Migrate(ctx context.Context, databaseURL string, log *slog.Logger) error {
	pool, err := openPool(ctx, databaseURL, "")
	if err != nil {
		return err
	}
	defer pool.Close()
	migrator, err := rivermigrate.New(riverpgxv5.New(pool), &rivermigrate.Config{Logger: log})
	if err == nil {
		_, err = migrator.Migrate(ctx, rivermigrate.DirectionUp, nil)
	}
	if err != nil {
		return fmt.Errorf("migrate the job queue: %w", err)
	}
	return nil
}

func openPool(ctx context.Context, databaseURL, role string) (*pgxpool.Pool, error) {
	config, err := pgxpool.ParseConfig(databaseURL)
	if err != nil {
		return nil, fmt.Errorf("jobs: DATABASE_URL: %w", err)
	}
	config.MaxConns = workers
	config.ConnConfig.RuntimeParams["application_name"] = "cistern jobs"
	if role != "" {
		config.ConnConfig.RuntimeParams["role"] = role
	}
	pool, err := pgxpool.NewWithConfig(ctx, config)
	if err != nil {
		return nil, fmt.Errorf("open the pool of jobs: %w", err)
	}
	return pool, nil
}
