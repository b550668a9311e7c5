package main

import (
	"bytes"
	"context"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"github.com/google/uuid"
	"github.com/lib/pq"
)

const (
	recordRuns   = `mutation Record($input: RecordRunsInput!) { recordRuns(input: $input) { recorded repeated refused { runId error { code message } } userErrors { code message } } }`
	runsACall    = 500
	manyCallers  = 4
	floorPrepare = `
		insert into runs (contract_id, id, workspace_id, agent_id, period_id, status, hold, credits, reported_at, finished_at, late)
		select $1, r.id, $2, $3, $4, 'SUCCEEDED', 0, r.credits, r.finished_at, r.finished_at, false
		from unnest($5::uuid[], $6::bigint[], $7::timestamptz[]) as r (id, credits, finished_at)`
)

// manyRunsARequest measures (b): runs that already happened, 500 a call.
func (b *bench) manyRunsARequest(ctx context.Context) error {
	program, err := b.startCistern(ctx)
	if err != nil {
		return err
	}
	defer program.stop()
	fmt.Printf("(b) recordRuns of %d, %d callers, one hot contract\n", runsACall, manyCallers)
	t := newTable("", "runs/s", "p50 of a call", "p99", "server µs/run", "database µs/run")
	for range b.rounds {
		floor, err := b.bareInsert(ctx)
		if err != nil {
			return err
		}
		t.add("bare insert from unnest", floor)
		l := b.recordLoad(program)
		l.connections, l.lasting = manyCallers, b.lasting
		r, err := b.measure(ctx, program, l)
		if err != nil {
			return err
		}
		r[0], r[3], r[4] = r[0]*runsACall, r[3]/runsACall, r[4]/runsACall
		t.add("cistern, GraphQL", r)
	}
	t.print()
	t.ratio("cistern, GraphQL", "bare insert from unnest", 0.7)
	fmt.Println()
	return nil
}

func (b *bench) recordLoad(p *process) load {
	return load{
		address: p.address, path: "/graphql", header: "Authorization: Bearer " + b.stage.token + "\r\n",
		accepted: []byte(`"recorded":500`),
		request: func(body *bytes.Buffer) {
			at := time.Now().UTC().Format(time.RFC3339Nano)
			fmt.Fprintf(body, `{"query":%q,"variables":{"input":{"runs":[`, recordRuns)
			for i := range runsACall {
				if i > 0 {
					body.WriteByte(',')
				}
				fmt.Fprintf(body, `{"runId":%q,"agentId":%q,"credits":"0.25","finishedAt":%q}`, newRunID(), b.stage.agentID(), at)
			}
			body.WriteString(`]}}}`)
		},
	}
}

// bareInsert is the floor: the same rows into the same table by one prepared statement, committed by itself, and nothing else.
func (b *bench) bareInsert(ctx context.Context) (row, error) {
	insert, err := b.db.PrepareContext(ctx, floorPrepare)
	if err != nil {
		return nil, err
	}
	defer insert.Close()
	database := cpuOfTree(b.postgre)
	var inserted atomic.Int64
	var failed atomic.Value
	var work sync.WaitGroup
	began := time.Now()
	for range manyCallers {
		work.Go(func() {
			for time.Since(began) < b.lasting && ctx.Err() == nil {
				ids, credits, times := make([]string, runsACall), make([]int64, runsACall), make([]string, runsACall)
				at := time.Now().UTC().Format(time.RFC3339Nano)
				for i := range ids {
					ids[i], credits[i], times[i] = newRunID(), 250_000, at
				}
				if _, err := insert.ExecContext(ctx, uuid.Nil, b.stage.workspace, b.stage.agent, uuid.Nil,
					pq.Array(ids), pq.Array(credits), pq.Array(times)); err != nil {
					failed.Store(err)
					return
				}
				inserted.Add(runsACall)
			}
		})
	}
	work.Wait()
	took := time.Since(began)
	if err, broken := failed.Load().(error); broken {
		return nil, err
	}
	n := float64(inserted.Load())
	return row{n / took.Seconds(), none, none, none, micros(cpuOfTree(b.postgre).since(database)) / n}, nil
}
