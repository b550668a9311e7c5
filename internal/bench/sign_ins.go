package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"sync"
	"sync/atomic"
	"time"
)

const (
	signInsAtOnce = 200
	othersAtOnce  = 4
)

// signIns measures (f): how long other requests take while two hundred people sign in at once, each from addresses of their own. Whoever
// was answered signs in again at once, and whoever was refused after as long as they were told to wait.
func (b *bench) signIns(ctx context.Context) error {
	program, err := b.startCistern(ctx)
	if err != nil {
		return err
	}
	defer program.stop()
	others, err := b.fill(ctx, program, smallRuns)
	if err != nil {
		return err
	}
	others.connections, others.lasting = othersAtOnce, b.lasting
	fmt.Printf("(f) the dashboard's query, %d callers, while %d people sign in at once\n", othersAtOnce, signInsAtOnce)
	t := newTable("", "queries/s", "p50", "p99", "sign-ins/s", "refused/s")
	const alone, crowded = "nobody signs in", "200 at once"
	for range b.rounds {
		figures, err := others.run(ctx)
		if err != nil {
			return err
		}
		t.add(alone, row{figures.rate(), micros(figures.p50), micros(figures.p99), 0, 0})
		crowd := newCrowd(ctx, program.address)
		figures, err = others.run(ctx)
		if err := errors.Join(err, crowd.disperse()); err != nil {
			return err
		}
		took := figures.took.Seconds()
		t.add(crowded, row{
			figures.rate(), micros(figures.p50), micros(figures.p99), float64(crowd.entered.Load()) / took, float64(crowd.refused.Load()) / took,
		})
	}
	t.print()
	fmt.Printf("  p99 of others is %.0f ms while people sign in (goal 500)\n\n", t.median(crowded, 2)/1000)
	return nil
}

// crowd signs in until it is told to disperse. Nobody in it has an account, which costs the server the same.
type crowd struct {
	entered, refused atomic.Int64 // answered after a hash was compared, and without
	people           sync.WaitGroup
	over             chan struct{} // closed when they disperse
	mu               sync.Mutex
	failed           error
}

func newCrowd(ctx context.Context, address string) *crowd {
	c := &crowd{over: make(chan struct{})}
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: signInsAtOnce}}
	for n := range signInsAtOnce {
		c.people.Go(func() {
			for attempt := 0; !c.dispersed(); attempt++ { // whoever leaves waits for the answer
				if err := c.signIn(ctx, client, address, fmt.Sprintf("10.%d.%d.%d", n, attempt>>8&255, attempt&255)); err != nil {
					c.mu.Lock()
					c.failed = errors.Join(c.failed, err)
					c.mu.Unlock()
					return
				}
			}
		})
	}
	return c
}

func (c *crowd) signIn(ctx context.Context, client *http.Client, address, from string) error {
	body := bytes.NewBufferString(`{"email":"somebody@bench.test","password":"correct horse battery staple"}`)
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, "http://"+address+"/auth/sign-in", body)
	if err != nil {
		return err
	}
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("X-Forwarded-For", from)
	request.Header.Set("X-Forwarded-Proto", "https")
	response, err := client.Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	if _, err := io.Copy(io.Discard, response.Body); err != nil {
		return err
	}
	switch response.StatusCode {
	case http.StatusUnauthorized:
		c.entered.Add(1)
	case http.StatusTooManyRequests:
		c.refused.Add(1)
		wait, err := time.ParseDuration(response.Header.Get("Retry-After") + "s")
		if err != nil {
			return err
		}
		select {
		case <-time.After(wait):
		case <-c.over:
		}
	default:
		return fmt.Errorf("sign in: %s", response.Status)
	}
	return nil
}

func (c *crowd) dispersed() bool {
	select {
	case <-c.over:
		return true
	default:
		return false
	}
}

func (c *crowd) disperse() error {
	close(c.over)
	c.people.Wait()
	return c.failed
}
