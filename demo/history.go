package demo

import (
	"context"
	"database/sql"
	"fmt"
	"log/slog"
	"slices"
	"time"

	"entgo.io/ent/dialect"
	entsql "entgo.io/ent/dialect/sql"

	"cistern/billing"
	"cistern/credit"
	"cistern/ent"
	"cistern/ent/contract"
	"cistern/ent/user"
	"cistern/ingest"
	"cistern/ledger"
	"cistern/metering"
)

// Config is what a demo is made with.
type Config struct {
	DB      *sql.DB // migrated
	Now     time.Time
	Periods int         // closed billing periods of the main contract, 2 at the least; those of the first start count
	Told    func(Event) // hears of what is done
}

// Event is a step in the making of a demo.
type Event struct {
	Of   string // what is being made
	Done int    // of a hundred
}

// Make makes the demo, or finds it, and tells the story of the main contract. What a start that was killed had made of it is completed:
// nobody can sign in to half of a demo. When somebody can (SetPassword), nothing is done, and the time since the last run stays without
// any.
func Make(ctx context.Context, c Config) (Story, error) {
	client := ent.NewClient(ent.Driver(entsql.OpenDB(dialect.Postgres, c.DB)))
	main, err := c.make(ctx, client, riverbank)
	if err != nil {
		return Story{}, err
	}
	return main, c.makeOthers(ctx, client)
}

// makeOthers tells nobody: they are there in a moment.
func (c Config) makeOthers(ctx context.Context, client *ent.Client) error {
	c.Told = func(Event) {}
	for _, of := range others {
		c.Periods = of.periods
		if _, err := c.make(ctx, client, of); err != nil {
			return fmt.Errorf("%s: %w", of.name, err)
		}
	}
	return nil
}

// make makes what is missing of a company.
func (c Config) make(ctx context.Context, client *ent.Client, of *company) (Story, error) {
	story, err := c.findOrBegin(ctx, client, of)
	if err != nil {
		return Story{}, err
	}
	whole, err := client.User.Query().Where(user.ID(of.owner.ID()), user.PasswordHashNotNil()).Exist(ctx)
	if err != nil {
		return Story{}, fmt.Errorf("look for the people of the demo: %w", err)
	}
	if whole {
		return story, nil
	}
	return story, recordPast(ctx, client, story, c)
}

func (c Config) findOrBegin(ctx context.Context, client *ent.Client, of *company) (Story, error) {
	found, err := client.Contract.Query().Where(contract.ID(of.id)).Only(ctx)
	if ent.IsNotFound(err) {
		story, err := of.begun(c.Now, c.Periods)
		if err != nil {
			return Story{}, err
		}
		return story, ent.InTx(ctx, client, func(tx *ent.Tx) error { return story.begin(ctx, tx) })
	}
	if err != nil {
		return Story{}, fmt.Errorf("look for a contract of the demo: %w", err)
	}
	calendar, err := credit.NewCalendar(int(found.ServiceDay), found.TimeZone)
	if err != nil {
		return Story{}, err
	}
	return of.tell(calendar, calendar.PeriodAt(found.CreatedAt), c.Periods), nil
}

// batchRuns is how many runs are recorded at once, or some more: a day's are not enough to fill a transaction.
const batchRuns = 400

// past records the runs of every day and what people did, oldest first, by the clock of that time.
type past struct {
	Config
	Story
	acts      []act // in order, those that are still to be done
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
	since, err := story.lastHour(ctx, c.DB)
	if err != nil {
		return err
	}
	p.acts = story.actsSince(since)
	for period := story.first; period.Start.Before(c.Now); period = story.calendar.Next(period) {
		if !period.End.After(since) {
			continue
		}
		if err := p.record(ctx, period, since); err != nil {
			return fmt.Errorf("record the period of %s: %w", period.Start.Format(time.DateOnly), err)
		}
	}
	return p.forgetOldNews(ctx)
}

