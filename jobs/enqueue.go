package jobs

import (
	"cmp"
	"context"
	"crypto/sha256"
	_ "embed"
	"encoding/json"
	"fmt"

	"github.com/lib/pq"
	"github.com/riverqueue/river"

	"cistern/ent"
)

//go:embed enqueue.sql
var enqueueSQL string

// Enqueue adds jobs that begin once tx has committed, and are never seen if it does not. It writes what River's own client would,
// which cannot work in a transaction of lib/pq, as River's clients in other languages do.
//
// Of what the InsertOpts of a job's args say, Queue, MaxAttempts, ScheduledAt and UniqueOpts.ByArgs are heeded.
func Enqueue(ctx context.Context, tx *ent.Tx, jobs ...river.JobArgs) error {
	n := len(jobs)
	if n == 0 {
		return nil
	}
	kinds, args, queues, attempts := make(pq.StringArray, n), make(pq.StringArray, n), make(pq.StringArray, n), make(pq.Int64Array, n)
	at, keys := make([]*int64, n), make(pq.ByteaArray, n)
	for i, job := range jobs {
		encoded, err := json.Marshal(job)
		if err != nil {
			return fmt.Errorf("encode job %s: %w", job.Kind(), err)
		}
		options := insertOptions(job)
		kinds[i], args[i] = job.Kind(), string(encoded)
		queues[i] = cmp.Or(options.Queue, river.QueueDefault)
		attempts[i] = int64(cmp.Or(options.MaxAttempts, river.MaxAttemptsDefault))
		if !options.ScheduledAt.IsZero() {
			micros := options.ScheduledAt.UnixMicro()
			at[i] = &micros
		}
		if options.UniqueOpts.ByArgs {
			if keys[i], err = uniqueKey(job.Kind(), encoded); err != nil {
				return err
			}
		}
	}
	// Tells a distributed server that this transaction writes on a second node; nothing on a single one.
	if _, err := tx.SQLTx().ExecContext(ctx, "delete from txn_anchor where id = -1"); err != nil {
		return fmt.Errorf("anchor the transaction: %w", err)
	}
	if _, err := tx.SQLTx().ExecContext(ctx, enqueueSQL, kinds, args, queues, attempts, pq.Array(at), keys); err != nil {
		return fmt.Errorf("enqueue jobs: %w", err)
	}
	return nil
}

func insertOptions(job river.JobArgs) river.InsertOpts {
	if with, ok := job.(river.JobArgsWithInsertOpts); ok {
		return with.InsertOpts()
	}
	return river.InsertOpts{}
}

// uniqueKey is River's: a hash of the kind and of the args with their keys in order.
func uniqueKey(kind string, args []byte) ([]byte, error) {
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(args, &fields); err != nil {
		return nil, fmt.Errorf("args of job %s: %w", kind, err)
	}
	sorted, err := json.Marshal(fields)
	if err != nil {
		return nil, fmt.Errorf("args of job %s: %w", kind, err)
	}
	key := sha256.Sum256(append([]byte("&kind="+kind+"&args="), sorted...))
	return key[:], nil
}
