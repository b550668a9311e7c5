package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"slices"
	"sync"
	"time"
)

// load sends requests over a number of connections, each the next as soon as the last was answered, and notes how long every
// answer took. It writes and reads HTTP/1.1 by hand where net/http's client would cost more than the server.
type load struct {
	address     string
	connections int
	lasting     time.Duration
	request     func(buffer *bytes.Buffer) // writes the body of the next request
	path        string
	header      string // further header lines, each ended by CRLF
	accepted    []byte // what every good answer holds
}

// figures of one measurement.
type figures struct {
	answered int
	took     time.Duration
	p50, p99 time.Duration
}

func (f figures) rate() float64 { return float64(f.answered) / f.took.Seconds() }

func (l load) run(ctx context.Context) (figures, error) {
	var mu sync.Mutex
	var latencies []time.Duration
	var failed error
	var work sync.WaitGroup
	began := time.Now()
	until := began.Add(l.lasting)
	for range l.connections {
		work.Go(func() {
			own, err := l.connection(ctx, until)
			mu.Lock()
			defer mu.Unlock()
			latencies = append(latencies, own...)
			failed = errors.Join(failed, err)
		})
	}
	work.Wait()
	f := figures{answered: len(latencies), took: time.Since(began)}
	if failed == nil && len(latencies) == 0 {
		failed = errors.New("nothing was answered")
	}
	if failed != nil {
		return f, failed
	}
	slices.Sort(latencies)
	f.p50, f.p99 = latencies[len(latencies)/2], latencies[len(latencies)*99/100]
	return f, nil
}

func (l load) connection(ctx context.Context, until time.Time) ([]time.Duration, error) {
	conn, err := new(net.Dialer).DialContext(ctx, "tcp", l.address)
	if err != nil {
		return nil, err
	}
	defer conn.Close()
	reader := bufio.NewReader(conn)
	var body, message bytes.Buffer
	var latencies []time.Duration
	for time.Now().Before(until) && ctx.Err() == nil {
		body.Reset()
		message.Reset()
		l.request(&body)
		fmt.Fprintf(&message, "POST %s HTTP/1.1\r\nHost: %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n%s\r\n",
			l.path, l.address, body.Len(), l.header)
		message.Write(body.Bytes())
		sent := time.Now()
		if _, err := conn.Write(message.Bytes()); err != nil {
			return latencies, err
		}
		if err := l.answer(reader, &body); err != nil {
			return latencies, err
		}
		latencies = append(latencies, time.Since(sent))
	}
	return latencies, nil
}

func (l load) answer(reader *bufio.Reader, body *bytes.Buffer) error {
	response, err := http.ReadResponse(reader, nil)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	body.Reset()
	if _, err := io.Copy(body, response.Body); err != nil {
		return err
	}
	if response.StatusCode != http.StatusOK || !bytes.Contains(body.Bytes(), l.accepted) {
		return fmt.Errorf("%s answered %s: %.500s", l.path, response.Status, body)
	}
	return nil
}