// forgetOldNews takes e-mails about the past for sent, and what people were told before the present period for read.
func (p *past) forgetOldNews(ctx context.Context) error {
	_, err := p.DB.ExecContext(ctx, `
		update notifications set
		  emailed_at = created_at,
		  read_at = case when created_at < $2 then created_at end
		where contract_id = $1 and emailed_at is null`, p.id, p.present.Start)
	if err != nil {
		return fmt.Errorf("forget news of the past: %w", err)
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
		runs = append(runs, p.runs(day, p.Now)...)
		for _, stop := range p.stops(day) {
			p.clock = earlier(stop, day.End.Add(-time.Microsecond))
			acts := p.actsUntil(stop)
			if len(runs) < batchRuns && len(acts) == 0 && p.clock.Before(p.Now) && stop.Before(period.End) && !p.inHours(day) {
				continue
			}
			var due []metering.Request
			due, runs = p.finished(runs)
			if err := p.submit(ctx, due); err != nil {
				return err
			}
			for _, a := range acts {
				if err := p.perform(ctx, a); err != nil {
					return err
				}
			}
		}
	}
	passed, all := period.End.Sub(p.first.Start), p.Now.Sub(p.first.Start)
	p.Told(Event{Of: period.Start.In(p.calendar.Zone).Format("January 2006"), Done: min(100, int(100*passed/all))})
	return nil
}

// inHours says of which days each hour is recorded by itself: of the last ones, so that what hangs on an hour happens in it.
func (p *past) inHours(day credit.Day) bool { return p.age(day) < p.hourly }

// stops are the instants of a day until which its runs are recorded.
func (p *past) stops(day credit.Day) []time.Time {
	end := earlier(day.End, p.Now)
	stops := []time.Time{end}
	if p.inHours(day) {
		for at := day.Start.Add(time.Hour); at.Before(end); at = at.Add(time.Hour) {
			stops = append(stops, at)
		}
	}
	for _, a := range p.acts {
		if a.at.Before(end) && a.at.After(day.Start) {
			stops = append(stops, a.at)
		}
	}
	slices.SortFunc(stops, time.Time.Compare)
	return slices.CompactFunc(stops, time.Time.Equal)
}

// actsUntil takes those that are to be done by an instant.
func (p *past) actsUntil(at time.Time) (due []act) {
	for len(p.acts) > 0 && !p.acts[0].at.After(at) {
		due, p.acts = append(due, p.acts[0]), p.acts[1:]
	}
	return due
}

// finished parts the runs that have finished by now from those that have not.
func (p *past) finished(runs []metering.Request) (done, left []metering.Request) {
	for _, run := range runs {
		if run.FinishedAt.After(p.clock) {
			left = append(left, run)
		} else {
			done = append(done, run)
		}
	}
	return done, left
}

// perform does something in the contract as a request would.
func (p *past) perform(ctx context.Context, a act) error {
	return ent.InTx(ctx, p.client, func(tx *ent.Tx) error {
		locked, err := ledger.Lock(ctx, tx, p.id)
		if err != nil {
			return err
		}
		running, err := ledger.OpenPeriod(ctx, tx, locked, a.at)
		if err != nil {
			return err
		}
		return a.do(ctx, tx, billing.Account{Contract: locked, Period: running}, a.at)
	})
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

// lastHour is until when the past has been recorded, to the hour; the beginning if it has not.
func (s Story) lastHour(ctx context.Context, db *sql.DB) (time.Time, error) {
	var last sql.NullTime
	err := db.QueryRowContext(ctx, `select max(hour) from workspace_hours where contract_id = $1`, s.id).Scan(&last)
	if err != nil {
		return time.Time{}, fmt.Errorf("find the last run of the demo: %w", err)
	}
	if !last.Valid {
		return s.first.Start, nil
	}
	return last.Time, nil
}

func earlier(a, b time.Time) time.Time {
	if b.Before(a) {
		return b
	}
	return a
}
