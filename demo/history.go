package demo

import (
	"context"
	"database/sql"
	"fmt"
	"log/slog"
	"time"

	"entgo.io/ent/dialect"
	entsql "entgo.io/ent/dialect/sql"

	"cistern/credit"
	"cistern/ent"
	"cistern/ent/contract"
	"cistern/ent/user"
	"cistern/ingest"
	"cistern/metering"
)

// Config is what a demo is made with.
type Config struct {
	DB      *sql.DB // migrated
	Now     time.Time
	Periods int         // closed billing periods, 2 at the least; those of the first start count
	Told    func(Event) // hears of what is done
}

// Event is a step in the making of a demo.
type Event struct {
	Of   string // what is being made
	Done int    // of a hundred
}

// Make makes the demo, or finds it. What a start that was killed had made of it is completed. People come last, so that nobody can
// sign in to half of a demo; when they are there, nothing is done, and the time since the last run stays without any.
func Make(ctx context.Context, c Config) (Story, error) {
	client := ent.NewClient(ent.Driver(entsql.OpenDB(dialect.Postgres, c.DB)))
	story, err := findOrBegin(ctx, client, c)
	if err != nil {
		return Story{}, err
	}
	whole, err := client.User.Query().Where(user.ID(Admin.ID())).Exist(ctx)
	if err != nil {
		return Story{}, fmt.Errorf("look for the people of the demo: %w", err)
	}
	if whole {
		return story, nil
	}
	if err := recordPast(ctx, client, story, c); err != nil {
		return Story{}, err
	}
	return story, ent.InTx(ctx, client, func(tx *ent.Tx) error { return story.invite(ctx, tx) })
}

func findOrBegin(ctx context.Context, client *ent.Client, c Config) (Story, error) {
	found, err := client.Contract.Query().Where(contract.ID(contractID)).Only(ctx)
	if ent.IsNotFound(err) {
		story, err := NewStory(c.Now, c.Periods)
		if err != nil {
			return Story{}, err
		}
		return story, ent.InTx(ctx, client, func(tx *ent.Tx) error { return story.begin(ctx, tx, c.Now) })
	}
	if err != nil {
		return Story{}, fmt.Errorf("look for the contract of the demo: %w", err)
	}
	calendar, err := credit.NewCalendar(int(found.ServiceDay), found.TimeZone)
	if err != nil {
		return Story{}, err
	}
	return tell(calendar, calendar.PeriodAt(found.CreatedAt), c.Periods), nil
}

// batchRuns is how many runs are recorded at once, or some more: a day's are not enough to fill a transaction.
const batchRuns = 400

// past records the runs of every day, oldest first, by the clock of that day.
type past struct {
	Config
	Story
	client    *ent.Client
	committer *ingest.Committer
	clock     time.Time
}

func recordPast(ctx context.Context, client *ent.Client, story Story, c Config) error {
	meter, err := metering.Prepare(ctx, c.DB)
	if err != nil {
		return err
	}
	p := &past{Config: c, Story: story, client: client}
	p.committer = ingest.NewCommitter(ingest.Config{
		Client: client, Meter: meter, Scope: ingest.ScopeAll, Now: func() time.Time { return p.clock }, Log: slog.Default(),
	})
	defer p.committer.Close()
	since, err := lastHour(ctx, c.DB, story.first.Start)
	if err != nil {
		return err
	}
	for period := story.first; period.Start.Before(c.Now); period = story.calendar.Next(period) {
		if !period.End.After(since) {
			continue
		}
		if err := p.record(ctx, period, since); err != nil {
			return fmt.Errorf("record the runs of the period of %s: %w", period.Start.Format(time.DateOnly), err)
		}
	}
	return nil
}

// record records one period, several days at once. Days that a start recorded before it was killed may be recorded again: the ids of
// their runs are the same.
func (p *past) record(ctx context.Context, period credit.Period, since time.Time) error {
	var runs []metering.Request
	for _, day := range p.calendar.Days(period, p.Now) {
		if !day.End.After(since) {
			continue
		}
		p.clock = earlier(day.End.Add(-time.Microsecond), p.Now)
		if runs = append(runs, p.runs(day, p.clock)...); len(runs) < batchRuns && p.clock.Before(p.Now) && day.End.Before(period.End) {
			continue
		}
		if err := p.submit(ctx, runs); err != nil {
			return err
		}
		runs = nil
	}
	passed, all := period.End.Sub(p.first.Start), p.Now.Sub(p.first.Start)
	p.Told(Event{Of: period.Start.In(p.calendar.Zone).Format("January 2006"), Done: min(100, int(100*passed/all))})
	return p.buyMore(ctx, period)
}

func (p *past) submit(ctx context.Context, runs []metering.Request) error {
	results, err := p.committer.Submit(ctx, runs)
	if err != nil {
		return err
	}
	for _, result := range results {
		if result.Err != nil {
			return result.Err
		}
	}
	return nil
}

// buyMore raises the allowance from the next period on where the story has it so.
func (p *past) buyMore(ctx context.Context, period credit.Period) error {
	next := p.calendar.Next(period)
	allowance := p.allowance(next)
	if !next.Start.Before(p.Now) || allowance == p.allowance(period) {
		return nil
	}
	err := p.client.Contract.UpdateOneID(contractID).SetPendingAllowance(allowance).Exec(ctx)
	if err != nil {
		return fmt.Errorf("raise the allowance: %w", err)
	}
	return nil
}

// lastHour is until when the past has been recorded, to the hour; otherwise if it has not.
func lastHour(ctx context.Context, db *sql.DB, otherwise time.Time) (time.Time, error) {
	var last sql.NullTime
	err := db.QueryRowContext(ctx, `select max(hour) from workspace_hours where contract_id = $1`, contractID).Scan(&last)
	if err != nil {
		return time.Time{}, fmt.Errorf("find the last run of the demo: %w", err)
	}
	if !last.Valid {
		return otherwise, nil
	}
	return last.Time, nil
}

func earlier(a, b time.Time) time.Time {
	if b.Before(a) {
		return b
	}
	return a
}
