package main

import (
	"context"
	"database/sql"
	"fmt"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"github.com/google/uuid"

	"cistern/credit"
	"cistern/ent"
	"cistern/ingest"
	"cistern/live"
	"cistern/metering"
)

const announcedCallers = 64

// announced measures (e): runs a second by group commit with and without telling of changes, in turn.
func (b *bench) announced(ctx context.Context) error {
	fmt.Printf("(e) group commit in this process, %d callers, one hot contract\n", announcedCallers)
	telling := live.Start(live.Config{DB: b.db, URL: b.url, Log: slog.New(slog.DiscardHandler)})
	defer telling.Close()
	t := newTable("", "runs/s")
	for range 2 * b.rounds { // short ones, more often: what is compared is close
		for name, changed := range map[string]func(...uuid.UUID){"told": telling.Changed, "not told": nil} {
			r, err := b.commitRuns(ctx, changed)
			if err != nil {
				return err
			}
			t.add(name, row{r})
		}
	}
	t.print()
	t.ratio("told", "not told", 0.95)
	fmt.Println()
	return nil
}

func (b *bench) commitRuns(ctx context.Context, changed func(...uuid.UUID)) (float64, error) {
	pool, err := sql.Open("postgres", b.url)
	if err != nil {
		return 0, err
	}
	defer pool.Close()
	pool.SetMaxIdleConns(4)
	meter, err := metering.Prepare(ctx, pool)
	if err != nil {
		return 0, err
	}
	c := ingest.NewCommitter(ingest.Config{
		Client: ent.NewClient(ent.Announcing(pool, changed)), Meter: meter, Scope: ingest.ScopeAll,
		Now: time.Now, Log: slog.New(slog.DiscardHandler),
	})
	defer c.Close()
	var committed atomic.Int64
	var failed atomic.Pointer[error]
	var callers sync.WaitGroup
	until := time.Now().Add(b.lasting)
	for range announcedCallers {
		callers.Go(func() {
			for time.Now().Before(until) && ctx.Err() == nil {
				_, err := c.Submit(ctx, []metering.Request{{
					Kind: metering.Record, Contract: b.stage.contract, Run: uuid.Must(uuid.NewV7()), Agent: b.stage.agent,
					Credits: credit.Credit, Outcome: credit.OutcomeSucceeded, FinishedAt: time.Now(),
				}})
				if err != nil {
					failed.Store(&err)
					return
				}
				committed.Add(1)
			}
		})
	}
	callers.Wait()
	if err := failed.Load(); err != nil {
		return 0, *err
	}
	return float64(committed.Load()) / b.lasting.Seconds(), nil
}
