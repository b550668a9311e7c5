package history

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/google/uuid"

	"cistern/ent"
	"cistern/metering"
)

const (
	// batchSize is how many runs share a transaction.
	batchSize = 500
	// maxBad is how many bad rows end the check of a file whose bad rows are not skipped.
	maxBad = 1000
)

// pass is one reading of the file.
type pass struct {
	plan     *Plan
	agents   *agents
	stage    Stage
	send     sender
	told     told // of Checking
	progress func(Progress)

	rows     *rows
	withRuns map[uuid.UUID]bool // agents that have good runs
	summary  Summary
}

// sender decides runs and returns an answer to each, and the periods in which they land.
type sender func(context.Context, []metering.Request) ([]metering.Result, []*ent.BillingPeriod, error)

// run reads size bytes. The summary is that of what was read before an error.
func (p *pass) run(ctx context.Context, file io.ReadSeeker, size int64) (*Summary, error) {
	p.withRuns = map[uuid.UUID]bool{}
	if _, err := file.Seek(0, io.SeekStart); err != nil {
		return &p.summary, fmt.Errorf("go to the start of the file: %w", err)
	}
	in := &counted{Reader: io.LimitReader(file, size)}
	var err error
	if p.rows, err = newRows(in, p.plan, p.agents); err != nil {
		return &p.summary, err
	}
	for more := true; more; {
		var batch []row
		if batch, more, err = p.next(ctx); err != nil {
			return &p.summary, err
		}
		if err := p.decide(ctx, batch); err != nil {
			return &p.summary, err
		}
		p.progress(Progress{Stage: p.stage, Rows: p.summary.Rows, Read: in.read, Size: size})
	}
	return &p.summary, nil
}

// next reads a batch and keeps its good rows; more is false at the end of the file, or when too many rows are bad.
func (p *pass) next(ctx context.Context) (batch []row, more bool, err error) {
	s := &p.summary
	for range batchSize {
		r, err := p.rows.next()
		var bad *RowError
		switch {
		case errors.Is(err, io.EOF):
			return batch, false, ctx.Err()
		case err != nil && !errors.As(err, &bad):
			return nil, false, err
		}
		s.Rows++
		repeated := false
		if bad == nil && p.told != nil && p.plan.columnOf(RunID, r.columns) != "" {
			repeated, bad = p.told.mention(r)
		}
		switch {
		case bad != nil:
			s.Bad.add(bad)
		case repeated:
			s.Repeated++
		default:
			batch = append(batch, r)
		}
		if s.GaveUp = s.Bad.Count > maxBad && !p.plan.SkipBad; s.GaveUp {
			return batch, false, nil
		}
	}
	return batch, true, ctx.Err()
}

// decide sends a batch and counts the answers.
func (p *pass) decide(ctx context.Context, batch []row) error {
	if len(batch) == 0 {
		return nil
	}
	requests := make([]metering.Request, len(batch))
	for i, r := range batch {
		requests[i] = r.request
	}
	results, periods, err := p.send(ctx, requests)
	if err != nil {
		return err
	}
	for i, result := range results {
		if result.Err != nil {
			p.summary.Bad.add(p.refusal(batch[i], result))
			continue
		}
		p.withRuns[batch[i].request.Agent] = true
		if err := p.summary.count(batch[i].request, result); err != nil {
			return err
		}
	}
	p.summary.addPeriods(periods)
	return nil
}

// refusal is an answer as a problem of the row that it is about.
func (p *pass) refusal(r row, result metering.Result) *RowError {
	problem := &RowError{Line: r.line, Message: fmt.Sprintf("%s (%s)", result.Err.Message, result.Err.Code)}
	var field Field
	switch result.Err.Field {
	case "credits":
		field, problem.Value = Credits, r.request.Credits.String()
	case "finishedAt":
		field, problem.Value = FinishedAt, r.request.FinishedAt.Format(timeShown)
	case "startedAt":
		field, problem.Value = StartedAt, r.request.StartedAt.Format(timeShown)
	case "agentId":
		field, problem.Value = Agent, r.request.Agent.String()
	case "runId":
		field, problem.Value = RunID, r.request.Run.String()
	}
	problem.Column = p.plan.columnOf(field, r.columns)
	return problem
}

// counted counts the bytes read.
type counted struct {
	io.Reader
	read int64
}

func (c *counted) Read(p []byte) (int, error) {
	n, err := c.Reader.Read(p)
	c.read += int64(n)
	return n, err
}
