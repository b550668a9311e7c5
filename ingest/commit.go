package ingest

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"time"

	"github.com/lib/pq"

	"cistern/credit"
	"cistern/metering"
)

// commit answers the calls by one transaction over all their requests.
func (c *Committer) commit(batch []*call) {
	var requests []metering.Request
	for _, call := range batch {
		requests = append(requests, call.requests...)
	}
	answers := c.apply(requests)
	for _, call := range batch {
		n := len(call.requests)
		call.results, call.err = c.split(answers[:n:n])
		answers = answers[n:]
	}
}

// answer is the result of one request, or why none is known.
type answer struct {
	result metering.Result
	fault  error
}

// apply commits the requests together. If the database refuses one of them, the halves are committed apart, and so on down to the
// one that is at fault: a poisoned request does not spoil its neighbours. Any other fault, such as a lost connection, is
// everybody's; what may have been committed all the same is answered as a repeat when it is sent again.
func (c *Committer) apply(requests []metering.Request) []answer {
	results, err := c.transact(requests)
	for tries := 1; err != nil && isTransient(err) && tries < 3; tries++ {
		results, err = c.transact(requests)
	}
	if err != nil && len(requests) > 1 && isPoison(err) {
		half := len(requests) / 2
		return append(c.apply(requests[:half]), c.apply(requests[half:])...)
	}
	answers := make([]answer, len(requests))
	for i := range answers {
		if err != nil {
			answers[i].fault = err
		} else {
			answers[i].result = results[i]
		}
	}
	return answers
}

// transact applies the requests in one transaction. A panic is a fault of the batch, not the end of the process.
func (c *Committer) transact(requests []metering.Request) (results []metering.Result, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = &poison{fmt.Errorf("panic: %v\n%s", p, debug.Stack())}
		}
	}()
	began := time.Now()
	ctx, cancel := context.WithTimeout(context.Background(), commitTimeout)
	defer cancel()
	tx, err := c.Client.Tx(ctx)
	if err != nil {
		return nil, fmt.Errorf("begin: %w", err)
	}
	defer tx.Rollback()
	now := c.Now()
	outcome, err := c.Meter.Apply(ctx, tx, requests, now)
	if err != nil {
		return nil, err
	}
	if err := tellPeople(ctx, tx, outcome, now); err != nil {
		return nil, err
	}
	if err := tx.Commit(); err != nil {
		return nil, fmt.Errorf("commit: %w", err)
	}
	batchSeconds.Observe(time.Since(began).Seconds())
	batchRuns.Observe(float64(len(requests)))
	return outcome.Results, nil
}

// split turns the answers of one call into its results. A fault of all is the call's error; a fault of some is theirs alone.
func (c *Committer) split(answers []answer) ([]metering.Result, error) {
	results := make([]metering.Result, len(answers))
	faults := 0
	for i, a := range answers {
		results[i] = a.result
		if a.fault != nil {
			faults++
			results[i].Err = &credit.Error{Code: credit.CodeInternal, Message: "this run could not be recorded for a fault of ours; send it again"}
		}
	}
	if faults == len(answers) {
		return nil, answers[0].fault
	}
	for i, a := range answers {
		if a.fault != nil {
			c.Log.Error("run not recorded", "index", i, "error", a.fault)
		}
	}
	return results, nil
}

// poison marks an error as the doing of one request.
type poison struct{ error }

// isPoison reports whether the database refused what one request made it write: data out of range (class 22) or against a
// constraint (class 23).
func isPoison(err error) bool {
	var own *poison
	class := sqlClass(err)
	return errors.As(err, &own) || class == "22" || class == "23"
}

// isTransient reports whether the same transaction may go through when it is tried again: a deadlock or a conflict (class 40).
func isTransient(err error) bool { return sqlClass(err) == "40" }

func sqlClass(err error) string {
	var refused *pq.Error
	if !errors.As(err, &refused) {
		return ""
	}
	return refused.SQLState()[:2]
}
